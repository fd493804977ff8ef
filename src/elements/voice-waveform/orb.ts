import {loudness, type Motion} from './motion.js';
import {OrbInside, reachOfPicture} from './orb-inside.js';
import {orbLooks, type OrbLook} from './orb-looks.js';
import {drawAlarm, drawArc, drawComet, drawDashes, drawMicrophone} from './orb-signs.js';
import type {Surface, Visualizer} from './visualizer.js';
import {voiceStates} from './voice-state.js';

/**
 * Corners of an outline that a voice has put out of shape: as many as it takes to look round, and few enough for an
 * engine to fill it without sampling it several times. Worked out in each frame, as `look` is.
 */
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
  corners = Math.max(40, Math.round(half / 2.6));
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
  context.imageSmoothingEnabled = false; // What is enlarged is soft.
  if (hollow) {
    veil(context, size, Math.max(look.slash, look.alarm));
    context.lineWidth = 0.06 + 0.07 * answered;
    drawRing(context, motion, palette.line, 0.88, 0, speaking);
  } else {
    if (!flat) drawHalo(context, inside.halo, look.halo * (0.4 + 0.6 * Math.max(answered, said)));
    drawBody(surface, motion, inside, size, answered);
  }
  context.lineWidth = line;
  drawRing(context, motion, palette.line, size + 0.1 + 0.05 * said, said, rings * 0.95);
  drawRing(context, motion, palette.line, size + 0.21 + 0.08 * said, said, rings * (0.62 + 0.3 * said));
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
  {context, colors, flat}: Surface,
  motion: Motion,
  inside: OrbInside,
  size: number,
  answered: number,
): void {
  context.save();
  context.scale(size, size);
  context.beginPath();
  trace(context, motion.assistant, motion.time, 1, 2, 0.026);
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

/** A ring that ripples with the person's voice. It is filled, not stroked: that is half of the work. */
function drawRing(
  context: CanvasRenderingContext2D,
  {person, time}: Motion,
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
  trace(context, person, time * 1.3, middle - half, 3, 0.035 * said);
  trace(context, person, time * 1.3, middle + half, 3, 0.035 * said);
  context.fill('evenodd');
}

/** Adds a circle, put out of shape by a voice: each third of it makes so many waves, and some more. */
function trace(
  context: CanvasRenderingContext2D,
  voice: Float32Array,
  time: number,
  radius: number,
  waves: number,
  depth: number,
): void {
  if (voice[1]! + voice[4]! + voice[7]! < 0.02) {
    context.moveTo(radius, 0);
    context.arc(0, 0, radius, 0, Math.PI * 2);
    return;
  }
  for (let corner = 0; corner < corners; corner++) {
    const angle = (corner / corners) * Math.PI * 2;
    const ripple =
      voice[1]! * Math.sin(angle * waves - time * 1.3) +
      voice[4]! * Math.sin(angle * (waves + 1) + time * 2.1) +
      voice[7]! * Math.sin(angle * (waves + 3) - time * 2.9);
    const reach = radius + depth * ripple;
    const x = Math.cos(angle) * reach;
    const y = Math.sin(angle) * reach;
    if (corner) context.lineTo(x, y);
    else context.moveTo(x, y);
  }
  context.closePath();
}

function drawHalo(context: CanvasRenderingContext2D, halo: HTMLCanvasElement, strength: number): void {
  if (strength < 0.01) return;
  context.globalAlpha = Math.min(1, strength);
  context.save();
  context.resetTransform();
  context.drawImage(halo, 0, 0);
  context.restore();
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

/** Made anew only when the colours are other ones. */
function insideOf(surface: Surface): OrbInside {
  let inside = insides.get(surface);
  if (inside?.colors !== surface.colors) insides.set(surface, (inside = new OrbInside(surface)));
  inside.suit(look);
  return inside;
}
