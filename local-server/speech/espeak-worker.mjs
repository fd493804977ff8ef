// Runs eSpeak NG away from the main thread: a sentence takes up to 250 ms, a frame must go out every 20 ms.
// Plain JavaScript, since worker threads of Node 20 do not inherit the TypeScript loader.
import {parentPort, workerData} from 'node:worker_threads';
import loadEspeak from '@echogarden/espeak-ng-emscripten';

/** The number of the job that is to be given up, written by the main thread. */
const cancelled = new Int32Array(workerData.cancelled);

const espeak = await loadEspeak();
const synthesizer = new espeak.eSpeakNGWorker();
// The first sentence of a voice is slow; say one before the first call needs it.
synthesizer.set_voice('en-us');
synthesizer.synthesize('ready', () => false);
parentPort.postMessage({type: 'ready'});

parentPort.on('message', ({id, text, voice, pitch, rate}) => {
  try {
    synthesizer.set_voice(voice);
    synthesizer.set_pitch(pitch);
    synthesizer.set_rate(rate);
    synthesizer.synthesize(text, pcm => {
      if (Atomics.load(cancelled, 0) === id) return true;
      if (pcm && pcm.length > 0) parentPort.postMessage({type: 'sound', id, pcm}, [pcm.buffer]);
      return false;
    });
    parentPort.postMessage({type: 'end', id});
  } catch (error) {
    parentPort.postMessage({type: 'end', id, error: String(error)});
  }
});
