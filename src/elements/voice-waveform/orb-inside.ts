import {orbPalette, type OrbMood, type OrbPalette} from './orb-palette.js';
import type {Surface} from './visualizer.js';

/** Pixels of a side. All of it is soft: it is drawn small, and enlarged. */
const side = 56;
/** In radians: lights that have turned by less are where they were. */
const visibleTurn = 0.04;
/** Reaches beyond the body, which a voice puts out of shape. */
const reachOfPicture = 1.2;

/** The light within an orb, and around it: painted in few pixels, and only when it is seen to move. */
export class OrbInside {
  readonly palette: OrbPalette;
  readonly halo: HTMLCanvasElement;
  readonly #context = small();
  #turn = NaN;

  constructor(surface: Surface, mood: OrbMood) {
    const halo = small();
    this.palette = orbPalette(surface, mood);
    halo.setTransform(side / 2, 0, 0, side / 2, side / 2, side / 2);
    halo.fillStyle = this.palette.halo;
    halo.fillRect(-1, -1, 2, 2);
    this.halo = halo.canvas;
  }

  /** @param turn in radians @param answered how loud the assistant is, 0 to 1 @param unrest how far lights wander */
  picture(turn: number, answered: number, unrest: number): HTMLCanvasElement {
    const context = this.#context;
    if (Math.abs(turn - this.#turn) < visibleTurn) return context.canvas;
    this.#turn = turn;
    const {base, lights, gloss} = this.palette;
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
    context.setTransform(unit, 0, 0, unit, side / 2, side / 2);
    for (const light of gloss) {
      context.fillStyle = light;
      context.fillRect(-2, -2, 4, 4);
    }
    return context.canvas;
  }
}

function small(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  return canvas.getContext('2d')!;
}
