import {noTurns, type Turn, type TurnRole, type Turns} from './turns.js';
import type {TurnReport} from './voice-event.js';

/** The last turns that a new session is told, and that a tab keeps: it would be told no more of them. */
export const maxToldTurns = 200;

/** Turns that are kept in memory: two days of talk without a break. */
export const maxTurns = 20_000;

/** Turns in one page. */
const pageLength = 32;

/** Older turns, by id. They are over, but for those that were put between them late. */
export type TurnPage = ReadonlyMap<string, Turn>;

const noPages: readonly TurnPage[] = [];

/**
 * What was said, immutable. Older turns are archived in pages, and a word makes a copy of the recent turns only: so it
 * costs the same after ten thousand turns as after ten.
 */
export class Transcript {
  readonly pages: readonly TurnPage[];
  /** The turns after those in pages. There are some as long as there are any turns. */
  readonly recent: Turns;
  /**
   * Ids of the turns in pages, and of those that are gone: what still comes of them is dropped. Transcripts that follow
   * from each other share it, since a copy would cost more the longer they are.
   */
  readonly ids: Set<string>;
  #turns: Turns | undefined;

  constructor(recent: Turns = noTurns, pages = noPages, ids = new Set<string>()) {
    this.pages = pages;
    this.recent = recent;
    this.ids = ids;
    Object.freeze(this);
  }

  /** All turns, oldest first. They are put together when this is first read, which takes longer the more there are. */
  get turns(): Turns {
    return (this.#turns ??= this.pages.length
      ? Object.freeze([...this.pages.flatMap(turnsOf), ...this.recent])
      : this.recent);
  }
}

/** A transcript of turns that are there already. */
export function transcriptOf(turns: Turns): Transcript {
  return archiveOldTurns(new Transcript(turns));
}

/** A transcript without what was said, and without what still comes of it. */
export function forgetTurns({recent, ids}: Transcript): Transcript {
  return new Transcript(noTurns, noPages, new Set([...ids, ...recent.map(({id}) => id)]));
}

/**
 * Folds one report into the transcript. A finished turn stays as it is: late, repeated or contradicting reports
 * return the very same transcript. Only an interruption may still be noted on it, and words of the user be found.
 */
export function foldTurn(transcript: Transcript, report: TurnReport): Transcript {
  const known = transcript.recent.findLast(({id}) => id === report.id);
  if (!known && isGone(transcript, report.id)) return transcript;
  // Before a turn is put in: it must not be closed like those that stayed open for long.
  const room = known ? transcript : archiveOldTurns(transcript);
  const {pages, recent, ids} = room;
  const page = known ? undefined : pageFor(room, report);
  const before = page ? turnsOf(page) : recent;
  const after = foldInto(before, report);
  if (report.type === 'turn-removed') ids.add(report.id); // Also where nothing of it has come so far.
  if (after === before) return transcript;
  if (page) {
    const others = [...pages];
    others.splice(pages.lastIndexOf(page), 1, ...pagesOf(after));
    return new Transcript(recent, others, ids.add(report.id));
  }
  if (after.length || !pages.length) return new Transcript(after, pages, ids);
  return new Transcript(Object.freeze(turnsOf(pages.at(-1)!)), pages.slice(0, -1), ids);
}

/** Closes what is still open, for when no more reports can come. */
export function finishTurns(transcript: Transcript): Transcript {
  const {pages, recent, ids} = transcript;
  const closed = finished(recent);
  const isOpen = (page: TurnPage) => turnsOf(page).some(({final}) => !final);
  if (pages.some(isOpen))
    return new Transcript(
      closed,
      pages.map(page => pageOf(finished(turnsOf(page)))),
      ids,
    );
  return closed === recent ? transcript : new Transcript(closed, pages, ids);
}

/** Closes the turns in which the user is not known to have said anything. Words that come later still show. */
export function finishEmptyTurns(transcript: Transcript): Transcript {
  const {pages, recent, ids} = transcript;
  const isEmpty = ({final, role, text}: Turn) => !final && role === 'user' && !text;
  if (!recent.some(isEmpty)) return transcript;
  const closed = recent.map(turn => (isEmpty(turn) ? Object.freeze({...turn, final: true}) : turn));
  return new Transcript(Object.freeze(closed), pages, ids);
}

/** What the user said may be put into words late. */
function lacksWords({role, text, interrupted}: Turn): boolean {
  return role === 'user' && !text && !interrupted;
}

function isGone({ids, pages}: Transcript, id: string): boolean {
  return ids.has(id) && !pages.some(page => page.has(id));
}

/** The page of the turn, or the one that it is to be put into; none for a new turn that follows no turn of a page. */
function pageFor({pages, ids}: Transcript, report: TurnReport): TurnPage | undefined {
  const pageWith = (id: string) => (ids.has(id) ? pages.findLast(page => page.has(id)) : undefined);
  const page = pageWith(report.id);
  return page || report.type !== 'turn-started' || report.after === undefined ? page : pageWith(report.after);
}

/** Moves the oldest of the recent turns into pages once they would fill two, and forgets what is beyond the limit. */
function archiveOldTurns(transcript: Transcript): Transcript {
  const {pages, recent, ids} = transcript;
  if (recent.length < 2 * pageLength) return transcript;
  const kept = [...pages];
  let start = 0;
  for (; recent.length - start >= 2 * pageLength; start += pageLength) {
    const page = pageOf(finished(recent.slice(start, start + pageLength)));
    for (const id of page.keys()) ids.add(id);
    kept.push(page);
  }
  let count = kept.reduce((sum, page) => sum + page.size, 0);
  while (count > maxTurns) count -= kept.shift()!.size;
  const known = ids.size > 2 * maxTurns ? new Set(kept.flatMap(page => [...page.keys()])) : ids;
  return new Transcript(Object.freeze(recent.slice(start)), kept, known);
}

/** None for no turns, and two for more than a page may become. */
function pagesOf(turns: Turns): readonly TurnPage[] {
  if (turns.length > 2 * pageLength)
    return [pageOf(turns.slice(0, pageLength)), pageOf(turns.slice(pageLength))];
  return turns.length ? [pageOf(turns)] : noPages;
}

function pageOf(turns: Turns): TurnPage {
  return new Map(turns.map(turn => [turn.id, turn]));
}

function turnsOf(page: TurnPage): Turn[] {
  return [...page.values()];
}

/** Folds one report into some of the turns: the recent ones, or those of a page. */
function foldInto(turns: Turns, report: TurnReport): Turns {
  const index = turns.findLastIndex(turn => turn.id === report.id);
  const turn = turns[index];
  switch (report.type) {
    case 'turn-started':
      return turn ? turns : insert(turns, begin(report.id, report.role), report.after);
    case 'turn-text': {
      if (turn?.final && !(lacksWords(turn) && report.text)) return turns;
      const known = turn ?? begin(report.id, report.role);
      if (turn && turn.text === report.text && !report.final) return turns;
      const {text, final, written, image} = report;
      const next: {transcriptionFailed?: boolean} & Turn = {
        ...known,
        text,
        final,
        ...(written && {written}),
        ...(image && {image}),
      };
      delete next.transcriptionFailed;
      return turn ? replace(turns, index, next) : insert(turns, next);
    }
    case 'turn-finished':
      return !turn || turn.final ? turns : replace(turns, index, {...turn, final: true});
    case 'transcription-failed': {
      if (!turn || turn.transcriptionFailed || (turn.final && !lacksWords(turn))) return turns;
      const failed = lacksWords(turn) && {transcriptionFailed: true};
      return replace(turns, index, {...turn, final: true, ...failed});
    }
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
    case 'turn-shown': {
      const next = {...begin(report.id, 'assistant'), text: report.text, final: true, written: true};
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

function finished(turns: Turns): Turns {
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
