/* The file that `AudioWorklet.addModule` loads to hear somebody begin to speak. Built into one piece. */
import {OnsetProcessor} from './onset-processor.js';
import {scope} from './worklet-scope.js';

scope.registerProcessor('voice-onset', OnsetProcessor);
