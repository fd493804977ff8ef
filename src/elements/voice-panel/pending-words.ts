import type {PanelHost} from '../panel-host.js';

/** What is typed while the text field is on its way. */
export const pendingWords = new WeakMap<PanelHost, string>();
