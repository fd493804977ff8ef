import {loudness, type Motion} from './motion.js';
import {OrbInside, reachOfPicture} from './orb-inside.js';
import {orbLooks, type OrbLook} from './orb-looks.js';
import {drawAlarm, drawArc, drawComet, drawDashes, drawMicrophone} from './orb-signs.js';
import type {Surface, Visualizer} from './visualizer.js';
import {voiceStates} from './voice-state.js';

/** Corners of an outline, at most: few enough for an engine to fill it without sampling it several times. */
const maxCorners = 80;
/** How far each corner is out of place. Worked out in the same array again and again, as is `look`. */
const ripples = new Float32Array(maxCorners);
/** 0: a circle. */
let corners = 0;
/** How much of the picture is that of the assistant, where there is one. */
const hollowSize = 0.72;

/** The numbers of this frame: worked out in the same object again and again. */
const look: {-readonly [Key in keyof OrbLook]: OrbLook[Key]} = {...orbLooks.idle};
const lookKeys = Object.keys(look) as (keyof OrbLook)[];

/**
 * A sphere with lights in it that swells with the assistant's voice, in two rings that ripple with the person's. Each
 * state has a silhouette of its own. Around a picture of the assistant there is only what is around the sphere. One is
 * half the picture.
 */
export const draw: Visualizer = (surface, motion) => {
  const {context, width, height, colors, hollow, flat} = surface;
  const {listening, speaking} = motion.weights;
  mixLooks(motion.weights);
  const inside = insideOf(surface);
  const {palette} = inside;
  const half = Math.min(width, height) / 2;
  const answered = loudness(motion.assistant);
  const said = loudness(motion.person);
  const swell = 1 + 0.1 * answered - 0.05 * said * listening + 0.01 * listening * Math.sin(motion.time * 2);
  const size = hollow ? hollowSize : Math.min(0.93, look.size * swell * (1 - 0.14 * motion.dip));
  const rings = Math.max(look.rings, Math.min(1, said * 4) * (1 - look.slash));
  const line = Math.max(1 / half, hollow ? 0.055 : 0.03);

  context.save();
  context.translate(width / 2, height / 2);
  context.scale(half, half);
  context.lineCap = 'round';
  // Copying pixels as they are takes less; where they are few, or enlarged, it would be seen.
  context.imageSmoothingEnabled = half < 64 || half > 320;
  if (hollow) {
    veil(context, size, Math.max(look.slash, look.alarm));
    context.lineWidth = 0.06 + 0.07 * answered;
    corners = 0;
    drawRing(context, palette.line, 0.88, 0, speaking);
  } else {
    if (!flat) drawHalo(context, inside.halo, look.halo * (0.4 + 0.6 * Math.max(answered, said)));
    drawBody(surface, motion, inside, size, answered);
  }
  context.lineWidth = line;
  ripple(motion.person, motion.time * 1.3, 3, half);
  drawRing(context, palette.line, size + 0.1 + 0.05 * said, said, rings * 0.95);
  drawRing(context, palette.line, size + 0.21 + 0.08 * said, said, rings * (0.62 + 0.3 * said));
  context.lineWidth = line * 1.8;
  drawArc(context, palette.line, motion.turn * 4, look.arc);
  drawComet(context, palette.comet, motion.turn * 1.5, look.comet);
  drawDashes(context, palette.amber, motion.turn * 2, look.dashes);
  drawMicrophone(context, hollow ? '#fff' : colors.person, look.slash);
  drawAlarm(context, hollow ? '#fff' : palette.alarm, look.alarm);
  context.restore();
};

function mixLooks(weights: Motion['weights']): void {
  for (const key of lookKeys) look[key] = 0;
  for (const state of voiceStates) {
    const weight = weights[state];
    if (Math.abs(weight) < 1e-4) continue;
    for (const key of lookKeys) look[key] += weight * orbLooks[state][key];
  }
}

function drawBody(
  {context, colors, flat, width, height}: Surface,
  motion: Motion,
  inside: OrbInside,
  size: number,
  answered: number,
): void {
  context.save();
  ripple(motion.assistant, motion.time, 2, Math.min(width, height) / 2);
  context.scale(size, size);
  context.beginPath();
  trace(context, 1, 0.026);
  context.fillStyle = colors.assistant;
  if (flat) context.fill();
  else {
    const picture = inside.picture(motion, answered, look.unrest);
    context.save();
    context.clip();
    context.drawImage(picture, -reachOfPicture, -reachOfPicture, 2 * reachOfPicture, 2 * reachOfPicture);
    context.restore();
  }
  if (look.pale > 0.01) {
    context.globalCompositeOperation = 'destination-out';
    context.globalAlpha = look.pale;
    context.fill();
  }
  context.restore();
}

/** A ring that ripples with the person's voice. It is filled, which takes less than to stroke it. */
function drawRing(
  context: CanvasRenderingContext2D,
  color: string,
  radius: number,
  said: number,
  alpha: number,
): void {
  if (alpha < 0.01) return;
  const half = context.lineWidth / 2;
  const middle = Math.min(1 - context.lineWidth, radius);
  context.globalAlpha = Math.min(1, alpha);
  context.fillStyle = color;
  context.beginPath();
  trace(context, middle - half, 0.035 * said);
  trace(context, middle + half, 0.035 * said);
  context.fill('evenodd');
}

/** Has outlines ripple with a voice: each third of it makes so many waves, and some more. @param half of the picture, in pixels */
function ripple(voice: Float32Array, time: number, waves: number, half: number): void {
  const isSilent = voice[1]! + voice[4]! + voice[7]! < 0.02;
  corners = isSilent ? 0 : Math.max(40, Math.min(maxCorners, Math.round(half / 2.6)));
  for (let corner = 0; corner < corners; corner++) {
    const angle = (corner / corners) * Math.PI * 2;
    ripples[corner] =
      voice[1]! * Math.sin(angle * waves - time * 1.3) +
      voice[4]! * Math.sin(angle * (waves + 1) + time * 2.1) +
      voice[7]! * Math.sin(angle * (waves + 3) - time * 2.9);
  }
}

/** Adds a circle, out of shape as it ripples. */
function trace(context: CanvasRenderingContext2D, radius: number, depth: number): void {
  context.moveTo(radius + depth * (corners && ripples[0]!), 0);
  if (!corners) context.arc(0, 0, radius, 0, Math.PI * 2);
  for (let corner = 1; corner < corners; corner++) {
    const angle = (corner / corners) * Math.PI * 2;
    const reach = radius + depth * ripples[corner]!;
    context.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  context.closePath();
}

function drawHalo(context: CanvasRenderingContext2D, halo: HTMLCanvasElement, strength: number): void {
  if (strength < 0.01) return;
  context.globalAlpha = Math.min(1, strength);
  context.drawImage(halo, -1, -1, 2, 2);
  context.globalAlpha = 1;
}

/** Over a picture, so that a sign on it can be read. */
function veil(context: CanvasRenderingContext2D, size: number, strength: number): void {
  context.globalAlpha = Math.min(1, strength) * 0.6;
  context.fillStyle = '#000';
  context.beginPath();
  context.arc(0, 0, size, 0, Math.PI * 2);
  context.fill();
}

/** By the canvas that they are drawn on. */
const insides = new WeakMap<Surface, OrbInside>();

function insideOf(surface: Surface): OrbInside {
  const inside = insides.get(surface) ?? new OrbInside();
  insides.set(surface, inside);
  inside.suit(surface, look);
  return inside;
}
