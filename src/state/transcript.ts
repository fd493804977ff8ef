import type {Turn, Turns} from './turns.js';
import type {TurnReport, TurnRole} from './voice-event.js';

/** The last turns that a new session is told, and that a tab keeps: it would be told no more of them. */
export const maxToldTurns = 200;

/**
 * Folds one report into the turns. A finished turn stays as it is: late, repeated or contradicting reports
 * return the very same array. Only an interruption may still be noted on it.
 */
export function foldTurn(turns: Turns, report: TurnReport): Turns {
  const index = turns.findLastIndex(turn => turn.id === report.id);
  const turn = turns[index];
  switch (report.type) {
    case 'turn-started':
      return turn ? turns : insert(turns, begin(report.id, report.role), report.after);
    case 'turn-text': {
      if (turn?.final) return turns;
      const known = turn ?? begin(report.id, report.role);
      if (turn && turn.text === report.text && !report.final) return turns;
      const {text, final, written, image} = report;
      const next = {...known, text, final, ...(written && {written}), ...(image && {image})};
      return turn ? replace(turns, index, next) : insert(turns, next);
    }
    case 'turn-finished':
      return !turn || turn.final ? turns : replace(turns, index, {...turn, final: true});
    case 'turn-interrupted': {
      if (!turn || (turn.interrupted && (report.heardMs === undefined || turn.heardMs !== undefined)))
        return turns;
      const heardMs = report.heardMs ?? turn.heardMs;
      return replace(turns, index, {
        ...turn,
        final: true,
        interrupted: true,
        ...(heardMs !== undefined && {heardMs}),
      });
    }
    case 'turn-waiting': {
      const {id, text, image} = report;
      const written = {text, final: true, written: true, waiting: true};
      const next = {...begin(id, 'user'), ...written, ...(image && {image})};
      return turn ? turns : insert(turns, next);
    }
    case 'turn-sent': {
      if (!turn?.waiting) return turns;
      const sent: {waiting?: boolean} & Turn = {...turn};
      delete sent.waiting;
      return replace(turns, index, sent);
    }
    case 'turn-removed':
      return turn ? Object.freeze(turns.filter(other => other !== turn)) : turns;
  }
}

/** Closes what is still open, for when no more reports can come. */
export function finishTurns(turns: Turns): Turns {
  if (turns.every(turn => turn.final)) return turns;
  return Object.freeze(turns.map(turn => (turn.final ? turn : Object.freeze({...turn, final: true}))));
}

function begin(id: string, role: TurnRole): Turn {
  return {id, role, text: '', final: false, interrupted: false};
}

/** Behind the turn it follows, where that is known (a person's words can arrive after the answer to them). */
function insert(turns: Turns, turn: Turn, after?: string): Turns {
  const place = after === undefined ? -1 : turns.findLastIndex(other => other.id === after);
  const at = place < 0 ? turns.length : place + 1;
  return Object.freeze([...turns.slice(0, at), Object.freeze(turn), ...turns.slice(at)]);
}

function replace(turns: Turns, index: number, turn: Turn): Turns {
  const next = [...turns]; // `slice` is fifty times slower with frozen ones.
  next[index] = Object.freeze(turn);
  return Object.freeze(next);
}
