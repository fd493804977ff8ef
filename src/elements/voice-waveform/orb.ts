import type {Motion, Visualizer} from './visualizer.js';

const steps = 48;
const round = Math.PI * 2;
const solid: number[] = [];
const dashes = [0, 0];

/**
 * A sphere that swells with the assistant's voice, in a ring that ripples with the person's. Both tell the phase:
 * a turning arc, orbiting moons, a broken ring.
 */
export const draw: Visualizer = (surface, motion) => {
  const {context, width, height, scale, colors} = surface;
  const {connecting, listening, thinking, speaking, reconnecting, failed, muted} = motion.phaseWeights;
  const {time} = motion;
  const radius = Math.min(width, height) / 2;
  const mutedWhileListening = listening * muted;
  const active = connecting + thinking + speaking + listening - mutedWhileListening * 0.6;
  const answered = loudness(motion.assistant);
  const said = loudness(motion.person);
  const body =
    radius *
    (0.48 + 0.2 * answered - 0.06 * connecting - 0.05 * failed + 0.02 * listening * Math.sin(time * 2));

  context.save();
  context.translate(width / 2, height / 2);
  context.lineCap = 'round';

  glow(context, colors.assistant, radius, active * answered * 0.8);
  fillBody(context, motion, colors.quiet, body, 0.5 * (1 - active - failed));
  fillBody(context, motion, colors.danger, body, failed);
  fillBody(context, motion, colors.assistant, body, active * (1 - 0.45 * connecting));

  const orbit = radius * 0.78;
  const line = Math.max(scale, radius / 24);
  context.lineWidth = line;
  ring(
    context,
    motion,
    colors.person,
    orbit,
    radius * 0.17,
    Math.max(listening - mutedWhileListening, Math.min(1, said * 4)),
  );
  arc(context, colors.assistant, orbit, time * 4, round * 0.28, connecting);
  moons(context, colors.assistant, orbit, line * 1.7, time * 2.2, thinking);
  dashes[0] = 0;
  dashes[1] = (orbit * round) / 28;
  context.setLineDash(dashes);
  arc(context, colors.quiet, orbit, -time * 1.2, round * 0.7, reconnecting);
  arc(context, colors.quiet, orbit, 0, round, mutedWhileListening);
  context.setLineDash(solid);
  arc(context, colors.danger, orbit * 0.9, 0.35, round * 0.5 - 0.7, failed);
  arc(context, colors.danger, orbit * 0.9, round * 0.5 + 0.35, round * 0.5 - 0.7, failed);
  context.restore();
};

const lights = new Map<string, CanvasGradient>();

/** Light of a colour around a sphere, within radius 1: made once for each colour. */
function lightOf(context: CanvasRenderingContext2D, color: string): CanvasGradient {
  let light = lights.get(color);
  if (light) return light;
  light = context.createRadialGradient(0, 0, 0.4, 0, 0, 1);
  light.addColorStop(0, color);
  try {
    light.addColorStop(1, `rgb(from ${color} r g b / 0)`);
  } catch {
    light.addColorStop(1, 'transparent'); // A browser without relative colours: a little greyer.
  }
  lights.set(color, light);
  return light;
}

function glow(context: CanvasRenderingContext2D, color: string, radius: number, strength: number): void {
  if (strength < 0.01) return;
  context.globalAlpha = Math.min(1, strength);
  context.fillStyle = lightOf(context, color);
  context.scale(radius, radius);
  context.beginPath();
  context.arc(0, 0, 1, 0, round);
  context.fill();
  context.scale(1 / radius, 1 / radius);
}

function fillBody(
  context: CanvasRenderingContext2D,
  {assistant, time}: Motion,
  color: string,
  radius: number,
  alpha: number,
): void {
  if (alpha < 0.01) return;
  context.beginPath();
  for (let step = 0; step < steps; step++) {
    const angle = (step / steps) * round;
    const ripple =
      assistant[0]! * Math.sin(angle * 2 + time * 1.7) +
      assistant[4]! * Math.sin(angle * 3 - time * 2.3) +
      assistant[8]! * Math.sin(angle * 5 + time * 3.1);
    const reach = radius * (1 + 0.06 * ripple);
    context.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  context.globalAlpha = Math.min(1, alpha);
  context.fillStyle = color;
  context.fill();
  context.fillStyle = shine(context);
  context.scale(radius, radius);
  context.fill();
  context.scale(1 / radius, 1 / radius);
}

let shineOfAll: CanvasGradient | undefined;

/** Light from above, for a sphere of radius 1: made once, for every colour and size. */
function shine(context: CanvasRenderingContext2D): CanvasGradient {
  if (shineOfAll) return shineOfAll;
  shineOfAll = context.createRadialGradient(-0.35, -0.45, 0, 0, 0, 1.1);
  shineOfAll.addColorStop(0, 'rgb(255 255 255 / 55%)');
  shineOfAll.addColorStop(0.55, 'rgb(255 255 255 / 0%)');
  shineOfAll.addColorStop(1, 'rgb(0 0 0 / 18%)');
  return shineOfAll;
}

/** The person's voice: a ring that ripples outwards. */
function ring(
  context: CanvasRenderingContext2D,
  {person, time}: Motion,
  color: string,
  radius: number,
  reach: number,
  alpha: number,
): void {
  if (alpha < 0.01) return;
  context.beginPath();
  for (let step = 0; step < steps; step++) {
    const angle = (step / steps) * round;
    // Low tones at the bottom, the same to both sides.
    const place = ((1 + Math.cos(angle)) / 2) * (person.length - 1);
    const band = Math.floor(place);
    const between = place - band;
    const level = person[band]! * (1 - between) + (person[band + 1] ?? 0) * between;
    const distance = radius + reach * level * (0.65 + 0.35 * Math.sin(angle * 9 + time * 4));
    context.lineTo(-Math.sin(angle) * distance, -Math.cos(angle) * distance);
  }
  context.closePath();
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = color;
  context.stroke();
}

function arc(
  context: CanvasRenderingContext2D,
  color: string,
  radius: number,
  start: number,
  length: number,
  alpha: number,
): void {
  if (alpha < 0.01) return;
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = color;
  context.beginPath();
  context.arc(0, 0, radius, start, start + length);
  context.stroke();
}

function moons(
  context: CanvasRenderingContext2D,
  color: string,
  distance: number,
  radius: number,
  turn: number,
  alpha: number,
): void {
  if (alpha < 0.01) return;
  context.fillStyle = color;
  for (let moon = 0; moon < 3; moon++) {
    const angle = turn + moon * 0.55 + 0.25 * Math.sin(turn + moon);
    context.globalAlpha = alpha * (0.4 + 0.3 * moon);
    context.beginPath();
    context.arc(
      Math.cos(angle) * distance,
      Math.sin(angle) * distance,
      radius * (0.6 + 0.2 * moon),
      0,
      round,
    );
    context.fill();
  }
}

function loudness(voice: Float32Array): number {
  let peak = 0;
  for (let band = 0; band < voice.length; band++) peak = Math.max(peak, voice[band]!);
  return peak;
}
