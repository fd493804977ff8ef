import {isCalling} from './is-calling.js';
import {rowFor, type Effect, type Phase} from './phase.js';
import type {Snapshot} from './snapshot.js';
import {finishTurns, foldTurn} from './transcript.js';
import {noTurns} from './turns.js';
import {noUsage, type Usage, type VoiceEvent} from './voice-event.js';

/** What an event made of a snapshot. */
export interface Transition {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
}

const none: readonly Effect[] = Object.freeze([]);

/** Facts that hold only while a session is open. */
const offline = {
  userSpeaking: false,
  held: false,
  online: false,
  responseId: null,
  playing: false,
} as const;

/** Facts of a call that begins. */
const fresh = {...offline, usage: noUsage, error: null, restored: false} as const;

/** The next snapshot and what is to be done. Ignored events return the very same snapshot. */
export function reduce(snapshot: Snapshot, event: VoiceEvent): Transition {
  const row = rowFor(snapshot.phase, event, snapshot);
  if (!row) return {snapshot, effects: none};
  const arriving = row.to === snapshot.phase ? {} : factsOnArrival(row.to, snapshot);
  const changes = {...factsAfter(snapshot, event, row.to), ...arriving, phase: row.to};
  return {snapshot: withChanges(snapshot, changes), effects: row.effects ?? none};
}

/** What coming to a phase without a session means for the other facts. */
function factsOnArrival(phase: Phase, snapshot: Snapshot): Partial<Snapshot> {
  if (phase === 'reconnecting') return offline;
  if (isCalling({phase})) return {};
  return {
    ...offline,
    quality: null,
    sessionId: null,
    startedAt: null,
    endsAt: null,
    textOnly: false,
    turns: finishTurns(snapshot.turns),
  };
}

/** What the event says beside the phase. Runs only where the table has a row. */
function factsAfter(snapshot: Snapshot, event: VoiceEvent, to: Phase): Partial<Snapshot> {
  switch (event.type) {
    case 'start':
      // The microphone joins a conversation in writing only once it is there.
      return to === snapshot.phase ? {error: null} : {...fresh, textOnly: false};
    case 'start-text-only':
      return {...fresh, textOnly: true};
    case 'stop':
      return {error: null};
    case 'mute':
      return {muted: true};
    case 'unmute':
      return {muted: false};
    case 'hold':
      return {held: true};
    case 'release':
      return {held: false};
    case 'ending':
      return {endsAt: event.at};
    case 'clear':
      return {turns: noTurns, restored: false};
    case 'turns-restored':
      // Something may have been said already.
      return snapshot.turns.length ? {} : {turns: event.turns, restored: true};
    case 'devices-changed':
      return {devices: event.devices};
    case 'microphone-opened':
      return {textOnly: false};
    case 'session-opened':
      return {
        online: true,
        quality: null,
        sessionId: event.sessionId,
        startedAt: snapshot.startedAt ?? event.at ?? null,
      };
    case 'problem':
      // Sound that waits for a tap is the more pressing notice.
      return snapshot.error?.code === 'playback-blocked' ? {} : {error: event.error};
    case 'microphone-failed':
    case 'session-failed':
      return {error: event.error};
    case 'session-lost':
      // While it is being repaired the phase says so; the error is shown only if that fails.
      return {
        online: false,
        quality: null,
        turns: finishTurns(snapshot.turns),
        error: to === 'failed' ? event.error : null,
      };
    case 'session-stalled':
      return {quality: 'lost'};
    case 'session-resumed':
      return {online: true, quality: null};
    case 'quality-changed':
      return {quality: event.link.quality};
    case 'problem-solved':
      return snapshot.error?.code === event.code ? {error: null} : {};
    case 'speech-started':
      return {userSpeaking: true};
    case 'speech-stopped':
    case 'input-committed':
      return {userSpeaking: false};
    case 'response-started':
      return {
        responseId: event.responseId,
        error: snapshot.error?.code === 'response-failed' ? null : snapshot.error,
      };
    case 'response-finished':
      return {
        ...(snapshot.responseId === event.responseId && {responseId: null}),
        ...(event.usage && {usage: addUsage(snapshot.usage, event.usage)}),
      };
    case 'response-overdue':
      return {responseId: null};
    case 'playback-started':
      return {playing: true};
    case 'playback-stopped':
      return event.cut || event.responseId === snapshot.responseId
        ? {playing: false, responseId: null}
        : {playing: false};
    case 'turn-started':
    case 'turn-text':
    case 'turn-finished':
    case 'turn-interrupted':
    case 'turn-removed':
    case 'turn-waiting':
    case 'turn-sent':
      return {turns: foldTurn(snapshot.turns, event)};
    case 'interrupt':
    case 'microphone-lost':
      return {};
  }
}

function withChanges(snapshot: Snapshot, changes: Partial<Snapshot>): Snapshot {
  const keys = Object.keys(changes) as (keyof Snapshot)[];
  if (keys.every(key => Object.is(snapshot[key], changes[key]))) return snapshot;
  return Object.freeze({...snapshot, ...changes});
}

/** The sum of two usages. Not beside `noUsage`, which an idle page loads. */
export function addUsage(one: Usage, other: Usage): Usage {
  return Object.freeze({
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    totalTokens: one.totalTokens + other.totalTokens,
  });
}
