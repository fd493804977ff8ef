import type {Motion} from './motion.js';
import {orbPalette, type OrbMood, type OrbPalette} from './orb-palette.js';
import type {Surface} from './visualizer.js';

/** Pixels of a side. The lights within the body are soft: they are painted small, and enlarged. */
const side = 36;
/** In radians: lights that have turned by less are where they were. */
const visibleTurn = 0.04;
/** In seconds: what is so soft needs no more pictures. */
const visibleTime = 1 / 30;
/** Between two moods: what is still within an orb, and around it, looks the same. */
const visibleMood = 0.05;
const unknownMood: OrbMood = {chroma: NaN, dashes: NaN, alarm: NaN};
/** Pixels of a side: what is larger is enlarged. */
const maxSide = 640;
/** Of the picture within a body with radius 1: beyond it, as a voice puts the body out of shape. */
export const reachOfPicture = 1.2;

/**
 * The light within an orb, and around it: painted only when it is seen to change, and about as large as it is
 * shown, so that in a frame its pixels need only be copied.
 */
export class OrbInside {
  palette!: OrbPalette;
  readonly #soft = canvasOf(side);
  readonly #large = canvasOf(0);
  readonly #gloss = canvasOf(0);
  readonly #halo = canvasOf(0);
  /** A surface has other ones when its size is another one, too. */
  #colors: Surface['colors'] | null = null;
  #size = 0;
  #mood: OrbMood = unknownMood;
  #paintedMood: OrbMood = unknownMood;
  #turn = NaN;
  #time = NaN;

  /** The glow around the body, in a square. */
  get halo(): HTMLCanvasElement {
    this.#paintStill();
    return this.#halo.canvas;
  }

  /** To be called with each frame. */
  suit(surface: Surface, mood: OrbMood): void {
    const {colors, width, height} = surface;
    if (colors === this.#colors && difference(this.#mood, mood) < 0.005) return;
    if (colors !== this.#colors) this.#paintedMood = unknownMood;
    this.#colors = colors;
    this.#size = Math.min(maxSide, width, height);
    const {chroma, dashes, alarm} = mood; // The same object has other numbers in the next frame.
    this.#mood = {chroma, dashes, alarm};
    this.#turn = this.#time = NaN;
    this.palette = orbPalette(surface, this.#mood);
  }

  /** @param answered how loud the assistant is, 0 to 1 @param unrest how far lights wander */
  picture({turn, time}: Motion, answered: number, unrest: number): HTMLCanvasElement {
    const {canvas} = this.#large;
    if (Math.abs(turn - this.#turn) < visibleTurn || Math.abs(time - this.#time) < visibleTime) return canvas;
    this.#turn = turn;
    this.#time = time;
    this.#paintStill();
    this.#paint(turn, answered, unrest);
    this.#large.drawImage(this.#soft.canvas, 0, 0, canvas.width, canvas.height);
    this.#large.drawImage(this.#gloss.canvas, 0, 0);
    return canvas;
  }

  /** Only where it is shown: around a picture, and in the colours of the user, there is none of it. */
  #paintStill(): void {
    if (difference(this.#mood, this.#paintedMood) < visibleMood) return;
    this.#paintedMood = this.#mood;
    for (const {canvas} of [this.#large, this.#gloss, this.#halo])
      if (canvas.width !== this.#size) canvas.width = canvas.height = this.#size;
    fillAnew(this.#gloss, this.#size / 2 / reachOfPicture, this.palette.gloss);
    fillAnew(this.#halo, this.#size / 2, [this.palette.halo]);
  }

  #paint(turn: number, answered: number, unrest: number): void {
    const context = this.#soft;
    const {base, lights} = this.palette;
    const unit = side / 2 / reachOfPicture;
    context.setTransform(unit, 0, 0, unit, side / 2, side / 2);
    context.fillStyle = base;
    context.fillRect(-2, -2, 4, 4);
    for (let light = 0; light < lights.length; light++) {
      const angle = turn * (light % 2 ? 1 : -0.8) + light * 2.1;
      const distance = 0.3 + 0.34 * unrest * Math.sin(turn * 3 + light * 1.7) + 0.12 * answered;
      const reach = 0.62 + 0.18 * Math.sin(turn * 3.5 + light) + 0.18 * answered;
      context.setTransform(unit, 0, 0, unit, side / 2, side / 2);
      context.translate(Math.cos(angle) * distance, Math.sin(angle * 1.1 + light) * distance);
      context.rotate(angle + light);
      context.scale(reach * 1.3, reach * 0.8); // Like folds of silk.
      context.fillStyle = lights[light]!;
      context.fillRect(-1, -1, 2, 2);
    }
  }
}

/** @param unit pixels of one, from the middle */
function fillAnew(context: CanvasRenderingContext2D, unit: number, fills: readonly CanvasGradient[]): void {
  const {width, height} = context.canvas;
  context.setTransform(unit, 0, 0, unit, width / 2, height / 2);
  context.clearRect(-2, -2, 4, 4);
  for (const fill of fills) {
    context.fillStyle = fill;
    context.fillRect(-2, -2, 4, 4);
  }
}

/** NaN, which is no less than anything, where one of them is not known. */
function difference(one: OrbMood, other: OrbMood): number {
  return Math.hypot(one.chroma - other.chroma, one.dashes - other.dashes, one.alarm - other.alarm);
}

function canvasOf(side: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  return canvas.getContext('2d')!;
}
