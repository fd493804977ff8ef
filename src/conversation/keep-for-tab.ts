import {recentTurns} from '../state/snapshot.js';
import type {VoiceStore} from '../state/store.js';
import {maxToldTurns} from '../state/transcript.js';
import type {Turn, Turns} from '../state/turns.js';

/**
 * Keeps what was said for this tab only, so that it survives a change of page: brings back what is there, and
 * follows what is said from now on. `clear()` erases it, and so does the end of the tab.
 * @param name tells several conversations of a site apart
 * @see https://html.spec.whatwg.org/multipage/webstorage.html#the-sessionstorage-attribute
 */
export function keepForTab(store: VoiceStore, name: string): void {
  const place = `voice-assistant-element.conversation.${name}`;
  const turns = read(place);
  if (turns.length) store.send({type: 'turns-restored', turns});
  store.subscribe((snapshot, previous) => {
    // Not written with every word of a turn, only when the last turn is final.
    if (snapshot.transcript === previous.transcript) return;
    if (recentTurns(snapshot).at(-1)?.final ?? true) write(place, snapshot.turns);
  });
}

function write(place: string, turns: Turns): void {
  const kept = turns
    .filter(({text, waiting}) => text && !waiting)
    .slice(-maxToldTurns)
    .map(({role, text, interrupted, heardMs, written}) => ({role, text, interrupted, heardMs, written}));
  try {
    if (kept.length) sessionStorage.setItem(place, JSON.stringify({version: 2, turns: kept}));
    else sessionStorage.removeItem(place);
  } catch {
    // Forbidden or full: then it is not kept.
  }
}

interface Stored {
  readonly version: 2;
  readonly turns: readonly Partial<Turn>[];
}

/** Whatever else stands in that place is none of ours. */
function read(place: string): Turns {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    // The first version was the turns alone.
    const kept = Array.isArray(stored) ? (stored as Partial<Turn>[]) : (stored as Stored).turns;
    return Object.freeze(kept.slice(-maxToldTurns).flatMap(turnOf));
  } catch {
    return [];
  }
}

function turnOf({role, text, interrupted, heardMs, written}: Partial<Turn>, index: number): Turn[] {
  if ((role !== 'user' && role !== 'assistant') || typeof text !== 'string' || !text) return [];
  // A server may count its turns from one again.
  const id = `kept_${index}`;
  const kept = {id, role, text, final: true, interrupted: !!interrupted, written: !!written};
  return [Object.freeze(typeof heardMs === 'number' ? {...kept, heardMs} : kept)];
}
