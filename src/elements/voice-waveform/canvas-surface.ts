import {sizeObserver} from '../screen.js';
import type {Surface, WaveformColors} from './visualizer.js';

/** A canvas whose pixels are those of the screen, and whose colours are those of the page. */
export class CanvasSurface implements Surface {
  readonly canvas = document.createElement('canvas');
  colors!: WaveformColors;
  width = 0;
  height = 0;
  scale = 1;
  flat = false;
  hollow = false;
  /** Made when there is room to draw: the DOM of a test runner has neither. */
  #context: CanvasRenderingContext2D | null = null;
  readonly #changed: () => void;
  readonly #resizes = sizeObserver(entries => this.#resized(entries.at(-1)!));

  /** @param changed called when the canvas is empty, or its colours are other ones */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.canvas.setAttribute('part', 'waveform');
    this.canvas.ariaHidden = 'true';
    this.canvas.addEventListener('transitionend', () => this.#recolour());
  }

  get context(): CanvasRenderingContext2D {
    return (this.#context ??= this.canvas.getContext('2d')!);
  }

  /** Follows the size on the screen from now on. */
  observe(): void {
    try {
      this.#resizes.observe(this.canvas, {box: 'device-pixel-content-box'});
    } catch {
      this.#resizes.observe(this.canvas); // Safari does not know that box.
    }
  }

  unobserve(): void {
    this.#resizes.disconnect();
  }

  /** @returns whether there is anything to draw on */
  clear(): boolean {
    if (this.scale !== devicePixelRatio) this.observe(); // Safari does not tell of another screen.
    if (!this.width || !this.height) return false;
    this.context.clearRect(0, 0, this.width, this.height);
    return true;
  }

  #resized(entry: Partial<ResizeObserverEntry>): void {
    const {inlineSize: width, blockSize: height} = entry.contentBoxSize![0]!;
    const exact = entry.devicePixelContentBoxSize?.[0];
    this.scale = devicePixelRatio;
    this.width = this.canvas.width = exact?.inlineSize ?? Math.round(width * this.scale);
    this.height = this.canvas.height = exact?.blockSize ?? Math.round(height * this.scale);
    this.#recolour();
  }

  #recolour(): void {
    const style = getComputedStyle(this.canvas);
    this.colors = {
      assistant: style.borderTopColor,
      second: style.outlineColor,
      person: style.borderRightColor,
      quiet: style.borderBottomColor,
      danger: style.borderLeftColor,
    };
    this.flat = matchMedia('(forced-colors: active)').matches;
    this.#changed();
  }
}
