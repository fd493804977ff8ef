import {fadedTo, shade} from './oklch.js';
import type {Motion, Surface, Visualizer} from './visualizer.js';

const steps = 56;
const strands = 3;
const solid: number[] = [];
const dotted = [0, 0];

/** What a wave is painted with: each fades away at the ends. */
interface Paint {
  readonly colors: object;
  readonly width: number;
  /** Of the assistant, by strand. */
  readonly strands: readonly CanvasGradient[];
  readonly person: CanvasGradient;
  readonly quiet: CanvasGradient;
  readonly danger: CanvasGradient;
}

/**
 * Ribbons that swell around a line: three in the assistant's colours, one in the colour of text for the person. During
 * silence the line tells the state.
 */
export const draw: Visualizer = (surface, motion) => {
  const {context, height, scale} = surface;
  const {weights, time} = motion;
  const {connecting, thinking, speaking, listening} = weights;
  const paint = paintOf(surface);
  context.lineCap = context.lineJoin = 'round';
  drawLine(surface, motion, paint, Math.max(scale * 1.5, height / 40));
  const calm = 0.22 * thinking + 0.05 * speaking;
  for (let strand = strands - 1; strand >= 0; strand--) {
    const loud = 1.25 * thirdOf(motion.assistant, strand) ** 1.2;
    const phase = time * (strand - 0.6) * 2.2 + strand * 2.1;
    const amplitude = calm * (1 + 0.6 * Math.sin(time * 3 + strand * 2)) + loud * (1 - 0.15 * strand);
    const alpha = Math.max(speaking + thinking + connecting, Math.min(1, loud * 4));
    drawRibbon(surface, paint.strands[strand]!, amplitude, 2.4 + strand * 1.5, phase, alpha);
  }
  const said = 1.25 * thirdOf(motion.person, 0) ** 1.2;
  const breath = listening * (0.05 + 0.02 * Math.sin(time * 2.5));
  drawRibbon(surface, paint.person, breath + said * 0.8, 4.2, time * 2.4, 1);
};

/** Closed, above the line and below: without an edge anywhere. */
function drawRibbon(
  {context, width, height}: Surface,
  fill: CanvasGradient,
  amplitude: number,
  lobes: number,
  phase: number,
  alpha: number,
): void {
  if (alpha < 0.01 || amplitude < 0.01) return;
  const middle = height / 2;
  context.globalAlpha = Math.min(1, alpha);
  context.fillStyle = fill;
  context.beginPath();
  for (let step = -steps; step <= steps; step++) {
    const place = Math.abs(step) / steps;
    const across = place * 2 - 1;
    const envelope = (1 - across * across) ** 2;
    const swell = 0.15 + 0.85 * Math.sin(across * lobes + phase) ** 2;
    const reach = middle * 0.96 * Math.min(1, amplitude) * envelope * swell;
    context.lineTo(place * width, middle + (step < 0 ? reach : -reach));
  }
  context.closePath();
  context.fill();
}

/** The line through the middle: whole, dotted, with a gap, with a packet that runs along it. */
function drawLine(surface: Surface, {weights, time}: Motion, paint: Paint, thin: number): void {
  const {context} = surface;
  const {idle, written, connecting, listening, thinking, speaking, muted, reconnecting, failed} = weights;
  context.lineWidth = thin;
  stroke(surface, paint.person, listening, 0);
  stroke(surface, paint.strands[0]!, thinking + speaking, 0);
  stroke(surface, paint.quiet, idle + written, 0);
  stroke(surface, paint.danger, failed, 0.12);
  stroke(surface, paint.strands[0]!, connecting, 0, time);
  dotted[1] = thin * 2.6;
  context.setLineDash(dotted);
  stroke(surface, paint.quiet, muted, 0);
  stroke(surface, paint.quiet, reconnecting, 0.25 + 0.06 * Math.sin(time * 3));
  context.setLineDash(solid);
}

/** @param gap how much is missing in the middle @param time of the packet; none without */
function stroke(
  {context, width, height}: Surface,
  color: CanvasGradient,
  alpha: number,
  gap: number,
  time = NaN,
): void {
  if (alpha < 0.01) return;
  const middle = height / 2;
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = color;
  context.beginPath();
  let drawing = false;
  for (let step = 0; step <= steps; step++) {
    const across = (step / steps) * 2 - 1;
    const isGap = Math.abs(across) < gap;
    const packet = Math.exp(-(((across - ((time * 1.4) % 2.4) + 1.2) * 5) ** 2)) || 0;
    const y = middle + Math.sin(across * 22 - time * 8 || 0) * packet * middle * 0.7;
    if (drawing && !isGap) context.lineTo((step / steps) * width, y);
    else context.moveTo((step / steps) * width, y);
    drawing = !isGap;
  }
  context.stroke();
}

/** The loudest band of the low, middle or high third of a voice. */
function thirdOf(voice: Float32Array, third: number): number {
  const size = voice.length / 3;
  let peak = 0;
  for (let band = third * size; band < (third + 1) * size; band++) peak = Math.max(peak, voice[band]!);
  return peak;
}

const paints = new WeakMap<Surface, Paint>();

/** Made anew only for other colours, or another width. */
function paintOf(surface: Surface): Paint {
  const {colors, width, flat} = surface;
  const known = paints.get(surface);
  if (known?.colors === colors && known.width === width) return known;
  const opacity = flat ? 1 : 0.62;
  const paint = {
    colors,
    width,
    strands: [0, 0.5, 1].map(way => fading(surface, flat ? colors.assistant : shade(colors, way), opacity)),
    person: fading(surface, colors.person, 0.6),
    quiet: fading(surface, colors.quiet, 0.8),
    danger: fading(surface, colors.danger, 1),
  };
  paints.set(surface, paint);
  return paint;
}

function fading({context, width}: Surface, color: string, opacity: number): CanvasGradient {
  const gradient = context.createLinearGradient(0, 0, width, 0);
  const stop = (place: number, alpha: number) => gradient.addColorStop(place, fadedTo(color, alpha));
  stop(0, 0);
  stop(0.2, opacity);
  stop(0.8, opacity);
  stop(1, 0);
  return gradient;
}
