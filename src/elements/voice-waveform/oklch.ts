import type {WaveformColors} from './visualizer.js';

/** How far the second hue is from the first where the page sets none, in degrees. */
const defaultReach = 40;

/** Lightness, chroma, hue, opacity of a colour in the form `oklch(…)`. */
export function channels(color: string): readonly [number, number, number, number] {
  const [lightness = 0, chroma = 0, hue = 0, opacity = 1] = (
    color.match(/none|-?[\d.]+(e-?\d+)?/g) ?? []
  ).map(channel => Number(channel) || 0);
  return [lightness, chroma, hue, opacity];
}

/** The short way around the circle of hues, in degrees. */
export function between(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180;
}

/** From the hue of the assistant's voice to its second one. */
export function reachOf({assistant, second}: WaveformColors): number {
  const [, , hue, opacity] = channels(second);
  return opacity ? between(channels(assistant)[2], hue) : defaultReach;
}

/** The assistant's colour, so far on the way to the second one, and so opaque. */
export function shade(colors: WaveformColors, way: number, opacity = 1): string {
  const [lightness, chroma, hue] = channels(colors.assistant);
  return `oklch(${lightness} ${chroma} ${hue + reachOf(colors) * way} / ${opacity})`;
}
