import {outsideZones} from '../../state/outside-zones.js';

export type Draw = (time: number) => void;

const draws = new Set<Draw>();
let frame = 0;

const tick: Draw = time => {
  frame = requestAnimationFrame(tick);
  for (const draw of draws) draw(time);
};

/** Calls `draw` with every frame: one loop for all waveforms of the page, and none when no waveform draws. */
export function startDrawing(draw: Draw): void {
  draws.add(draw);
  frame ||= outsideZones(() => requestAnimationFrame(tick));
}

export function stopDrawing(draw: Draw): void {
  draws.delete(draw);
  if (draws.size) return;
  cancelAnimationFrame(frame);
  frame = 0;
}
