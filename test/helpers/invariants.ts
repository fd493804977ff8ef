import type {Phase} from '../../src/state/phase.js';
import {recentTurns, type Snapshot} from '../../src/state/snapshot.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';

const open: readonly Phase[] = ['listening', 'thinking', 'speaking'];
const offline: readonly Phase[] = ['idle', 'connecting', 'reconnecting', 'failed'];
const over: readonly Phase[] = ['idle', 'failed'];

/** What must hold of every snapshot, by name. */
const rules: Readonly<Record<string, (snapshot: Snapshot) => boolean>> = {
  'speaking means that sound comes out': ({phase, playing}) => (phase === 'speaking') === playing,
  'a session is open where the phase says so': ({phase, online}) => !open.includes(phase) || online,
  'no session is open where the phase says so': ({phase, online}) => !offline.includes(phase) || !online,
  'no speech is heard without a session': ({online, userSpeaking}) => online || !userSpeaking,
  'nothing is held without a session': ({online, held}) => online || !held,
  'nothing plays without a session': ({online, playing}) => online || !playing,
  'no answer is on its way without a session': ({online, responseId}) => online || responseId === null,
  'no work is under way between calls': ({phase, work}) => !over.includes(phase) || !work,
  'work is named, or unset': ({work}) => !work || (work.length > 0 && new Set(work).size === work.length),
  'an open session has an id': ({online, sessionId}) => !online || sessionId !== null,
  'no session is named between calls': ({phase, sessionId}) => !over.includes(phase) || sessionId === null,
  'nothing comes through only while that is being repaired': ({phase, quality}) =>
    quality !== 'lost' || phase === 'reconnecting',
  'no connection is measured between calls': ({phase, quality}) => !over.includes(phase) || quality === null,
  'nothing is seen between calls': ({phase, camera, screen, video, preview}) =>
    !over.includes(phase) || (!camera && !screen && !video && !preview),
  'failed says why': ({phase, error}) => phase !== 'failed' || error !== null,
  'idle has no error': ({phase, error}) => phase !== 'idle' || error === null,
  'text-only is a property of a call': ({phase, textOnly}) => !over.includes(phase) || !textOnly,
  'who asks for a microphone is not text-only': ({phase, textOnly}) =>
    phase !== 'requesting-microphone' || !textOnly,
  'turns are unique': ({turns}) => new Set(turns.map(turn => turn.id)).size === turns.length,
  'the recent turns are the last of all, and some if there are any': snapshot => {
    const {turns} = snapshot;
    const recent = recentTurns(snapshot);
    const from = turns.length - recent.length;
    return (
      recent.every((turn, index) => turn === turns[from + index]) && (recent.length > 0 || !turns.length)
    );
  },
  'no turn stays open between calls': ({phase, turns}) =>
    !over.includes(phase) || turns.every(turn => turn.final),
  'an interrupted turn is final': ({turns}) => turns.every(turn => turn.final || !turn.interrupted),
  'what waits is complete, and the user’s': ({turns}) =>
    turns.every(({waiting, final, role}) => !waiting || (final && role === 'user')),
  'only an interrupted turn was heard in part': ({turns}) =>
    turns.every(turn => turn.interrupted || turn.heardMs === undefined),
  'a turn has an id, words and a speaker': ({turns}) =>
    turns.every(
      ({id, role, text}) => id && typeof text === 'string' && (role === 'user' || role === 'assistant'),
    ),
  'what was heard is a length of time': ({turns}) =>
    turns.every(({heardMs = 0}) => Number.isFinite(heardMs) && heardMs >= 0),
  'tokens can be counted': ({usage}) =>
    Object.values(usage).every(count => Number.isFinite(count) && count >= 0),
  'ids are text': ({sessionId, responseId}) =>
    [sessionId, responseId].every(id => id === null || typeof id === 'string'),
  'everything is frozen': snapshot =>
    Object.isFrozen(snapshot) &&
    Object.isFrozen(snapshot.devices) &&
    Object.isFrozen(snapshot.devices.inputs) &&
    Object.isFrozen(snapshot.turns) &&
    snapshot.turns.every(Object.isFrozen),
};

/** The rules that a snapshot breaks: none, if all is well. */
export function impossibilities(snapshot: Snapshot): string[] {
  return Object.keys(rules).filter(name => !rules[name]!(snapshot));
}

/** What a step did to the turns that no step may do. */
export function turnViolations(before: Snapshot, event: VoiceEvent, after: Snapshot): string[] {
  if (before.turns === after.turns) return [];
  const violations: string[] = [];
  for (const turn of before.turns) {
    const now = after.turns.find(other => other.id === turn.id);
    if (!now) {
      const asked = event.type === 'clear' || (event.type === 'turn-removed' && event.id === turn.id);
      if (!asked) violations.push(`${turn.id} was lost`);
      continue;
    }
    if (now.role !== turn.role) violations.push(`${turn.id} changed its speaker`);
    // Words of the user may be found late.
    const isOver = turn.final && (turn.text !== '' || turn.role === 'assistant' || turn.interrupted);
    if (isOver && !now.final) violations.push(`${turn.id} was revived`);
    if (isOver && now.text !== turn.text) violations.push(`${turn.id} changed after its end`);
    if (turn.interrupted && !now.interrupted) violations.push(`${turn.id} is no longer interrupted`);
    if (turn.heardMs !== undefined && now.heardMs !== turn.heardMs)
      violations.push(`${turn.id} was measured twice`);
  }
  const kept = after.turns.filter(turn => before.turns.some(other => other.id === turn.id));
  const order = before.turns.filter(turn => kept.some(other => other.id === turn.id));
  if (kept.some((turn, index) => turn.id !== order[index]?.id)) violations.push('turns changed places');
  return violations;
}
