import type {Motion, Surface, Visualizer} from './visualizer.js';

const slim = 0.5;

/**
 * Rounded bars around the middle line, low tones in the middle: wide ones for the assistant, slim ones for the
 * person. During silence, a row of dots tells the phase.
 */
export const draw: Visualizer = (surface, motion) => {
  const {assistant, person, quiet, danger} = surface.colors;
  const {connecting, listening, thinking, speaking, failed, muted} = motion.phaseWeights;
  const mutedWhileListening = listening * muted;
  const active = connecting + thinking + speaking;
  drawRow(surface, motion, quiet, 0.6 * (1 - active - listening - failed + mutedWhileListening));
  drawRow(surface, motion, danger, failed);
  drawRow(surface, motion, person, listening - mutedWhileListening, null, slim);
  drawRow(surface, motion, assistant, active);
  drawRow(surface, motion, assistant, 1, motion.assistant);
  drawRow(surface, motion, person, 1, motion.person, slim);
};

/** A bar to both sides for each band of a voice; without a voice, the dots of the phase. */
function drawRow(
  {context, width, height, scale}: Surface,
  motion: Motion,
  color: string,
  alpha: number,
  voice: Float32Array | null = null,
  slimness = 1,
): void {
  if (alpha < 0.01) return;
  const {failed, muted, listening} = motion.phaseWeights;
  const far = motion.person.length - 1;
  // Whole pixels: every edge is sharp.
  const unit = Math.max(2, Math.round(Math.min(height / 8, width / far / 4.2)));
  const thickness = Math.round(unit * slimness * (voice ? 1 : 1 + 0.5 * failed - 0.5 * muted * listening));
  const start = Math.round((width - thickness) / 2);
  context.globalAlpha = alpha;
  context.fillStyle = color;
  context.beginPath();
  for (let bar = -far; bar <= far; bar++) {
    const band = Math.abs(bar);
    const length = voice ? voice[band]! * height : Math.max(0, restLength(motion, band)) * unit;
    if (length < (voice ? thickness : scale)) continue;
    context.roundRect(start + bar * unit * 2, (height - length) / 2, thickness, length, thickness / 2);
  }
  context.fill();
}

/** How long a bar is without a voice, in dots. */
function restLength({phaseWeights, time}: Motion, band: number): number {
  const {connecting, listening, thinking, reconnecting, failed, muted} = phaseWeights;
  return (
    1 +
    (connecting + reconnecting) * 3 * bump(band - ((time * 9) % 16) + 2) -
    reconnecting * (band < 3 ? 4 : 0) + // a gap
    thinking * (1.2 + 1.2 * Math.sin(time * 5 - band * 0.7)) +
    listening * ((1 - muted) * (0.6 + 0.3 * Math.sin(time * 2.5 - band * 0.25)) - muted * 0.5) -
    failed * 0.6
  );
}

/** A hill around zero. */
function bump(distance: number): number {
  return Math.exp(-distance * distance * 0.35);
}
