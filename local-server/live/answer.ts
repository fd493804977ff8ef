import {delay} from '../engine/clock.js';
import {askResponder} from './ask-responder.js';
import type {LiveContext} from './context.js';
import type {Delegations} from './delegations.js';
import type {Speaking} from './speaking.js';

/** What the assistant says to what the person said, or has done for it. */
export class Answer {
  readonly #context: LiveContext;
  readonly #speaking: Speaking;
  readonly #delegations: Delegations;
  readonly #abort = new AbortController();

  constructor(context: LiveContext, speaking: Speaking, delegations: Delegations) {
    this.#context = context;
    this.#speaking = speaking;
    this.#delegations = delegations;
    context.signal.addEventListener('abort', () => this.abandon(), {once: true});
  }

  start(): void {
    this.#work().catch(() => {
      this.#context.fail('model_unavailable', 'The language model did not answer.');
    });
  }

  /** Thinks no further. What it said, and what it delegated, stays. */
  abandon(): void {
    this.#abort.abort();
  }

  async #work(): Promise<void> {
    const {clock, faults, thinkingMs} = this.#context.services;
    const {signal} = this.#abort;
    const {responseDelay, responseNever, responseFails} = faults();
    await delay(clock, responseDelay ?? thinkingMs, signal);
    if (signal.aborted || responseNever) return;
    if (responseFails)
      return this.#context.fail(responseFails, 'The server had an error while processing your request.');
    const speech = this.#speaking.begin();
    const calls = await askResponder(this.#context, {
      ...this.#delegations.offer,
      signal,
      onText: text => speech.add(text),
    });
    if (signal.aborted) return;
    speech.end();
    if (calls.length > 0) this.#delegations.delegate(calls);
  }
}
