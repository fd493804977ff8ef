import {RealtimeProtocol} from '../../src/backends/openai-realtime/protocol.js';
import {parseEvent} from '../../src/session/json.js';
import type {VoiceSessionEvent} from '../../src/session/voice-session.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {VoiceStore} from '../../src/state/store.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {after, wayTo} from './events.js';
import type {WireEvent} from './wire.js';

const besides: ReadonlySet<string> = new Set<Exclude<VoiceSessionEvent, VoiceEvent>['type']>([
  ...(['output', 'raw', 'tool-called', 'tool-cancelled'] as const),
  ...(['approval-requested', 'agent-changed', 'agent-state'] as const),
]);

/** Whether what a session reports is an event for the store. */
export function isForStore(event: VoiceSessionEvent): event is Extract<VoiceSessionEvent, VoiceEvent> {
  return !besides.has(event.type);
}

/** What a protocol makes of what a server says, event by event. */
export function understood(
  events: readonly WireEvent[],
  protocol = new RealtimeProtocol(),
): VoiceSessionEvent[] {
  return events.flatMap(event => protocol.read(event));
}

/**
 * Has a conversation hear what a server says, silencing the assistant as the real one does.
 * @param messages as they come over the wire; what is no event is dropped, as the transports do
 * @param step told of each snapshot
 */
export function listenTo(
  messages: readonly unknown[],
  step: (snapshot: Snapshot, previous: Snapshot) => void = () => {},
  protocol = new RealtimeProtocol(),
): Snapshot {
  const store: VoiceStore = new VoiceStore(effect => {
    if (effect === 'silence') store.send({type: 'playback-stopped', cut: true});
  }, after(wayTo.listening));
  store.subscribe(step);
  for (const message of messages) {
    const event = parseEvent(message);
    for (const report of event ? protocol.read(event) : []) if (isForStore(report)) store.send(report);
  }
  return store.snapshot;
}
