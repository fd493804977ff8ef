import {Answer} from './answer.js';
import type {LiveContext} from './context.js';
import type {Delegations} from './delegations.js';
import {Hearing, type HearingListener, type Utterance} from './hearing.js';
import type {Speaking} from './speaking.js';

/** The assistant yields to speech of this length, and to words that are no acknowledgement. */
const yieldAfterMs = 1_500;
/** Sound without known words, over the assistant, is taken for an acknowledgement up to this length. */
const maxAcknowledgementMs = 1_000;
/** Who speaks for this long is told that the assistant listens, and again each time it has passed. */
const encourageEveryMs = 4_000;
const encouragement = 'Mm-hm.';
const acknowledgement =
  /^\W*(?:(?:m+[- ]?h?m+|u+h[- ]?hu+h|a?ha|hm+|yeah|yes|yep|ok(?:ay)?|right|sure|alright|gotcha|i see)\W*)+$/iu;

/** Decides when the assistant speaks, goes on although the person speaks, or falls silent. The client has no say in it. */
export class Conduct implements HearingListener {
  readonly hearing: Hearing;
  readonly #context: LiveContext;
  readonly #speaking: Speaking;
  readonly #delegations: Delegations;
  #answer: Answer | undefined;
  /** The assistant was speaking when the person began. */
  #overlaps = false;
  #encourageAfterMs = encourageEveryMs;

  constructor(context: LiveContext, speaking: Speaking, delegations: Delegations) {
    this.#context = context;
    this.#speaking = speaking;
    this.#delegations = delegations;
    this.hearing = new Hearing(context, this);
  }

  speechStarted(): void {
    this.#overlaps = this.#speaking.sounding;
    this.#encourageAfterMs = encourageEveryMs;
    // What was only thought of is thought of again, when all is said.
    if (!this.#overlaps) this.#answer?.abandon();
  }

  speechContinued(spokenMs: number): void {
    if (this.#speaking.sounding) {
      if (this.#overlaps && spokenMs >= yieldAfterMs) this.yield();
    } else if (spokenMs >= this.#encourageAfterMs) {
      this.#encourageAfterMs = spokenMs + encourageEveryMs;
      this.#speaking.sayAside(encouragement);
    }
  }

  speechStopped(utterance: Promise<Utterance>): void {
    const overlaps = this.#overlaps;
    void utterance.then(understood => this.#react(understood, overlaps));
  }

  /** Stops speaking, and thinking of what to say. */
  yield(): void {
    this.#answer?.abandon();
    this.#speaking.stop();
  }

  #react({words, spokenMs}: Utterance, overlaps: boolean): void {
    if (this.#context.signal.aborted) return;
    const isAcknowledgement = words ? acknowledgement.test(words) : spokenMs <= maxAcknowledgementMs;
    if (overlaps && isAcknowledgement) return;
    this.#context.history.push({role: 'user', text: words, spokenMs});
    if (this.hearing.speaking) return;
    if (this.#speaking.sounding) this.yield();
    this.#answer?.abandon();
    this.#answer = new Answer(this.#context, this.#speaking, this.#delegations);
    this.#answer.start();
  }
}
