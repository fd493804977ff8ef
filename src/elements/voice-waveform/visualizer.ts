import type {Motion} from './motion.js';

/** The colours of a picture, as the canvas takes them. */
export interface WaveformColors {
  /** Of the assistant's voice. */
  assistant: string;
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
}

/** Draws one picture on a clear surface. It runs with every frame, so it allocates nothing. */
export type Visualizer = (surface: Surface, motion: Motion) => void;

/** What can be drawn. */
export type VisualizerName = 'bars' | 'wave' | 'orb' | 'none';

export type {Motion};
