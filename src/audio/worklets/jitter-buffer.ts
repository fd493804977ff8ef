/** How the playback of one chunk of sound goes on. */
export type ChunkState = 'playing' | 'starved' | 'ended';

/** What a jitter buffer tells; `played`: samples of the chunk that have been played. */
export type ChunkListener = (state: ChunkState, id: number, played: number) => void;

/** A sound that begins or breaks off swells or fades for this long, so that it does not click. */
const fadeSeconds = 0.005;
const firstDepthSeconds = 0.1;
const minDepthSeconds = 0.06;
const maxDepthSeconds = 0.6;
/** Sound that should still be there when the next comes. */
const marginSeconds = 0.04;

/** A stretch of continuous sound: one spoken message. */
interface Chunk {
  readonly id: number;
  readonly blocks: Int16Array[];
  /** Samples of the first block that are gone. */
  offset: number;
  /** Samples still to play. */
  left: number;
  played: number;
  complete: boolean;
  starved: boolean;
  /** The minimum that was left when more came, in samples. */
  lowWater: number;
}

/**
 * Evens out what the network delivers in lumps. A chunk begins when enough of it is there; if it runs dry it fades
 * out and waits again, and the next ones begin later. When chunks come in time, they begin sooner and sooner.
 */
export class JitterBuffer {
  readonly #rate: number;
  readonly #notify: ChunkListener;
  readonly #fade: number;
  readonly #chunks: Chunk[] = [];
  #flowing = false;
  /** 0 to 1: where the swelling or fading stands. */
  #swell = 0;
  /** Samples wanted before a chunk begins. */
  #depth: number;

  constructor(rate: number, notify: ChunkListener) {
    this.#rate = rate;
    this.#notify = notify;
    this.#fade = Math.round(fadeSeconds * rate);
    this.#depth = firstDepthSeconds * rate;
  }

  /** How much is wanted before a chunk begins, in seconds. */
  get depth(): number {
    return this.#depth / this.#rate;
  }

  /** More of a chunk; an unknown one is put behind the others. */
  push(id: number, samples: Int16Array): void {
    let chunk = this.#chunks.find(known => known.id === id);
    if (!chunk) {
      chunk = {
        id,
        blocks: [],
        offset: 0,
        left: 0,
        played: 0,
        complete: false,
        starved: false,
        lowWater: Infinity,
      };
      this.#chunks.push(chunk);
    }
    if (chunk.played && !chunk.starved) chunk.lowWater = Math.min(chunk.lowWater, chunk.left);
    chunk.blocks.push(samples);
    chunk.left += samples.length;
  }

  /** Nothing will be added to the chunk. */
  complete(id: number): void {
    const chunk = this.#chunks.find(known => known.id === id);
    if (chunk) chunk.complete = true;
  }

  /** Drops everything, but for the few milliseconds in which the sound fades. */
  cut(): void {
    const [heard, ...waiting] = this.#chunks;
    for (const {id} of waiting) this.#notify('ended', id, 0);
    this.#chunks.length = heard ? 1 : 0;
    if (!heard) return;
    heard.complete = true;
    heard.lowWater = Infinity; // Says nothing about the network.
    heard.left = this.#flowing ? Math.min(heard.left, Math.round(this.#swell * this.#fade)) : 0;
  }

  /** Fills `target` with what is to be heard next: sound, or silence. */
  read(target: Float32Array): void {
    let index = 0;
    while (index < target.length && this.#flows()) {
      const chunk = this.#chunks[0]!;
      index = this.#play(chunk, target, index);
      if (chunk.left === 0) this.#ranDry(chunk);
    }
    target.fill(0, index);
  }

  /** Whether there is something to play now. */
  #flows(): boolean {
    for (;;) {
      const chunk = this.#chunks[0];
      if (!chunk) return false;
      if (chunk.left === 0 && chunk.complete) {
        this.#end(chunk);
        continue;
      }
      if (this.#flowing) return true;
      if (!chunk.complete && chunk.left < this.#depth) return false;
      this.#flowing = true;
      chunk.starved = false;
      this.#notify('playing', chunk.id, chunk.played);
      return true;
    }
  }

  #play(chunk: Chunk, target: Float32Array, from: number): number {
    let index = from;
    while (index < target.length && chunk.left > 0) {
      const block = chunk.blocks[0]!;
      // Where the end is in sight, whether of the chunk or only of what has come, the sound fades.
      const towards = chunk.left > this.#fade ? 1 : -1;
      this.#swell = Math.min(1, Math.max(0, this.#swell + towards / this.#fade));
      const gain = this.#swell === 1 ? 1 : Math.sin((this.#swell * Math.PI) / 2) ** 2;
      target[index++] = (block[chunk.offset++]! / 32_768) * gain;
      chunk.left--;
      chunk.played++;
      if (chunk.offset === block.length) {
        chunk.blocks.shift();
        chunk.offset = 0;
      }
    }
    return index;
  }

  #ranDry(chunk: Chunk): void {
    this.#flowing = false;
    this.#swell = 0;
    if (chunk.complete) return this.#end(chunk);
    chunk.starved = true;
    chunk.lowWater = 0;
    this.#depth = this.#bounded(this.#depth * 1.5);
    this.#notify('starved', chunk.id, chunk.played);
  }

  #end(chunk: Chunk): void {
    this.#chunks.shift();
    this.#flowing = false;
    this.#swell = 0;
    this.#learn(chunk);
    this.#notify('ended', chunk.id, chunk.played);
  }

  /** The next chunk waits longer by what was missing, or shorter by some of what was too much. */
  #learn({lowWater}: Chunk): void {
    const tooLittle = marginSeconds * this.#rate - lowWater;
    if (Number.isFinite(tooLittle))
      this.#depth = this.#bounded(this.#depth + (tooLittle > 0 ? tooLittle : tooLittle / 4));
  }

  #bounded(depth: number): number {
    return Math.min(maxDepthSeconds * this.#rate, Math.max(minDepthSeconds * this.#rate, depth));
  }
}
