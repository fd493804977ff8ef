/* The file that `AudioWorklet.addModule` loads. It is built as a single file, so that it can be served as it is. */
import {CaptureProcessor} from './capture-processor.js';
import {PlaybackProcessor} from './playback-processor.js';
import {scope} from './worklet-scope.js';

scope.registerProcessor?.('voice-capture', CaptureProcessor);
scope.registerProcessor?.('voice-playback', PlaybackProcessor);

/** Its own address, for a page that imports it as a chunk of a bundle. */
export const url = import.meta.url;
