/* The file that `AudioWorklet.addModule` loads to hear the user begin to speak. It is built as a single file. */
import {OnsetProcessor} from './onset-processor.js';
import {scope} from './worklet-scope.js';

scope.registerProcessor('voice-onset', OnsetProcessor);
