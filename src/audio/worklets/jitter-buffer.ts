/** How the playing of one piece of sound goes on. */
export type PieceState = 'playing' | 'starved' | 'ended';

/** What a jitter buffer tells; `played`: samples of the piece that have been played. */
export type PieceListener = (state: PieceState, id: number, played: number) => void;

/** A sound that begins or breaks off swells or fades for this long, so that it does not click. */
const fadeSeconds = 0.005;
const firstDepthSeconds = 0.1;
const minDepthSeconds = 0.06;
const maxDepthSeconds = 0.6;
/** Sound that should still be there when the next comes. */
const marginSeconds = 0.04;

/** A stretch of continuous sound: one spoken message. */
interface Piece {
  readonly id: number;
  readonly blocks: Int16Array[];
  /** Samples of the first block that are gone. */
  offset: number;
  /** Samples still to play. */
  left: number;
  played: number;
  complete: boolean;
  starved: boolean;
  /** The least that was there when more came, in samples. */
  lowWater: number;
}

/**
 * Evens out what the network delivers in lumps. A piece begins when enough of it is there; if it runs dry it fades
 * out and waits again, and the next ones begin later. When pieces come in time, they begin sooner and sooner.
 */
export class JitterBuffer {
  readonly #rate: number;
  readonly #tell: PieceListener;
  readonly #fade: number;
  readonly #pieces: Piece[] = [];
  #flowing = false;
  /** 0 to 1: where the swelling or fading stands. */
  #swell = 0;
  /** Samples wanted before a piece begins. */
  #depth: number;

  constructor(rate: number, tell: PieceListener) {
    this.#rate = rate;
    this.#tell = tell;
    this.#fade = Math.round(fadeSeconds * rate);
    this.#depth = firstDepthSeconds * rate;
  }

  /** How much is wanted before a piece begins, in seconds. */
  get depth(): number {
    return this.#depth / this.#rate;
  }

  /** More of a piece; an unknown one is put behind the others. */
  push(id: number, samples: Int16Array): void {
    let piece = this.#pieces.find(known => known.id === id);
    if (!piece) {
      piece = {
        id,
        blocks: [],
        offset: 0,
        left: 0,
        played: 0,
        complete: false,
        starved: false,
        lowWater: Infinity,
      };
      this.#pieces.push(piece);
    }
    if (piece.played && !piece.starved) piece.lowWater = Math.min(piece.lowWater, piece.left);
    piece.blocks.push(samples);
    piece.left += samples.length;
  }

  /** Nothing will be added to the piece. */
  complete(id: number): void {
    const piece = this.#pieces.find(known => known.id === id);
    if (piece) piece.complete = true;
  }

  /** Drops everything, but for the few milliseconds in which the sound fades. */
  cut(): void {
    const [heard, ...waiting] = this.#pieces;
    for (const {id} of waiting) this.#tell('ended', id, 0);
    this.#pieces.length = heard ? 1 : 0;
    if (!heard) return;
    heard.complete = true;
    heard.lowWater = Infinity; // Says nothing about the network.
    heard.left = this.#flowing ? Math.min(heard.left, Math.round(this.#swell * this.#fade)) : 0;
  }

  /** Fills `target` with what is to be heard next: sound, or silence. */
  read(target: Float32Array): void {
    let index = 0;
    while (index < target.length && this.#flows()) {
      const piece = this.#pieces[0]!;
      index = this.#play(piece, target, index);
      if (piece.left === 0) this.#ranDry(piece);
    }
    target.fill(0, index);
  }

  /** Whether there is something to play now. */
  #flows(): boolean {
    for (;;) {
      const piece = this.#pieces[0];
      if (!piece) return false;
      if (piece.left === 0 && piece.complete) {
        this.#end(piece);
        continue;
      }
      if (this.#flowing) return true;
      if (!piece.complete && piece.left < this.#depth) return false;
      this.#flowing = true;
      piece.starved = false;
      this.#tell('playing', piece.id, piece.played);
      return true;
    }
  }

  #play(piece: Piece, target: Float32Array, from: number): number {
    let index = from;
    while (index < target.length && piece.left > 0) {
      const block = piece.blocks[0]!;
      // Where the end is in sight, whether of the piece or only of what has come, the sound fades.
      const towards = piece.left > this.#fade ? 1 : -1;
      this.#swell = Math.min(1, Math.max(0, this.#swell + towards / this.#fade));
      const gain = this.#swell === 1 ? 1 : Math.sin((this.#swell * Math.PI) / 2) ** 2;
      target[index++] = (block[piece.offset++]! / 32_768) * gain;
      piece.left--;
      piece.played++;
      if (piece.offset === block.length) {
        piece.blocks.shift();
        piece.offset = 0;
      }
    }
    return index;
  }

  #ranDry(piece: Piece): void {
    this.#flowing = false;
    this.#swell = 0;
    if (piece.complete) return this.#end(piece);
    piece.starved = true;
    piece.lowWater = 0;
    this.#depth = this.#bounded(this.#depth * 1.5);
    this.#tell('starved', piece.id, piece.played);
  }

  #end(piece: Piece): void {
    this.#pieces.shift();
    this.#flowing = false;
    this.#swell = 0;
    this.#learn(piece);
    this.#tell('ended', piece.id, piece.played);
  }

  /** The next piece waits longer by what was missing, or shorter by some of what was too much. */
  #learn({lowWater}: Piece): void {
    const tooLittle = marginSeconds * this.#rate - lowWater;
    if (Number.isFinite(tooLittle))
      this.#depth = this.#bounded(this.#depth + (tooLittle > 0 ? tooLittle : tooLittle / 4));
  }

  #bounded(depth: number): number {
    return Math.min(maxDepthSeconds * this.#rate, Math.max(minDepthSeconds * this.#rate, depth));
  }
}
