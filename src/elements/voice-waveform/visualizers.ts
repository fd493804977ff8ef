import {drawBars} from './bars.js';
import type {Visualizer, VisualizerName} from './visualizer.js';

/** Every visualizer. What is not the default is loaded when it is first wanted. */
export const visualizers: Readonly<Record<VisualizerName, () => Promise<{draw: Visualizer | null}>>> = {
  bars: () => Promise.resolve({draw: drawBars}),
  wave: () => import('./wave.js'),
  orb: () => import('./orb.js'),
  none: () => Promise.resolve({draw: null}),
};
