import type {VoiceState} from './voice-state.js';

/** How the orb looks in a state. Between two states each number is a mixture of both. */
export interface OrbLook {
  /** Radius of the body, of half the picture. */
  readonly size: number;
  /** How colourful the body is. */
  readonly chroma: number;
  /** How far it lets the background through. */
  readonly pale: number;
  /** How far its lights wander. */
  readonly unrest: number;
  /** The glow around it. */
  readonly halo: number;
  /** Two rings around it, which ripple with the person's voice. */
  readonly rings: number;
  /** An arc that turns. */
  readonly arc: number;
  /** A trail that turns. */
  readonly comet: number;
  /** A broken ring in the colour of a warning. */
  readonly dashes: number;
  /** A crossed-out microphone. */
  readonly slash: number;
  /** An exclamation mark, in the colour of an error. */
  readonly alarm: number;
}

const calm = {
  chroma: 1,
  pale: 0,
  unrest: 0.3,
  halo: 0,
  rings: 0,
  arc: 0,
  comet: 0,
  dashes: 0,
  slash: 0,
  alarm: 0,
};

/** A silhouette for each state, which greyscale and 44 pixels leave. */
export const orbLooks: Readonly<Record<VoiceState, OrbLook>> = {
  idle: {...calm, size: 0.8},
  written: {...calm, size: 0.6, chroma: 0.6, pale: 0.5, unrest: 0.1},
  connecting: {...calm, size: 0.72, chroma: 0.6, pale: 0.15, arc: 1},
  listening: {...calm, size: 0.64, halo: 1, rings: 1},
  thinking: {...calm, size: 0.62, chroma: 1.1, unrest: 0.9, comet: 1},
  speaking: {...calm, size: 0.84, chroma: 1.15, unrest: 0.6, halo: 0.6},
  muted: {...calm, size: 0.66, chroma: 0.05, pale: 0.6, unrest: 0.1, slash: 1},
  reconnecting: {...calm, size: 0.58, chroma: 0.25, pale: 0.4, dashes: 1},
  failed: {...calm, size: 0.6, chroma: 0.9, pale: 0.6, unrest: 0, alarm: 1},
};
