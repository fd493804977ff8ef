import type {Motion} from './motion.js';
import {orbPalette, type OrbMood, type OrbPalette} from './orb-palette.js';
import type {Surface} from './visualizer.js';

/** Pixels of a side. The lights within the body are soft: they are painted small, and enlarged. */
const side = 36;
/** In radians: lights that have turned by less are where they were. */
const visibleTurn = 0.04;
/** In seconds: what is so soft needs no more pictures. */
const visibleTime = 1 / 30;
/** Of the picture within a body with radius 1: beyond it, as a voice puts the body out of shape. */
export const reachOfPicture = 1.2;

/**
 * The light within an orb, and around it: painted only when it is seen to change, and about as large as it is
 * shown, so that in a frame its pixels need only be copied.
 */
export class OrbInside {
  /** Those of the surface. It has other ones when its size is another one, too. */
  readonly colors: Surface['colors'];
  palette!: OrbPalette;
  readonly #surface: Surface;
  readonly #half: number;
  readonly #halo: CanvasRenderingContext2D;
  readonly #soft = canvasOf(side, side);
  readonly #large: CanvasRenderingContext2D;
  readonly #gloss: CanvasRenderingContext2D;
  #mood = NaN;
  #turn = NaN;
  #time = NaN;

  constructor(surface: Surface) {
    const {width, height} = surface;
    const size = Math.min(width, height);
    this.#surface = surface;
    this.colors = surface.colors;
    this.#half = size / 2;
    this.#large = canvasOf(size, size);
    this.#gloss = canvasOf(size, size);
    this.#halo = canvasOf(width, height);
  }

  get halo(): HTMLCanvasElement {
    return this.#halo.canvas;
  }

  suit(mood: OrbMood): void {
    const number = mood.chroma + 7 * mood.dashes + 49 * mood.alarm;
    if (Math.abs(number - this.#mood) < 0.01) return;
    this.#mood = number;
    this.#turn = this.#time = NaN;
    this.palette = orbPalette(this.#surface, mood);
    const half = this.#half;
    fillAnew(this.#gloss, half / reachOfPicture, this.palette.gloss);
    fillAnew(this.#halo, half, [this.palette.halo]);
  }

  /** @param answered how loud the assistant is, 0 to 1 @param unrest how far lights wander */
  picture({turn, time}: Motion, answered: number, unrest: number): HTMLCanvasElement {
    const {canvas} = this.#large;
    if (Math.abs(turn - this.#turn) < visibleTurn || Math.abs(time - this.#time) < visibleTime) return canvas;
    this.#turn = turn;
    this.#time = time;
    this.#paint(turn, answered, unrest);
    this.#large.drawImage(this.#soft.canvas, 0, 0, canvas.width, canvas.height);
    this.#large.drawImage(this.#gloss.canvas, 0, 0);
    return canvas;
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

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d')!;
}
