import {between, channels, chromaAt, fadedTo, tonesOf} from './oklch.js';
import {cometLength} from './orb-signs.js';
import type {Surface} from './visualizer.js';

/** The hue of a warning. */
const amber = 75;
/** Two hues that are farther apart are not mixed any further. */
const farApart = 60;
/**
 * The lights within the body: how far from the first hue to the second, lightness, chroma, opacity. The first is at the
 * back.
 */
const lights = [
  [1.3, 0.72, 0.17, 0.9],
  [-0.6, 0.62, 0.15, 0.9],
  [2, 0.68, 0.17, 0.75],
  [0.6, 0.9, 0.1, 0.9],
  [0, 0.6, 0.14, 0.75],
  [0.9, 0.97, 0.04, 0.78],
] as const;

/** The colours of an orb, all from one accent. Gradients are of radius 1. */
export interface OrbPalette {
  readonly base: CanvasGradient;
  readonly lights: readonly CanvasGradient[];
  readonly halo: CanvasGradient;
  /** Light on the body, from above and around its edge. */
  readonly gloss: readonly CanvasGradient[];
  /** Of lines beside the body. */
  readonly line: string;
  /** The same towards the second hue, as a trail whose head is at 0. */
  readonly comet: CanvasGradient;
  readonly amber: string;
  /** Of the sign of an error. */
  readonly alarm: string;
}

/** How far the colours are from those of the accent, each 0 to 1, but the first. */
export interface OrbMood {
  readonly chroma: number;
  readonly dashes: number;
  readonly alarm: number;
}

export function orbPalette({context, colors, flat}: Surface, mood: OrbMood): OrbPalette {
  const tones = tonesOf(colors);
  const isDark = channels(colors.person)[0] > 0.6;
  const hue =
    tones.hue +
    between(tones.hue, amber) * mood.dashes +
    between(tones.hue, channels(colors.danger)[2]) * mood.alarm;
  const reach = tones.reach * (1 - mood.alarm);
  const furthest = Math.abs(reach) > farApart ? 1 : Infinity;
  const colourful = (way: number) => Math.min(1.3, chromaAt(tones, way) / 0.1) * mood.chroma;
  // A brand in black has a darker orb than one in yellow.
  const lightness = (Math.max(0.2, Math.min(0.9, tones.lightness)) - (isDark ? 0.8 : 0.6)) * 0.55;
  const color = (light: number, chroma: number, way = 0, alpha = 1) =>
    `oklch(${Math.min(0.985, light + lightness)} ${chroma * colourful(way)} ${hue + reach * Math.max(-0.6, Math.min(furthest, way))} / ${alpha})`;
  const line = (way: number) =>
    `oklch(${isDark ? 0.86 : 0.52} ${Math.min(0.15, 0.13 * colourful(way))} ${hue + reach * way})`;

  return {
    base: stops(context.createLinearGradient(0, -1, 0, 1), [
      [0, color(isDark ? 0.7 : 0.82, 0.12, 1)],
      [1, color(isDark ? 0.46 : 0.54, 0.13, -0.2)],
    ]),
    lights: lights.map(([way, light, chroma, alpha]) =>
      radial(context, [
        [0, color(light, chroma, way, alpha)],
        [0.5, color(light, chroma, way, alpha * 0.4)],
        [1, color(light, chroma, way, 0)],
      ]),
    ),
    halo: radial(context, [
      [0.6, color(0.78, 0.14, 0.25, isDark ? 0.6 : 0.5)],
      [1, color(0.8, 0.12, 0.25, 0)],
    ]),
    gloss: [
      stops(context.createRadialGradient(-0.35, -0.55, 0, -0.2, -0.3, 1.15), [
        [0, white(0.3)],
        [0.6, white(0.05)],
        [1, white(0)],
      ]),
      radial(context, [
        [0.8, white(0)],
        [0.97, white(isDark ? 0.22 : 0.33)],
        // What swells beyond it goes on as the rim is.
        [1, white(isDark ? 0.3 : 0.2)],
      ]),
    ],
    line: flat ? colors.assistant : line(0),
    alarm: isDark ? colors.person : colors.danger,
    comet: trail(context, flat ? colors.assistant : line(0.9)),
    amber: flat ? colors.person : `oklch(${isDark ? 0.8 : 0.62} 0.14 ${amber})`,
  };
}

/** What is round at its head reaches a little beyond it. */
function trail(context: CanvasRenderingContext2D, color: string): CanvasGradient {
  const tail = 1 - cometLength / (2 * Math.PI);
  return stops(context.createConicGradient(0, 0, 0), [
    [0, color],
    [0.1, color],
    [0.1, fadedTo(color, 0)],
    [tail, fadedTo(color, 0)],
    [(1 + tail) / 2, fadedTo(color, 0.4)],
    [1, color],
  ]);
}

const white = (alpha: number) => `rgb(255 255 255 / ${alpha})`;

type Stops = readonly (readonly [place: number, color: string])[];

function radial(context: CanvasRenderingContext2D, colors: Stops): CanvasGradient {
  return stops(context.createRadialGradient(0, 0, 0, 0, 0, 1), colors);
}

function stops(gradient: CanvasGradient, colors: Stops): CanvasGradient {
  for (const [place, color] of colors) gradient.addColorStop(place, color);
  return gradient;
}
