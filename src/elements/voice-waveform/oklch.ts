import type {WaveformColors} from './visualizer.js';

/** How far the second hue is from the first where the page sets none, in degrees. */
const defaultReach = 40;
/** A colour with less has no hue. */
const grey = 0.02;

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

/** Both colours of the assistant's voice: what one of them lacks it has from the other. */
export interface Tones {
  readonly lightness: number;
  readonly hue: number;
  readonly chroma: number;
  /** From the first hue to the second, in degrees. */
  readonly reach: number;
  readonly secondChroma: number;
}

export function tonesOf({assistant, second}: WaveformColors): Tones {
  const [lightness, chroma, ownHue] = channels(assistant);
  const [, otherChroma, otherHue, isSet] = channels(second);
  const secondChroma = isSet ? otherChroma : chroma;
  const hue = chroma < grey && isSet ? otherHue : ownHue;
  const reach = isSet && otherChroma >= grey ? between(hue, otherHue) : isSet ? 0 : defaultReach;
  return {lightness, hue, chroma, reach, secondChroma};
}

/** How colourful what lies between both colours is. */
export function chromaAt({chroma, secondChroma}: Tones, way: number): number {
  return chroma + (secondChroma - chroma) * Math.max(0, Math.min(1, way));
}

/** The assistant's colour, so far on the way to the second one. */
export function shade(colors: WaveformColors, way: number): string {
  const tones = tonesOf(colors);
  return `oklch(${tones.lightness} ${chromaAt(tones, way)} ${tones.hue + tones.reach * way})`;
}

/** The same colour, so opaque. */
export function fadedTo(color: string, opacity: number): string {
  const [lightness, chroma, hue] = channels(color);
  return `oklch(${lightness} ${chroma} ${hue} / ${opacity})`;
}
