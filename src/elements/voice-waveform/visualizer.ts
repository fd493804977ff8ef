import type {Motion} from './motion.js';

/** The colours of a picture, as the canvas takes them: each as `oklch(lightness chroma hue)`. */
export interface WaveformColors {
  /** Of the assistant's voice. */
  assistant: string;
  /** The second one of the assistant's voice; transparent: it is derived from the first. */
  second: string;
  /** Of the person's voice. */
  person: string;
  /** Of what rests. */
  quiet: string;
  /** Of what failed. */
  danger: string;
}

/** Where to draw: everything is in the pixels of the screen. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly colors: Readonly<WaveformColors>;
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen in a CSS pixel. */
  readonly scale: number;
  /** Whether the user has chosen the colours: what is drawn is flat. */
  readonly flat: boolean;
  /** Whether a picture of the assistant stands in the middle: only what is around it is drawn. */
  readonly hollow: boolean;
}

/** Draws one picture on a clear surface. It runs with every frame, so it allocates nothing. */
export type Visualizer = (surface: Surface, motion: Motion) => void;

/** What can be drawn. */
export type VisualizerName = 'bars' | 'wave' | 'orb' | 'none';

export type {Motion};
