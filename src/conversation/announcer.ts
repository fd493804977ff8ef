import {
  VoiceDeviceChangeEvent,
  VoiceInterruptedEvent,
  VoiceMessageEvent,
  VoicePhaseChangeEvent,
  VoiceQualityEvent,
  VoiceSessionEndEvent,
  VoiceSessionStartEvent,
  VoiceTranscriptEvent,
  VoiceUserSpeechEvent,
} from '../events/index.js';
import {VoiceErrorEvent} from '../events/lifecycle.js';
import {isCalling} from '../state/is-calling.js';
import {recentTurns, type Snapshot} from '../state/snapshot.js';
import type {SnapshotListener} from '../state/store.js';
import type {Turn, Turns} from '../state/turns.js';
import type {EndReason, VoiceEvent} from '../state/voice-event.js';

/** Tells a page what changes, as public events. @returns the listener to subscribe */
export function announce(tell: (event: Event) => void): SnapshotListener {
  let startedAt: number | null = null;

  return (snapshot, previous, event) => {
    if (snapshot.phase !== previous.phase) tell(new VoicePhaseChangeEvent(snapshot.phase, previous.phase));
    if (startedAt === null && snapshot.phase === 'listening') {
      startedAt = performance.now();
      tell(new VoiceSessionStartEvent(snapshot.sessionId ?? ''));
    }
    if (snapshot.userSpeaking !== previous.userSpeaking)
      tell(new VoiceUserSpeechEvent(snapshot.userSpeaking));
    // What was said on the page before was told there.
    const turns = event.type === 'turns-restored' ? [] : changedTurns(snapshot, previous);
    for (const [turn, before] of turns) {
      if (turn.text !== before?.text) tell(new VoiceTranscriptEvent(turn));
      if (turn.interrupted && !before?.interrupted)
        tell(new VoiceInterruptedEvent(turn.id, turn.heardMs ?? 0));
      if (isSaid(turn) && !(before && isSaid(before))) tell(new VoiceMessageEvent(turn));
    }
    if (snapshot.devices !== previous.devices) tell(new VoiceDeviceChangeEvent(snapshot.devices));
    if (event.type === 'quality-changed') tell(new VoiceQualityEvent(event.connection));
    if (snapshot.error && snapshot.error !== previous.error) tell(new VoiceErrorEvent(snapshot.error));
    if (startedAt !== null && !isCalling(snapshot)) {
      const durationMs = Math.round(performance.now() - startedAt);
      tell(new VoiceSessionEndEvent(endReason(snapshot, event), durationMs, snapshot.usage));
      startedAt = null;
    }
  };
}

/** Whether nothing more will be added to it. What waits to be sent was not said yet. */
function isSaid({final, waiting, text}: Turn): boolean {
  return final && !waiting && text !== '';
}

function endReason(snapshot: Snapshot, event: VoiceEvent): EndReason {
  if (event.type === 'session-ended') return 'remote';
  return event.type === 'stop' ? event.reason : snapshot.phase === 'failed' ? 'failed' : 'stopped';
}

/** Turns that are new or different, each with what it was. Older ones are looked at only where their page changed. */
function* changedTurns(snapshot: Snapshot, previous: Snapshot): Generator<[Turn, Turn | undefined]> {
  const turns = turnsBeside(previous, snapshot);
  const before = turnsBeside(snapshot, previous);
  const same = turns.findIndex((turn, index) => turn !== before[index]);
  if (same < 0) return;
  const known = new Map(before.slice(same).map(turn => [turn.id, turn]));
  for (const turn of turns.slice(same)) {
    const old = known.get(turn.id);
    if (turn !== old) yield [turn, old];
  }
}

/** The recent turns of a snapshot, after those of its pages that the other does not have. */
function turnsBeside(other: Snapshot, snapshot: Snapshot): Turns {
  const recent = recentTurns(snapshot);
  const pages = snapshot.transcript?.pages;
  const others = other.transcript?.pages;
  if (!pages?.length || pages === others) return recent;
  const known = new Set(others);
  return [...pages.filter(page => !known.has(page)).flatMap(page => [...page.values()]), ...recent];
}
