/** Silence below this, full scale at 0 dB: the range of a voice that is worth drawing, in decibels. */
const floorDecibels = -60;

let sharedContext: AudioContext | null = null;
let users = 0;

/** One context for all meters of the page, running only while somebody looks. */
function acquireContext(): AudioContext {
  users++;
  sharedContext ??= new AudioContext({latencyHint: 'interactive'});
  // Not awaited: without a sound device it may never settle.
  if (sharedContext.state !== 'running') sharedContext.resume().catch(() => {});
  return sharedContext;
}

function releaseContext(): void {
  if (--users > 0) return;
  sharedContext?.close().catch(() => {});
  sharedContext = null;
}

/**
 * How loud a stream is, for whoever draws it. Nothing runs until the first `level()` or `bands()`, and
 * nothing after `close()`.
 * @see https://www.w3.org/TR/webaudio/#AnalyserNode
 */
export class LevelMeter {
  readonly #stream: () => MediaStream | null;
  readonly #viewers = new Set<object>();
  #measured: MediaStream | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #analyser: AnalyserNode | null = null;
  #samples = new Float32Array(0);
  #spectrum = new Uint8Array(0);

  /** @param stream what to measure now; may change, or be null, at any time */
  constructor(stream: () => MediaStream | null) {
    this.#stream = stream;
  }

  /** Loudness from 0 (silence) to 1, on a decibel scale. */
  level(): number {
    const analyser = this.#connected();
    if (!analyser) return 0;
    analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / this.#samples.length + 1e-12);
    return Math.min(1, Math.max(0, 1 - decibels / floorDecibels));
  }

  /** Fills `bands` with the loudness of as many frequency bands, low to high, each 0 to 1. */
  bands(bands: Float32Array): void {
    const analyser = this.#connected();
    if (!analyser) {
      bands.fill(0);
      return;
    }
    analyser.getByteFrequencyData(this.#spectrum);
    const voiced = Math.floor(this.#spectrum.length / 3); // up to 8 kHz at 48 kHz: above is little of a voice
    let bin = 1;
    for (let band = 0; band < bands.length; band++) {
      // Each band is wider than the one before, as in hearing.
      const end = Math.max(bin + 1, Math.round(Math.pow(voiced, (band + 1) / bands.length)));
      let peak = 0;
      for (; bin < end; bin++) peak = Math.max(peak, this.#spectrum[bin] ?? 0);
      bands[band] = peak / 255;
    }
  }

  /** Says that `viewer` reads again and again: nobody else's `close` stops the measuring meanwhile. */
  open(viewer: object): void {
    this.#viewers.add(viewer);
  }

  /** Ends `open`. Stops measuring when no viewer is left; the next reading starts it again. */
  close(viewer?: object): void {
    if (viewer) this.#viewers.delete(viewer);
    if (!this.#viewers.size) this.#disconnect();
  }

  #disconnect(): void {
    if (!this.#source) return;
    this.#source.disconnect();
    this.#source = this.#analyser = this.#measured = null;
    releaseContext();
  }

  #connected(): AnalyserNode | null {
    const stream = this.#stream();
    if (stream === this.#measured) return this.#analyser;
    this.#disconnect();
    if (!stream?.getAudioTracks().length) return null;
    const context = acquireContext();
    this.#measured = stream;
    // Not smoothed: the node would do so per reading, so that a faster screen saw another movement.
    this.#analyser = new AnalyserNode(context, {fftSize: 512, smoothingTimeConstant: 0});
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#spectrum = new Uint8Array(this.#analyser.frequencyBinCount);
    this.#source = new MediaStreamAudioSourceNode(context, {mediaStream: stream});
    this.#source.connect(this.#analyser);
    return this.#analyser;
  }
}
