import {addWorklet, pcmWorklet} from './add-worklet.js';
import {MicrophoneError} from './microphone.js';
import type {
  CaptureCommand,
  CapturedChunk,
  PlaybackCommand,
  PlaybackReport,
  WorkletOptions,
} from './worklets/messages.js';

/** Told what happens to the sound. Nothing is told after `close()`. */
export interface PcmListener {
  /** A chunk of what the microphone hears, at the input rate. */
  captured(chunk: CapturedChunk): void;
  /** A chunk of the assistant's sound begins to be heard, or goes on after it had run dry. */
  playing(id: number): void;
  /** A chunk ran dry: the network is late. */
  starved(id: number): void;
  /** A chunk was played to its end, or its end was cut off. */
  ended(id: number): void;
  /** The system has stopped all sound, as for a phone call, and does not let it go on; or it goes on after all. */
  interrupted(interrupted: boolean): void;
}

/** A chunk of the assistant's sound (one spoken message) that was cut. */
export interface CutChunk {
  readonly id: number;
  /** Milliseconds of it that came out of the speaker. */
  readonly heardMs: number;
}

/** Samples per second in either direction. */
export interface PcmRates {
  readonly input: number;
  readonly output: number;
}

/** How far a chunk is. */
interface Progress {
  /** Samples that were pushed. */
  pushed: number;
  /** Samples that had been played at the last report. */
  readonly played: number;
  /** Context time of the report while the chunk is playing; null while it is not. */
  readonly since: number | null;
}

/** A short stop, as while the system changes devices, is none to speak of. */
const graceMs = 1_500;
/** The audio thread answers within milliseconds, or stands still. */
const flushTimeoutMs = 100;

/** Events of a person's touch, after which a browser lets sound begin. */
const gestures = ['pointerup', 'keydown', 'touchend'] as const;

/**
 * Seconds until the speaker has what a context plays. Firefox on Linux is not asked: it holds the lock of its sound
 * graph while it asks the system's sound server, which may be waiting for that graph. Page and sound then hang for good.
 */
function latencyOf(context: AudioContext): number {
  const mayHang = /X11.*Firefox/.test(navigator.userAgent);
  return (!mayHang && context.outputLatency) || context.baseLatency || 0;
}

/**
 * Microphone and assistant as PCM, for connections that carry sound as data. One AudioContext for both; the
 * assistant's sound comes out as a stream, so that an audio element plays it, with its volume, its device, and the
 * browser's echo canceller listening.
 * @see https://www.w3.org/TR/webaudio/#AudioWorklet
 */
export class PcmAudio {
  /** The assistant's sound. */
  readonly stream: MediaStream;
  readonly #context: AudioContext;
  readonly #listener: PcmListener;
  readonly #workletUrl: string | undefined;
  readonly #destination: MediaStreamAudioDestinationNode;
  readonly #progress = new Map<number, Progress>();
  readonly #closed = new AbortController();
  #rates: PcmRates | null = null;
  #capture: AudioWorkletNode | null = null;
  #playback: AudioWorkletNode | null = null;
  #microphone: MediaStreamTrack | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #flushed: (() => void)[] = [];
  /** It has run: what never runs, as without a sound device, is not interrupted. */
  #ran = false;
  #interrupted = false;
  #grace: ReturnType<typeof setTimeout> | undefined;

  /** @param workletUrl folder of the worklet's file, where it is not found by itself */
  constructor(listener: PcmListener, workletUrl?: string) {
    this.#listener = listener;
    this.#workletUrl = workletUrl;
    this.#context = new AudioContext({latencyHint: 'interactive'});
    this.#destination = new MediaStreamAudioDestinationNode(this.#context, {channelCount: 1});
    this.stream = this.#destination.stream;
    const {signal} = this.#closed;
    const resume = () => this.#resume();
    resume();
    for (const gesture of gestures) document.addEventListener(gesture, resume, {signal, capture: true});
    document.addEventListener('visibilitychange', resume, {signal});
    window.addEventListener('pageshow', resume, {signal});
    this.#context.addEventListener('statechange', () => this.#stateChanged(), {signal});
  }

  /**
   * Loads the worklets, and keeps from then on what the microphone hears, until `start`. Rejects where they cannot be
   * fetched or are not allowed.
   */
  async load(): Promise<void> {
    await addWorklet(this.#context, pcmWorklet, this.#workletUrl);
    if (this.#closed.signal.aborted) return;
    this.#capture = new AudioWorkletNode(this.#context, 'voice-capture', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    this.#capture.port.onmessage = ({data}: MessageEvent<CapturedChunk | 'flushed'>) => {
      if (data !== 'flushed') return this.#listener.captured(data);
      for (const resolve of this.#flushed.splice(0)) resolve();
    };
    this.#connectMicrophone();
  }

  /** Begins, at these rates, with what the microphone has heard since `load`. To be called once, after that. */
  start(rates: PcmRates): void {
    if (this.#closed.signal.aborted) return;
    this.#rates = rates;
    this.#tellCapture({rate: rates.input});
    this.#playback = new AudioWorkletNode(this.#context, 'voice-playback', {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions: {rate: rates.output} satisfies WorkletOptions,
    });
    this.#playback.port.onmessage = ({data}: MessageEvent<PlaybackReport>) => this.#report(data);
    this.#playback.connect(this.#destination);
  }

  /** Resolves when the listener has everything that was heard so far; within 100 ms also where nothing is heard. */
  async flush(): Promise<void> {
    if (!this.#capture) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>(resolve => {
      timer = setTimeout(resolve, flushTimeoutMs);
      this.#flushed.push(resolve);
      this.#tellCapture('flush');
    });
    clearTimeout(timer);
  }

  /**
   * The track to listen to; null for none. May come at any time.
   * @throws {MicrophoneError} `unsupported` where the browser does not take the track's rate
   */
  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#connectMicrophone();
  }

  /** Plays more of a chunk; a new id is a chunk behind the others. The samples are given away. */
  push(id: number, samples: Int16Array<ArrayBuffer>): void {
    const progress = this.#progress.get(id) ?? {pushed: 0, played: 0, since: null};
    progress.pushed += samples.length;
    this.#progress.set(id, progress);
    this.#post({type: 'push', id, samples}, [samples.buffer]);
  }

  /** No more will come of a chunk. */
  complete(id: number): void {
    this.#post({type: 'complete', id});
  }

  /** Silences everything that was pushed. @returns how much of each chunk was heard, oldest first */
  cut(): CutChunk[] {
    const cut = [...this.#progress].map(([id, progress]) => ({id, heardMs: this.#heardMs(progress)}));
    this.#progress.clear();
    this.#post({type: 'cut'});
    return cut;
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#grace);
    for (const node of [this.#capture, this.#playback]) if (node) node.port.onmessage = null;
    this.#source?.disconnect();
    for (const track of this.stream.getTracks()) track.stop();
    this.#source = this.#capture = this.#playback = null;
    if (this.#context.state !== 'closed') this.#context.close().catch(() => {});
  }

  /** Not awaited: without a sound device, before a gesture, or during a phone call, it does not settle. */
  #resume(): void {
    if (this.#context.state !== 'running') this.#context.resume().catch(() => {});
  }

  #stateChanged(): void {
    clearTimeout(this.#grace);
    const runs = this.#context.state === 'running';
    this.#ran ||= runs;
    if (runs) this.#tellInterrupted(false);
    else if (this.#ran) this.#grace = setTimeout(() => this.#tellInterrupted(true), graceMs);
    this.#resume();
  }

  #tellInterrupted(interrupted: boolean): void {
    if (interrupted === this.#interrupted) return;
    this.#interrupted = interrupted;
    this.#listener.interrupted(interrupted);
  }

  #tellCapture(command: CaptureCommand): void {
    this.#capture?.port.postMessage(command);
  }

  #post(command: PlaybackCommand, transfer: Transferable[] = []): void {
    this.#playback?.port.postMessage(command, transfer);
  }

  #connectMicrophone(): void {
    this.#source?.disconnect();
    this.#source = null;
    if (!this.#capture || !this.#microphone) return;
    const mediaStream = new MediaStream([this.#microphone]);
    try {
      this.#source = new MediaStreamAudioSourceNode(this.#context, {mediaStream});
    } catch (error) {
      throw new MicrophoneError('unsupported', error); // Firefox, where the rates differ.
    }
    this.#source.connect(this.#capture);
  }

  #report({state, id, played, time}: PlaybackReport): void {
    const progress = this.#progress.get(id);
    if (!progress) return; // It was cut.
    if (state === 'ended') this.#progress.delete(id);
    else this.#progress.set(id, {...progress, played, since: state === 'playing' ? time : null});
    this.#listener[state](id);
  }

  /** Between two reports, a chunk that plays advances with the clock of the context. */
  #heardMs({pushed, played, since}: Progress): number {
    const secondsSince = since === null ? 0 : this.#context.currentTime - since - latencyOf(this.#context);
    const samples = played + secondsSince * this.#rates!.output;
    return Math.floor((Math.min(pushed, Math.max(0, samples)) / this.#rates!.output) * 1000);
  }
}
