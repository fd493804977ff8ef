import {draw} from './orb.js';
import type {Visualizer, VisualizerName} from './visualizer.js';

/** Every visualizer. What is not the default is loaded when it is first wanted. */
export const visualizers: Readonly<Record<VisualizerName, () => Promise<{draw: Visualizer | null}>>> = {
  orb: () => Promise.resolve({draw}),
  bars: () => import('./bars.js'),
  wave: () => import('./wave.js'),
  none: () => Promise.resolve({draw: null}),
};
