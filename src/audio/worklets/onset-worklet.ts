/* The file that `AudioWorklet.addModule` loads to hear the user begin to speak. It is built as a single file. */
import {OnsetProcessor} from './onset-processor.js';
import {scope} from './worklet-scope.js';

scope.registerProcessor?.('voice-onset', OnsetProcessor);

/** Its own address, for a page that imports it as a chunk of a bundle. */
export const url = import.meta.url;
