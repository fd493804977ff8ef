import type {CutChunk, PcmAudio, PcmListener, PcmRates} from '../../../src/audio/pcm-audio.js';

interface Chunk {
  samples: number;
  complete: boolean;
  playedFrom: number;
}

/** Plays like `PcmAudio`, so many times as fast, into nothing. A test says what the microphone hears. */
export class QuickAudio {
  readonly stream = new MediaStream();
  readonly listener: PcmListener;
  readonly #speed: number;
  readonly #chunks = new Map<number, Chunk>();
  rates: PcmRates | null = null;
  isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: PcmListener, speed = 20) {
    this.listener = listener;
    this.#speed = speed;
  }

  /** As the sessions take it. */
  get asAudio(): PcmAudio {
    return this as unknown as PcmAudio;
  }

  load(): Promise<void> {
    return Promise.resolve();
  }

  start(rates: PcmRates): void {
    this.rates = rates;
  }

  setMicrophone(): void {}

  push(id: number, samples: Int16Array): void {
    const chunk = this.#chunks.get(id) ?? {samples: 0, complete: false, playedFrom: 0};
    chunk.samples += samples.length;
    this.#chunks.set(id, chunk);
    this.#play();
  }

  complete(id: number): void {
    const chunk = this.#chunks.get(id);
    if (chunk) chunk.complete = true;
    this.#play();
  }

  cut(): CutChunk[] {
    clearTimeout(this.#timer);
    const cut = [...this.#chunks].map(([id, {playedFrom}]) => ({
      id,
      heardMs: playedFrom ? Math.round((performance.now() - playedFrom) * this.#speed) : 0,
    }));
    this.#chunks.clear();
    return cut;
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.#timer);
  }

  #play(): void {
    clearTimeout(this.#timer);
    const [first] = this.#chunks;
    if (!first || this.isClosed) return;
    const [id, chunk] = first;
    if (!chunk.playedFrom) {
      chunk.playedFrom = performance.now();
      queueMicrotask(() => this.#chunks.has(id) && this.listener.playing(id));
    }
    if (!chunk.complete) return;
    const lastsMs = ((chunk.samples / this.rates!.output) * 1000) / this.#speed;
    this.#timer = setTimeout(
      () => {
        this.#chunks.delete(id);
        this.listener.ended(id);
        this.#play();
      },
      Math.max(0, chunk.playedFrom + lastsMs - performance.now()),
    );
  }
}
