import {loudness, type Motion} from './motion.js';
import {shade} from './oklch.js';
import type {Surface, Visualizer} from './visualizer.js';

/** How much of a bar the person takes while the assistant sounds, too. */
const slim = 0.4;
/** The colour of the person is that of text; their voice is not to be louder than what is written. */
const quieter = 0.62;

/**
 * A row of rounded bars around the middle line, low tones in the middle. The assistant has them in its colours, the
 * person in that of text; when both speak, the person's are slim ones within the others. During silence a row of dots
 * tells the state.
 */
export const draw: Visualizer = (surface, motion) => {
  const {quiet, danger, person} = surface.colors;
  const {connecting, listening, thinking, speaking, failed} = motion.weights;
  const answering = connecting + thinking + speaking;
  const rest = 1 - answering - listening - failed;
  drawRow(surface, motion, quiet, 0.6 * rest, null);
  drawRow(surface, motion, danger, failed, null);
  const answered = Math.max(answering, Math.min(1, 4 * loudness(motion.assistant)));
  drawRow(surface, motion, accentOf(surface), answered, motion.assistant);
  const said = Math.max(listening, Math.min(1, 4 * loudness(motion.person)));
  drawRow(surface, motion, person, quieter * said, motion.person, 1 - (1 - slim) * answered);
};

/** A bar to both sides for each band of a voice: at least the dots of the state. */
function drawRow(
  {context, width, height, scale}: Surface,
  motion: Motion,
  color: string | CanvasGradient,
  alpha: number,
  voice: Float32Array | null,
  slimness = 1,
): void {
  if (alpha < 0.01) return;
  const far = motion.person.length - 1;
  // Whole pixels: every edge is sharp.
  const unit = Math.max(2, Math.round(Math.min(height / 9, width / far / 4.2)));
  const thickness = Math.max(1, Math.round(unit * slimness * (1 - 0.5 * motion.weights.muted)));
  const start = Math.round((width - thickness) / 2);
  context.globalAlpha = Math.min(1, alpha);
  context.fillStyle = color;
  context.beginPath();
  for (let bar = -far; bar <= far; bar++) {
    const band = Math.abs(bar);
    const rest = restLength(motion, band) * unit * slimness;
    const length = Math.max(rest, voice ? reachOf(voice, band) * height : 0);
    if (length < scale) continue;
    context.roundRect(start + bar * unit * 2, (height - length) / 2, thickness, length, thickness / 2);
  }
  context.fill();
}

/** How long the bar of a band is: as its neighbours, so that the row is a hill and no barcode, and lower at the ends. */
function reachOf(voice: Float32Array, band: number): number {
  const before = voice[Math.abs(band - 1)]!;
  const after = voice[band + 1] ?? 0;
  const level = 0.5 * voice[band]! + 0.25 * (before + after);
  return Math.min(1, 1.2 * level ** 1.2) * Math.cos((band / voice.length) * Math.PI * 0.42);
}

/** How long a bar is without a voice, in dots. */
function restLength({weights, time}: Motion, band: number): number {
  const {connecting, listening, thinking, reconnecting, failed, muted, idle, written} = weights;
  return (
    1 +
    (connecting + reconnecting) * 3 * bump(band - ((time * 9) % 16) + 2) -
    reconnecting * (band < 3 ? 4 : 0) + // a gap
    thinking * (1.2 + 1.2 * Math.sin(time * 5 - band * 0.7)) +
    listening * (0.6 + 0.3 * Math.sin(time * 2.5 - band * 0.25)) -
    muted * 0.5 -
    (idle + written) * 0.04 * band -
    failed * (band % 2 ? 1 : 0.2)
  );
}

/** A hill around zero. */
function bump(distance: number): number {
  return Math.exp(-distance * distance * 0.35);
}

const accents = new WeakMap<Surface, {colors: object; width: number; gradient: CanvasGradient}>();

/** From one hue of the assistant to the other. Made anew only for other colours, or another width. */
function accentOf(surface: Surface): string | CanvasGradient {
  const {context, colors, width, flat} = surface;
  if (flat) return colors.assistant;
  const known = accents.get(surface);
  if (known?.colors === colors && known.width === width) return known.gradient;
  const gradient = context.createLinearGradient(width * 0.1, 0, width * 0.9, 0);
  for (let stop = 0; stop <= 4; stop++) gradient.addColorStop(stop / 4, shade(colors, stop / 4));
  accents.set(surface, {colors, width, gradient});
  return gradient;
}
