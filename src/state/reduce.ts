import {isCalling} from './is-calling.js';
import {rowFor, type Effect, type Phase} from './phase.js';
import {recentTurns, type Snapshot} from './snapshot.js';
import {
  finishEmptyTurns,
  finishTurns,
  foldTurn,
  forgetTurns,
  Transcript,
  transcriptOf,
} from './transcript.js';
import type {Turns} from './turns.js';
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
const fresh = {...offline, usage: noUsage, error: null, restored: false, lastCallMs: undefined} as const;

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
    camera: undefined,
    screen: undefined,
    preview: undefined,
    video: undefined,
    work: undefined,
    agent: undefined,
    quality: null,
    sessionId: null,
    startedAt: null,
    endsAt: null,
    textOnly: false,
    ...said(snapshot, finishTurns),
  };
}

/** How long a call was that ends now; what is only written takes no time. */
function lasted({startedAt, textOnly}: Snapshot, now?: number): Partial<Snapshot> {
  return startedAt !== null && now !== undefined && !textOnly
    ? {lastCallMs: Math.max(0, now - startedAt)}
    : {};
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
      return {error: null, ...lasted(snapshot, event.at)};
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
      return {...said(snapshot, cleared), restored: false};
    case 'turns-restored':
      // Something may have been said already.
      return recentTurns(snapshot).length ? {} : {transcript: transcriptOf(event.turns), restored: true};
    case 'devices-changed':
      return {devices: event.devices};
    case 'microphone-opened':
      return {textOnly: false, ...(snapshot.error?.code.startsWith('mic-') && {error: null})};
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
        video: undefined,
        work: undefined, // Tools that go on say so to the next session.
        quality: null,
        ...said(snapshot, finishTurns),
        error: to === 'failed' ? event.error : null,
      };
    case 'session-stalled':
      return {quality: 'lost'};
    case 'session-resumed':
      return {online: true, quality: null};
    case 'quality-changed':
      return {quality: event.connection.quality};
    case 'problem-solved':
      return snapshot.error?.code === event.code ? {error: null} : {};
    case 'speech-started':
      return {userSpeaking: true, ...said(snapshot, finishEmptyTurns)};
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
        ...(event.status === 'completed' && {...said(snapshot, finishEmptyTurns), error: lasting(snapshot)}),
        ...(event.usage && {usage: addUsage(snapshot.usage, event.usage)}),
      };
    case 'response-overdue':
      return {responseId: null};
    case 'work-started':
      return {work: withWork(snapshot, event.id)};
    case 'work-finished':
      return {work: withoutWork(snapshot, event.id)};
    case 'session-ended':
      return {error: null, ...lasted(snapshot, event.at)};
    case 'usage':
      return {usage: event.total ? Object.freeze(event.usage) : addUsage(snapshot.usage, event.usage)};
    case 'capabilities-changed':
      return {capabilities: event.capabilities};
    case 'video':
      return {video: event.stream ?? undefined};
    case 'sharing-changed':
      return event.sharing;
    case 'agent-shown':
      return {agent: event.agent && Object.freeze({...event.agent})};
    case 'playback-started':
      // Where nothing tells that a response goes well, its sound does.
      return {playing: true, ...(snapshot.capabilities?.turns === false && {error: lasting(snapshot)})};
    case 'playback-stopped':
      return event.cut || event.responseId === snapshot.responseId
        ? {playing: false, responseId: null}
        : {playing: false};
    case 'turn-started':
    case 'turn-text':
    case 'turn-finished':
    case 'transcription-failed':
    case 'turn-interrupted':
    case 'turn-removed':
    case 'turn-waiting':
    case 'turn-shown':
    case 'turn-sent':
      return said(snapshot, transcript => foldTurn(transcript, event));
    case 'interrupt':
    case 'microphone-lost':
      return {};
  }
}

function withChanges(snapshot: Snapshot, changes: Partial<Snapshot>): Snapshot {
  const keys = Object.keys(changes) as (keyof Snapshot)[];
  if (keys.every(key => Object.is(snapshot[key], changes[key]))) return snapshot;
  const {transcript = snapshot.transcript, ...facts} = changes;
  if (!transcript) return Object.freeze({...snapshot, ...facts});
  const next: Partial<Record<keyof Snapshot, unknown>> = {};
  // A spread would read `turns`, and so put them all together with each event.
  for (const key of Object.keys(snapshot) as (keyof Snapshot)[])
    if (key !== 'turns') next[key] = snapshot[key];
  Object.defineProperty(Object.assign(next, facts), 'turns', allTurns);
  // Copies go without it: they may be given other turns.
  Object.defineProperty(next, 'transcript', {value: transcript});
  return Object.freeze(next) as Snapshot;
}

const allTurns = {
  enumerable: true,
  get(this: Snapshot): Turns {
    return this.transcript!.turns;
  },
};

/** What a change of the transcript means for the snapshot. Without a transcript the turns count as the recent ones. */
function said(snapshot: Snapshot, change: (before: Transcript) => Transcript): Partial<Snapshot> {
  const before = snapshot.transcript ?? new Transcript(snapshot.turns);
  const transcript = change(before);
  return transcript === before ? {} : {transcript};
}

function cleared(before: Transcript): Transcript {
  return before.recent.length ? forgetTurns(before) : before;
}

/** The notice that stays after a response that went well: its cause goes on. */
function lasting({error}: Snapshot): Snapshot['error'] {
  const lasts = error && (error.code === 'playback-blocked' || error.code.startsWith('mic-'));
  return lasts || error?.detail === 'no-text' ? error : null;
}

/** The sum of two usages. Not beside `noUsage`, which an idle page loads. */
export function addUsage(one: Usage, other: Usage): Usage {
  return Object.freeze({
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    totalTokens: one.totalTokens + other.totalTokens,
    ...((one.seconds ?? other.seconds) !== undefined && {seconds: (one.seconds ?? 0) + (other.seconds ?? 0)}),
  });
}

function withWork({work = []}: Snapshot, id: string): readonly string[] {
  return work.includes(id) ? work : Object.freeze([...work, id]);
}

/** Unset when none is left. */
function withoutWork({work = []}: Snapshot, id: string): readonly string[] | undefined {
  const left = work.filter(other => other !== id);
  return left.length ? Object.freeze(left) : undefined;
}
