/** Silence below this, full scale at 0 dB: the range of a voice that is worth drawing, in decibels. */
const floorDecibels = -60;

let sharedContext: AudioContext | null = null;
let users = 0;
/** Of the shared context. A source lives as long as its context, also when it is disconnected: one a stream will do. */
let sources = new WeakMap<MediaStream, MediaStreamAudioSourceNode>();

/** One context for all meters of the page, closed when none of them measures. */
function acquireContext(): AudioContext {
  sharedContext ??= new AudioContext({latencyHint: 'interactive'});
  users++;
  // The system may stop it, as for a phone call.
  sharedContext.onstatechange = resume;
  resume();
  return sharedContext;
}

/** Not awaited: without a sound device it may never settle. */
function resume(): void {
  if (sharedContext && sharedContext.state !== 'running') sharedContext.resume().catch(() => {});
}

function releaseContext(): void {
  if (--users > 0) return;
  if (sharedContext) sharedContext.onstatechange = null;
  sharedContext?.close().catch(() => {});
  sharedContext = null;
  sources = new WeakMap();
}

function sourceOf(mediaStream: MediaStream, context: AudioContext): MediaStreamAudioSourceNode {
  const source = sources.get(mediaStream) ?? new MediaStreamAudioSourceNode(context, {mediaStream});
  sources.set(mediaStream, source);
  return source;
}

/** Measures one stream from its making to its `close()`. @see https://www.w3.org/TR/webaudio/#AnalyserNode */
export class AnalyserTap {
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  readonly #spectrum: Uint8Array<ArrayBuffer>;
  /** The first bin beyond each band. */
  #ends: readonly number[] = [];

  /** @throws DOMException where the browser does not take the stream's rate; nothing is kept then */
  constructor(stream: MediaStream) {
    const context = acquireContext();
    try {
      this.#source = sourceOf(stream, context);
    } catch (error) {
      releaseContext();
      throw error;
    }
    // Not smoothed: the node would do so per reading, so that a faster screen saw another movement.
    this.#analyser = new AnalyserNode(context, {fftSize: 512, smoothingTimeConstant: 0});
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#spectrum = new Uint8Array(this.#analyser.frequencyBinCount);
    this.#source.connect(this.#analyser);
  }

  /** Loudness from 0 (silence) to 1, on a decibel scale. */
  level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / this.#samples.length + 1e-12);
    return Math.min(1, Math.max(0, 1 - decibels / floorDecibels));
  }

  /** Fills `bands` with the loudness of as many frequency bands, low to high, each 0 to 1. */
  bands(bands: Float32Array): void {
    this.#analyser.getByteFrequencyData(this.#spectrum);
    if (this.#ends.length !== bands.length) this.#ends = bandEnds(bands.length, this.#spectrum.length);
    let bin = 1;
    for (let band = 0; band < bands.length; band++) {
      let peak = 0;
      for (; bin < this.#ends[band]!; bin++) peak = Math.max(peak, this.#spectrum[bin] ?? 0);
      bands[band] = peak / 255;
    }
  }

  close(): void {
    this.#source.disconnect(this.#analyser);
    releaseContext();
  }
}

/** Each band is wider than the one before, as in hearing. */
function bandEnds(bands: number, bins: number): number[] {
  const voiced = Math.floor(bins / 3); // up to 8 kHz at 48 kHz: above is little of a voice
  let end = 1;
  return Array.from(
    {length: bands},
    (_, band) => (end = Math.max(end + 1, Math.round(Math.pow(voiced, (band + 1) / bands)))),
  );
}
