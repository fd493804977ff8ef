import {frameMs} from '../audio/format.js';
import {rms} from '../audio/level.js';
import {InputBuffer} from '../engine/input-buffer.js';
import {understandSpeech} from '../engine/understand.js';
import {VoiceActivityDetector} from '../engine/voice-activity.js';
import type {LiveContext} from './context.js';
import {InputTranscript} from './input-transcript.js';

/** Words are looked for this often while the person speaks. */
const partEveryMs = 400;

/** A stretch of speech, from the first word to a pause. */
export interface Utterance {
  readonly spokenMs: number;
  /** Its words. Empty where they were not understood. */
  readonly words: string;
}

/** What is told of the person's speech. */
export interface HearingListener {
  speechStarted(): void;
  /** The speech goes on, and has lasted this long. */
  speechContinued(spokenMs: number): void;
  /** The speech has ended. Its words are known later. */
  speechStopped(utterance: Promise<Utterance>): void;
}

/** Listens all the time, also while the assistant speaks, and writes down what it hears as it hears it. */
export class Hearing {
  readonly #context: LiveContext;
  readonly #listener: HearingListener;
  readonly #buffer = new InputBuffer();
  readonly #detector: VoiceActivityDetector;
  #transcript: InputTranscript;
  #startedMs = 0;
  #nextPartMs = 0;

  constructor(context: LiveContext, listener: HearingListener) {
    this.#context = context;
    this.#listener = listener;
    const {threshold, silenceMs} = context.services.endpointing;
    this.#detector = new VoiceActivityDetector({threshold, silenceMs});
    this.#transcript = new InputTranscript(context, 0, '');
  }

  /** Whether the person speaks. */
  get speaking(): boolean {
    return this.#detector.speaking;
  }

  /** The next frame of 20 ms. */
  push(frame: Int16Array): void {
    this.#buffer.push(frame);
    const change = this.#detector.push(rms(frame));
    if (change === 'started') this.#start();
    else if (change === 'stopped') this.#stop();
    else if (this.speaking) this.#continue();
    else this.#buffer.keepLast(this.#leadMs);
  }

  /** Of the sound that belongs to an utterance, what was there when it was noticed. */
  get #leadMs(): number {
    return this.#context.services.endpointing.prefixMs + this.#detector.onsetMs;
  }

  #start(): void {
    this.#buffer.keepLast(this.#leadMs);
    this.#startedMs = Math.max(0, this.#context.now() - this.#detector.onsetMs);
    this.#nextPartMs = partEveryMs;
    this.#transcript = this.#transcript.next(this.#startedMs);
    this.#listener.speechStarted();
  }

  #continue(): void {
    const spokenMs = this.#context.now() - this.#startedMs;
    this.#listener.speechContinued(spokenMs);
    const {understand, faults} = this.#context.services;
    if (!understand?.transcribePart || faults().transcriptionFails || spokenMs < this.#nextPartMs) return;
    this.#nextPartMs = spokenMs + partEveryMs;
    this.#transcript.addPart(
      understand.transcribePart(this.#buffer.peek(), {signal: this.#context.signal}),
      this.#context.now(),
    );
  }

  #stop(): void {
    const pcm = this.#buffer.take();
    const endMs = this.#context.now() - this.#context.services.endpointing.silenceMs;
    const spokenMs = Math.max(frameMs, endMs - this.#startedMs);
    this.#listener.speechStopped(this.#understand(this.#transcript, pcm, endMs, spokenMs));
  }

  async #understand(
    transcript: InputTranscript,
    pcm: Int16Array,
    endMs: number,
    spokenMs: number,
  ): Promise<Utterance> {
    const {services, signal} = this.#context;
    const understood = await understandSpeech(services, pcm, {signal});
    const heard = 'code' in understood ? undefined : understood;
    transcript.finish(heard?.transcript ?? '', endMs);
    return {spokenMs, words: heard && !heard.isPlaceholder ? heard.transcript : ''};
  }
}
