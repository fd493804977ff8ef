import {RealtimeProtocol} from '../../src/backends/openai-realtime/protocol.js';
import type {VoiceSessionEvent} from '../../src/session/voice-session.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {VoiceStore} from '../../src/state/store.js';
import {after, wayTo} from './events.js';
import type {WireEvent} from './wire.js';

/** What a protocol makes of what a server says, event by event. */
export function understood(
  events: readonly WireEvent[],
  protocol = new RealtimeProtocol(),
): VoiceSessionEvent[] {
  return events.flatMap(event => protocol.receive(JSON.stringify(event)));
}

/**
 * Has a conversation hear what a server says, silencing the assistant as the real one does.
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
  for (const message of messages)
    for (const event of protocol.receive(message)) if (event.type !== 'output') store.send(event);
  return store.snapshot;
}
