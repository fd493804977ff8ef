import type {Snapshot} from '../../state/snapshot.js';
import {parseArguments} from './parse-arguments.js';
import {ToolFailure} from './tool-failure.js';

/** What a question is about. */
export interface Action {
  readonly callId: string;
  readonly name: string;
  /** Where a tool comes from that is not the page's own: two servers may have tools of one name. */
  readonly source?: string;
  /** Of the call: what JSON gave, or the text itself where that is no JSON. */
  readonly arguments: unknown;
  /** What the person is shown of them instead. */
  readonly description?: Readonly<Record<string, unknown>>;
}

/** A question to the person that waits for a yes or a no. */
export interface Question extends Action {
  /** What the assistant calls it, to pass on a spoken answer; null where only a press counts. */
  readonly spokenId: string | null;
  /** The turns that there were when it was asked: what they say is no answer to it. */
  readonly turnsBefore: ReadonlySet<string>;
  /** The person was speaking when it was asked, or holding to talk: that utterance is no answer to it either. */
  readonly askedMidSpeech: boolean;
}

interface WaitingQuestion extends Question {
  readonly settle: (failure?: Error) => void;
}

/** Questions to the person that wait for a yes or a no. */
export class Approvals {
  readonly #snapshot: () => Snapshot;
  readonly #waiting = new Map<string, WaitingQuestion>();
  readonly #always = new Set<string>();
  /** Turns that were an answer: each is good for one question. */
  readonly #spent = new Set<string>();
  #count = 0;

  /** @param snapshot read when something is asked */
  constructor(snapshot: () => Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Whether this action, with these arguments, was allowed for the rest of the call. */
  isGranted(action: Action): boolean {
    return this.#always.has(keyOf(action));
  }

  /** The questions that a spoken answer may settle. */
  get spoken(): readonly Question[] {
    return [...this.#waiting.values()].filter(({spokenId}) => spokenId !== null);
  }

  /**
   * Asks. `answer` resolves when the person agrees, and rejects with a `ToolFailure` when they do not, or with the
   * signal's reason.
   * @param spoken whether a spoken yes is enough
   */
  ask(
    action: Action,
    signal: AbortSignal,
    spoken = false,
  ): {readonly question: Question; readonly answer: Promise<void>} {
    const {callId, name} = action;
    const {turns, userSpeaking, held} = this.#snapshot();
    const question: Question = {
      ...action,
      spokenId: spoken ? `${name}_${++this.#count}` : null,
      turnsBefore: new Set(turns.map(({id}) => id)),
      askedMidSpeech: userSpeaking || held,
    };
    const answer = new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const abort = () => this.#take(callId)?.settle(signal.reason as Error);
      const settle = (failure?: Error) => {
        signal.removeEventListener('abort', abort);
        if (failure) reject(failure);
        else resolve();
      };
      this.#waiting.set(callId, {...question, settle});
      signal.addEventListener('abort', abort);
    });
    return {question, answer};
  }

  /** @returns whether it was still waiting */
  approve(callId: string, always = false): boolean {
    const question = this.#take(callId);
    if (question && always) this.#always.add(keyOf(question));
    question?.settle();
    return question !== undefined;
  }

  /** @returns whether it was still waiting */
  reject(callId: string, reason = ''): boolean {
    const why = reason && ` They said: ${reason}`;
    const question = this.#take(callId);
    question?.settle(new ToolFailure('denied', `The person did not allow this.${why}`));
    return question !== undefined;
  }

  isSpent(turnId: string): boolean {
    return this.#spent.has(turnId);
  }

  /** Uses turns up: they answer no other question. */
  spend(turnIds: readonly string[]): void {
    for (const id of turnIds) this.#spent.add(id);
  }

  /** What was allowed in this call is not allowed in the next one. */
  forget(): void {
    this.#always.clear();
  }

  #take(callId: string): WaitingQuestion | undefined {
    const question = this.#waiting.get(callId);
    this.#waiting.delete(callId);
    return question;
  }
}

/** The same tool with the same arguments, in whatever order they are named, shown in the same words. */
function keyOf({source = '', name, arguments: args, description}: Action): string {
  const given = typeof args === 'string' ? parseArguments(args) : args;
  return JSON.stringify([source, name, given, description], (_, value: unknown) =>
    typeof value === 'object' && value && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
