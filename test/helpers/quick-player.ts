import type {PcmAudio, PcmListener} from '../../src/audio/pcm-audio.js';

/** Samples in a millisecond. */
const rate = 24;

interface Chunk {
  readonly startedAt: number;
  lengthMs: number;
  isComplete: boolean;
}

/** Stands for microphone and speaker: what it plays takes its time, but no sound. In the page and in Node. */
export class QuickPlayer {
  /** The one that was made last. */
  static last: QuickPlayer;
  readonly stream = typeof MediaStream === 'undefined' ? null : new MediaStream();
  readonly #listener: PcmListener;
  readonly #chunks = new Map<number, Chunk>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #closed = false;

  constructor(listener: PcmListener) {
    this.#listener = listener;
    QuickPlayer.last = this;
  }

  static create = (listener: PcmListener): PcmAudio => new QuickPlayer(listener) as unknown as PcmAudio;

  load(): Promise<void> {
    return Promise.resolve();
  }

  start(): void {}
  setMicrophone(): void {}

  /** The microphone hears this. */
  hears(samples: Int16Array): void {
    if (!this.#closed) this.#listener.captured({samples, late: false});
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  push(id: number, {length}: Int16Array): void {
    const chunk = this.#chunks.get(id) ?? {startedAt: performance.now(), lengthMs: 0, isComplete: false};
    if (!this.#chunks.has(id)) this.#later(id, () => this.#listener.playing(id), 0);
    chunk.lengthMs += length / rate;
    this.#chunks.set(id, chunk);
  }

  complete(id: number): void {
    const chunk = this.#chunks.get(id);
    if (!chunk || chunk.isComplete) return;
    chunk.isComplete = true;
    const ended = () => {
      this.#chunks.delete(id);
      this.#listener.ended(id);
    };
    this.#later(id, ended, Math.max(1, chunk.startedAt + chunk.lengthMs - performance.now()));
  }

  cut(): {id: number; heardMs: number}[] {
    const now = performance.now();
    const cut = [...this.#chunks].map(([id, {startedAt, lengthMs}]) => ({
      id,
      heardMs: Math.floor(Math.min(now - startedAt, lengthMs)),
    }));
    this.#chunks.clear();
    return cut;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #later(id: number, act: () => void, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#chunks.has(id)) act();
    }, ms);
    this.#timers.add(timer);
  }
}
