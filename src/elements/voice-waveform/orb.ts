import {loudness, type Motion} from './motion.js';
import {orbLooks, type OrbLook} from './orb-looks.js';
import {orbPalette, type OrbPalette} from './orb-palette.js';
import {drawAlarm, drawArc, drawComet, drawDashes, drawMicrophone} from './orb-signs.js';
import type {Surface, Visualizer} from './visualizer.js';
import {voiceStates} from './voice-state.js';

const steps = 72;
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
  for (const key of lookKeys) {
    look[key] = 0;
    for (const state of voiceStates) look[key] += motion.weights[state] * orbLooks[state][key];
  }
  const palette = paletteOf(surface);
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
  context.lineCap = context.lineJoin = 'round';
  if (hollow) {
    veil(context, size, Math.max(look.slash, look.alarm));
    context.lineWidth = 0.06 + 0.07 * answered;
    drawRing(context, motion, palette.line, 0.88, 0, speaking);
  } else {
    drawBody(surface, motion, palette, size, answered);
    if (!flat) drawHalo(context, palette, look.halo * (0.4 + 0.6 * Math.max(answered, said)));
  }
  context.lineWidth = line;
  drawRing(context, motion, palette.line, size + 0.1 + 0.05 * said, said, rings * 0.95);
  drawRing(context, motion, palette.line, size + 0.21 + 0.08 * said, said, rings * (0.62 + 0.3 * said));
  context.lineWidth = line * 1.8;
  drawArc(context, palette.line, motion.turn * 4, look.arc);
  drawComet(context, palette.spark, motion.turn * 1.5, look.comet);
  drawDashes(context, palette.amber, motion.turn * 2, look.dashes);
  drawMicrophone(context, hollow ? '#fff' : colors.person, look.slash);
  drawAlarm(context, hollow ? '#fff' : colors.danger, look.alarm);
  context.restore();
};

function drawBody(
  {context, colors, flat}: Surface,
  {assistant, time, turn}: Motion,
  palette: OrbPalette,
  size: number,
  answered: number,
): void {
  context.save();
  context.scale(size, size);
  trace(context, assistant, time, 1, 2, 0.022);
  context.fillStyle = flat ? colors.assistant : palette.base;
  context.fill();
  context.globalCompositeOperation = 'source-atop';
  for (let light = 0; light < palette.lights.length && !flat; light++) {
    const angle = turn * (light % 2 ? 1 : -0.8) + light * 2.1;
    const distance = 0.3 + 0.34 * look.unrest * Math.sin(turn * 3 + light * 1.7) + 0.12 * answered;
    const reach = 0.62 + 0.18 * Math.sin(turn * 3.5 + light) + 0.18 * answered;
    context.save();
    context.translate(Math.cos(angle) * distance, Math.sin(angle * 1.1 + light) * distance);
    context.rotate(angle + light);
    context.scale(reach * 1.3, reach * 0.8); // Like folds of silk.
    context.fillStyle = palette.lights[light]!;
    context.fillRect(-1, -1, 2, 2);
    context.restore();
  }
  for (let layer = 0; layer < palette.gloss.length && !flat; layer++) {
    context.fillStyle = palette.gloss[layer]!;
    context.fillRect(-1.2, -1.2, 2.4, 2.4);
  }
  context.globalCompositeOperation = 'destination-out';
  context.globalAlpha = look.pale;
  context.fillStyle = '#000';
  context.fill();
  context.globalCompositeOperation = 'source-atop';
  context.globalAlpha = 1;
  context.lineWidth = 0.025;
  context.strokeStyle = palette.rim;
  context.stroke();
  context.restore();
}

/** A ring that ripples with the person's voice. */
function drawRing(
  context: CanvasRenderingContext2D,
  {person, time}: Motion,
  color: string,
  radius: number,
  said: number,
  alpha: number,
): void {
  if (alpha < 0.01) return;
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = color;
  trace(context, person, time * 1.3, Math.min(1 - context.lineWidth, radius), 5, 0.03 * said);
  context.stroke();
}

/** A circle, put out of shape by a voice: each third of it makes so many waves, and some more. */
function trace(
  context: CanvasRenderingContext2D,
  voice: Float32Array,
  time: number,
  radius: number,
  waves: number,
  depth: number,
): void {
  context.beginPath();
  for (let step = 0; step < steps; step++) {
    const angle = (step / steps) * Math.PI * 2;
    const ripple =
      voice[1]! * Math.sin(angle * waves - time * 1.3) +
      voice[4]! * Math.sin(angle * (waves + 1) + time * 2.1) +
      voice[7]! * Math.sin(angle * (waves + 3) - time * 2.9);
    const reach = radius + depth * ripple;
    context.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  context.closePath();
}

/** Behind the body. */
function drawHalo(context: CanvasRenderingContext2D, {halo}: OrbPalette, strength: number): void {
  context.globalCompositeOperation = 'destination-over';
  context.globalAlpha = Math.min(1, strength);
  context.fillStyle = halo;
  context.fillRect(-1, -1, 2, 2);
  context.globalCompositeOperation = 'source-over';
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
const palettes = new WeakMap<Surface, {colors: object; mood: number; palette: OrbPalette}>();

/** Made anew only when the colours are other ones. */
function paletteOf(surface: Surface): OrbPalette {
  const {colors} = surface;
  const mood = look.chroma + 7 * look.dashes + 49 * look.alarm;
  const known = palettes.get(surface);
  if (known?.colors === colors && Math.abs(known.mood - mood) < 0.01) return known.palette;
  const palette = orbPalette(surface, look);
  palettes.set(surface, {colors, mood, palette});
  return palette;
}
