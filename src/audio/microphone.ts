/** Why there is no microphone. */
export type MicrophoneProblem = 'denied' | 'missing' | 'busy' | 'policy' | 'insecure' | 'unsupported';

/** The microphone could not be opened. */
export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem, cause?: unknown) {
    super(problem, {cause});
    this.problem = problem;
  }
}

/** What the microphone is opened with. All processing is on unless switched off. */
export interface MicrophoneOptions {
  /** A device id. A device that is gone never prevents a call: another one is taken. */
  deviceId?: string;
  /** @default true */
  echoCancellation?: boolean;
  /** @default true */
  noiseSuppression?: boolean;
  /** @default true */
  autoGainControl?: boolean;
}

/** A person may take their time over the permission prompt, but not for ever. */
const promptTimeoutMs = 120_000;
/** Once permission stands, a device that does not open is stuck. */
const deviceTimeoutMs = 15_000;

/**
 * The person's microphone: one live track at a time, and a mute that stays true. The mute holds before the
 * first track, on every track that replaces another, and until `unmute`.
 * @see https://www.w3.org/TR/mediacapture-streams/
 */
export class Microphone {
  #track: MediaStreamTrack | null = null;
  #stream: MediaStream | null = null;
  #muted = false;
  #opening: AbortController | null = null;
  /** Asked for once, as browsers keep every answer for as long as the page lives; it stays up to date. */
  #permission: Promise<PermissionStatus | null> | null = null;
  #onLost: () => void;

  /** @param onLost called when the live track ends by itself: unplugged, or permission withdrawn. */
  constructor(onLost: () => void = () => {}) {
    this.#onLost = onLost;
  }

  /** The live track, or null. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** The live track as a stream, for the level meter. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    if (this.#track) this.#track.enabled = !muted;
  }

  /**
   * Opens the microphone and replaces the live track by the new one, muted if this microphone is.
   * @throws {MicrophoneError} or the signal's reason. Nothing stays open then.
   */
  async open(options: MicrophoneOptions, signal: AbortSignal): Promise<MediaStreamTrack> {
    this.#opening?.abort(); // This opening takes over.
    const opening = (this.#opening = new AbortController());
    const wanted = AbortSignal.any([signal, opening.signal]);
    const track = await capture(options, wanted, this.#permissionGranted());
    if (wanted.aborted) {
      track.stop(); // Given up in the very moment in which it opened.
      throw wanted.reason;
    }
    this.#replace(track);
    return track;
  }

  /** Ends the track and any opening on its way. */
  release(): void {
    this.#opening?.abort();
    this.#opening = null;
    this.#replace(null);
  }

  async #permissionGranted(): Promise<boolean> {
    this.#permission ??= microphonePermission();
    return (await this.#permission)?.state === 'granted';
  }

  #replace(track: MediaStreamTrack | null): void {
    const old = this.#track;
    this.#track = track;
    this.#stream = track && new MediaStream([track]);
    if (track) {
      track.enabled = !this.#muted;
      track.onended = () => this.#onLost();
    }
    if (!old) return;
    old.onended = null; // Chromium keeps a track with a listener alive, even when it has ended.
    old.stop();
  }
}

async function capture(
  options: MicrophoneOptions,
  signal: AbortSignal,
  permissionGranted: Promise<boolean>,
): Promise<MediaStreamTrack> {
  signal.throwIfAborted();
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia)
    throw new MicrophoneError(globalThis.isSecureContext === false ? 'insecure' : 'unsupported');
  const audio = {
    echoCancellation: options.echoCancellation ?? true,
    noiseSuppression: options.noiseSuppression ?? true,
    autoGainControl: options.autoGainControl ?? true,
  };
  const {deviceId} = options;
  const ask = (wish?: ConstrainDOMStringParameters) =>
    devices.getUserMedia({audio: wish ? {...audio, deviceId: wish} : audio});
  // Chromium takes a mere wish for none. One that cannot be met (unplugged, or an id that iOS has changed) is a
  // wish again, so that it never prevents a call.
  const asked = deviceId
    ? ask({exact: deviceId}).catch((error: unknown) => {
        signal.throwIfAborted();
        if ((error as Error).name !== 'OverconstrainedError') throw error;
        return ask({ideal: deviceId});
      })
    : ask();
  asked.catch(() => {}); // Handled below; this only keeps an early refusal from counting as unhandled.
  const timeout = new AbortController();
  const giveUp = () => timeout.abort(new MicrophoneError('busy'));
  const timers = [setTimeout(giveUp, promptTimeoutMs)];
  void permissionGranted.then(granted => {
    if (granted && timers.length) timers.push(setTimeout(giveUp, deviceTimeoutMs));
  });
  try {
    const stream = await until(asked, AbortSignal.any([signal, timeout.signal]));
    const [track] = stream.getAudioTracks();
    if (!track) throw new MicrophoneError('missing');
    return track;
  } catch (error) {
    // The prompt may still be answered later: that stream comes too late, and is stopped.
    asked.then(stopStream, () => {});
    throw error instanceof MicrophoneError || error === signal.reason ? error : explain(error as Error);
  } finally {
    timers.splice(0).forEach(clearTimeout);
  }
}

function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, {once: true});
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** By name: WebKit's `OverconstrainedError` is no DOMException, and means that there is no microphone at all. */
function explain(error: Error): MicrophoneError {
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new MicrophoneError(forbiddenByPolicy() ? 'policy' : 'denied', error);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new MicrophoneError('missing', error);
    default:
      return new MicrophoneError('busy', error);
  }
}

/** Whether the person allowed the microphone, or null where the browser does not tell. No prompt is shown. */
export async function microphonePermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({name: 'microphone'});
  } catch {
    return null; // Not every browser lets the microphone be queried.
  }
}

/** Chromium lists what the system prefers a second time, under these ids. Every conversation loads this file anyway. */
export const deviceAliases: readonly string[] = ['default', 'communications'];

/** @see https://www.w3.org/TR/permissions-policy/ (Chromium only; elsewhere a refusal reads as denied) */
export function forbiddenByPolicy(): boolean {
  const {featurePolicy} = document as {featurePolicy?: {allowsFeature(name: string): boolean}};
  return featurePolicy ? !featurePolicy.allowsFeature('microphone') : false;
}
