import type {AnalyserTap} from './analyser-tap.js';

/**
 * How loud a stream is, for the elements that draw it. Nothing runs, nor is loaded, until the first `level()` or
 * `bands()`, and nothing after `close()`. What is not measured yet counts as silence.
 */
export class LevelMeter {
  readonly #stream: () => MediaStream | null;
  readonly #viewers = new Set<object>();
  #measured: MediaStream | null = null;
  #gauge: AnalyserTap | null = null;

  /** @param stream what to measure now; may change, or be null, at any time */
  constructor(stream: () => MediaStream | null) {
    this.#stream = stream;
  }

  /** Loudness from 0 (silence) to 1, on a decibel scale. */
  level(): number {
    return this.#connected()?.level() ?? 0;
  }

  /** Fills `bands` with the loudness of as many frequency bands, low to high, each 0 to 1. */
  bands(bands: Float32Array): void {
    const gauge = this.#connected();
    if (gauge) gauge.bands(bands);
    else bands.fill(0);
  }

  /** Says that `viewer` reads again and again: the `close` of another viewer does not stop the measuring meanwhile. */
  open(viewer: object): void {
    this.#viewers.add(viewer);
  }

  /** Ends `open`. Stops measuring when no viewer is left; the next reading starts it again. */
  close(viewer?: object): void {
    if (viewer) this.#viewers.delete(viewer);
    if (!this.#viewers.size) this.#disconnect();
  }

  #disconnect(): void {
    this.#gauge?.close();
    this.#gauge = this.#measured = null;
  }

  #connected(): AnalyserTap | null {
    const stream = this.#stream();
    if (stream === this.#measured) return this.#gauge;
    this.#disconnect();
    if (stream?.getAudioTracks().length) {
      this.#measured = stream;
      import('./analyser-tap.js')
        .then(({AnalyserTap}) => {
          if (this.#measured === stream) this.#gauge ??= new AnalyserTap(stream);
        })
        .catch(() => {}); // Without a network now, or for what the browser does not measure: nothing is drawn.
    }
    return this.#gauge;
  }
}
