import {wordGroups} from '../engine/sentences.js';
import type {LiveContext} from './context.js';

/** Streams the words of one utterance. What was sent cannot be taken back. */
export class InputTranscript {
  readonly #context: LiveContext;
  /** Parts this utterance from the one before. */
  readonly #separator: string;
  #sent = '';
  #sentUntilMs: number;
  #finished = false;

  constructor(context: LiveContext, startMs: number, separator: string) {
    this.#context = context;
    this.#separator = separator;
    this.#sentUntilMs = startMs;
  }

  /** The transcript of the utterance after this one. */
  next(startMs: number): InputTranscript {
    const isFirst = !this.#sent && !this.#separator;
    return new InputTranscript(this.#context, startMs, isFirst ? '' : ' ');
  }

  /** The words so far, once they are known, of speech until `endMs`. */
  addPart(words: Promise<string>, endMs: number): void {
    words
      .then(known => {
        if (!this.#finished) this.#send(this.#rest(known), endMs);
      })
      // They are asked for again at the end, and a failure is reported then.
      .catch(() => {});
  }

  /** All words of the utterance, which ended at `endMs`. */
  finish(words: string, endMs: number): void {
    this.#finished = true;
    const groups = wordGroups(this.#rest(words));
    const startMs = this.#sentUntilMs;
    const perGroup = Math.max(0, endMs - startMs) / groups.length;
    for (const [index, group] of groups.entries())
      this.#send(group, Math.round(startMs + perGroup * (index + 1)));
  }

  /** What of these words was not sent. Where earlier ones were understood otherwise, they are counted. */
  #rest(words: string): string {
    if (words.startsWith(this.#sent)) return words.slice(this.#sent.length);
    const sent = this.#sent.trim().split(/\s+/u).length;
    return (words.match(/\s*\S+/gu) ?? []).slice(sent).join('');
  }

  #send(delta: string, endMs: number): void {
    if (!delta || this.#context.signal.aborted) return;
    const start_ms = this.#sentUntilMs;
    const end_ms = Math.max(start_ms, endMs);
    const separator = this.#sent ? '' : this.#separator;
    this.#sent += delta;
    this.#sentUntilMs = end_ms;
    this.#context.emit({
      type: 'session.input_transcript.delta',
      delta: separator + delta,
      start_ms,
      end_ms,
    });
  }
}
