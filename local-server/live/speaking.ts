import {samplesToMs} from '../audio/format.js';
import {SentenceSplitter, wordGroups} from '../engine/sentences.js';
import {createId} from '../engine/identifiers.js';
import type {WireEvent} from '../engine/events.js';
import {synthesize} from '../engine/synthesis.js';
import type {LiveContext} from './context.js';

/** Until the sound of a sentence is there, a word is taken to last this long. */
const wordMs = 350;
const wordsPerDelta = 2;

interface Sentence {
  readonly id: string;
  /** Words that were not said yet, in the groups in which they are told. */
  readonly groups: string[];
  /** What the history keeps of what was said; unset for words that are no part of the conversation. */
  readonly entry: {text: string} | undefined;
  msPerGroup: number;
  cancelDelta(): void;
}

/** One thing to say, in as many chunks of text as it comes in. */
export interface Speech {
  add(text: string): void;
  end(): void;
}

/** Speaks sentence after sentence. The words are told as they are heard, and so are kept. */
export class Speaking {
  readonly #context: LiveContext;
  /** What is being said, or waits to be. */
  #sentences: Sentence[] = [];
  #abort = new AbortController();
  #synthesis: Promise<void> = Promise.resolve();
  #hasSpoken = false;

  constructor(context: LiveContext) {
    this.#context = context;
    context.signal.addEventListener('abort', () => this.stop(), {once: true});
  }

  /** Whether something is being said, or about to be. */
  get sounding(): boolean {
    return this.#sentences.length > 0 || this.#context.output.playing;
  }

  /** Says a text after everything that is still to be said. */
  say(text: string): void {
    const speech = this.begin();
    speech.add(text);
    speech.end();
  }

  /** Says something beside the conversation, as listeners do. */
  sayAside(text: string): void {
    this.#enqueue(text, undefined);
  }

  begin(): Speech {
    const splitter = new SentenceSplitter();
    const {signal} = this.#abort;
    const entry = {role: 'assistant' as const, text: ''};
    const sayAll = (sentences: (string | undefined)[]) => {
      for (const sentence of sentences) {
        if (!sentence || signal.aborted) continue;
        if (!this.#context.history.includes(entry)) this.#context.history.push(entry);
        this.#enqueue(sentence, entry);
      }
    };
    return {
      add: text => sayAll(splitter.push(text)),
      end: () => sayAll([splitter.flush()]),
    };
  }

  /** Falls silent at once. What was not heard was never said. */
  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    for (const sentence of this.#sentences) sentence.cancelDelta();
    this.#sentences = [];
    this.#synthesis = Promise.resolve();
    this.#context.output.clear();
  }

  /** What the playback tells. */
  onPlayback({type, response_id: id}: WireEvent): void {
    const sentence = this.#sentences.find(known => known.id === id);
    if (!sentence) return;
    if (type === 'output_audio_buffer.started') this.#tellNext(sentence);
    if (type === 'output_audio_buffer.stopped') this.#finish(sentence);
  }

  #enqueue(text: string, entry: {text: string} | undefined): void {
    const groups = wordGroups(text.trimEnd(), wordsPerDelta);
    // What comes first may have been said already when this is.
    if (groups[0] && this.#hasSpoken) groups[0] = ` ${groups[0].trimStart()}`;
    this.#hasSpoken = true;
    const sentence: Sentence = {
      id: createId('speech_'),
      groups,
      entry,
      msPerGroup: wordMs * wordsPerDelta,
      cancelDelta: () => {},
    };
    this.#sentences.push(sentence);
    const {signal} = this.#abort;
    this.#synthesis = this.#synthesis.then(() => this.#synthesize(sentence, text, signal));
  }

  async #synthesize(sentence: Sentence, text: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const {services, output, session} = this.#context;
    const {voice} = session.audio.output;
    const options = {voice: typeof voice === 'string' ? voice : voice.id, speed: 1, signal};
    let samples = 0;
    const spoken = await synthesize(services, text, options, pcm => {
      samples += pcm.length;
      output.write(sentence.id, sentence.id, pcm);
    });
    if (signal.aborted) return;
    sentence.msPerGroup = samplesToMs(samples) / Math.max(1, sentence.groups.length);
    output.finish(sentence.id);
    if (!spoken) this.#context.fail('speech_unavailable', 'The answer could not be spoken.');
    // What cannot be heard can be read.
    if (samples === 0) this.#finish(sentence);
  }

  #tellNext(sentence: Sentence): void {
    this.#tell(sentence, sentence.msPerGroup);
    if (sentence.groups.length === 0) return;
    const {clock, faults} = this.#context.services;
    const pause = faults().slowDeltas ?? sentence.msPerGroup;
    sentence.cancelDelta = clock.after(pause, () => this.#tellNext(sentence));
  }

  #tell(sentence: Sentence, lengthMs: number): void {
    const delta = sentence.groups.shift();
    if (delta === undefined) return;
    if (sentence.entry) sentence.entry.text = (sentence.entry.text + delta).trimStart();
    const start_ms = this.#context.now();
    const end_ms = start_ms + Math.round(lengthMs);
    this.#context.emit({type: 'session.output_transcript.delta', delta, start_ms, end_ms});
  }

  #finish(sentence: Sentence): void {
    sentence.cancelDelta();
    while (sentence.groups.length > 0) this.#tell(sentence, 0);
    this.#sentences = this.#sentences.filter(known => known !== sentence);
  }
}
