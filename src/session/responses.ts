import {nextResponseState, responseRowFor} from '../state/response-policy.js';
import {
  initialResponseState,
  type ResponseEffect,
  type ResponseEvent,
  type ResponseState,
} from '../state/response-state.js';

/** A server that does not say that a cancelled response has ended must not hold up the next one for longer. */
const endTimeoutMs = 2_000;
/** A turn is told together with the end of speech; later than this, none came of it. */
const commitTimeoutMs = 1_000;
/** A server that does not confirm what push-to-talk committed has nothing of it. */
const confirmTimeoutMs = 5_000;

/** What the effects of the policy are in a backend. */
export type ResponseActions = Readonly<Record<ResponseEffect, () => void>>;

/** The response policy at work in one call: takes what happens, does what the rows say, and minds the time. */
export class Responses {
  readonly #actions: ResponseActions;
  #state: ResponseState;
  #endTimer: ReturnType<typeof setTimeout> | undefined;
  #commitTimer: ReturnType<typeof setTimeout> | undefined;
  #confirmTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param automatic whether the server responds to a turn by itself */
  constructor(actions: ResponseActions, automatic: boolean) {
    this.#actions = actions;
    this.#state = {...initialResponseState, automatic};
  }

  get state(): ResponseState {
    return this.#state;
  }

  take(event: ResponseEvent): void {
    const before = this.#state;
    const row = responseRowFor(before, event);
    this.#state = nextResponseState(before, row);
    this.#followTimers(before);
    for (const effect of row.effects ?? []) this.#actions[effect]();
  }

  /** The call is over. */
  close(): void {
    clearTimeout(this.#endTimer);
    clearTimeout(this.#commitTimer);
    clearTimeout(this.#confirmTimer);
  }

  #followTimers(before: ResponseState): void {
    const {awaitingEnd, awaitingCommit, committing} = this.#state;
    if (awaitingEnd !== before.awaitingEnd) {
      clearTimeout(this.#endTimer);
      if (awaitingEnd) this.#endTimer = setTimeout(() => this.take({type: 'end-overdue'}), endTimeoutMs);
    }
    if (committing !== before.committing) {
      clearTimeout(this.#confirmTimer);
      if (committing)
        this.#confirmTimer = setTimeout(() => this.take({type: 'nothing-committed'}), confirmTimeoutMs);
    }
    if (awaitingCommit !== before.awaitingCommit) {
      clearTimeout(this.#commitTimer);
      if (awaitingCommit)
        this.#commitTimer = setTimeout(() => this.take({type: 'commit-overdue'}), commitTimeoutMs);
    }
  }
}
