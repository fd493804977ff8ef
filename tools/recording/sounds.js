/* An AudioWorklet that posts when sounds begin and end, in seconds of its context. */
/* global AudioWorkletProcessor, currentTime, registerProcessor, sampleRate */

/** Quieter is silence; a silence that is shorter belongs to the sound. */
const [audible, pauseSeconds] = [0.01, 0.4];

class Sounds extends AudioWorkletProcessor {
  sounding = false;
  lastHeard = -Infinity;

  process([[samples]]) {
    const heard = sample => Math.abs(sample) > audible;
    const first = samples?.findIndex(heard) ?? -1;
    if (first >= 0) {
      if (!this.sounding) this.port.postMessage({began: currentTime + first / sampleRate});
      this.sounding = true;
      this.lastHeard = currentTime + samples.findLastIndex(heard) / sampleRate;
    } else if (this.sounding && currentTime - this.lastHeard > pauseSeconds) {
      this.port.postMessage({ended: this.lastHeard});
      this.sounding = false;
    }
    return true;
  }
}

registerProcessor('sounds', Sounds);
