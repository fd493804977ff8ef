import {withDeadline} from '../../session/deadline.js';
import type {VoiceSession} from '../../session/voice-session.js';
import type {SharingState} from '../../state/sharing.js';
import {sharingError} from '../../state/sharing-error.js';
import type {VoiceStore} from '../../state/store.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Call} from './call.js';
import {captureVideo, type SharedSource} from './capture-video.js';

/** A server that does not take the track by then does not take it. */
const sendTimeoutMs = 15_000;

/** Camera or screen of the person in one call. Where it is on, the device is; it ends with the call at the latest. */
export class SharedTrack {
  readonly #source: SharedSource;
  readonly #call: Call;
  readonly #store: VoiceStore;
  readonly #changed: () => void;
  #state: SharingState | undefined;
  #stream: MediaStream | null = null;
  #started: Promise<void> | null = null;
  /** Aborts with what was started. */
  #end = new AbortController();

  /** @param changed called after each change of what can be read here */
  constructor(source: SharedSource, call: Call, store: VoiceStore, changed: () => void) {
    this.#source = source;
    this.#call = call;
    this.#store = store;
    this.#changed = changed;
  }

  /** Unset while it is off. */
  get state(): SharingState | undefined {
    return this.#state;
  }

  /** What the device sees, while it is open. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Has the browser ask, and sends what it gives. @throws {VoiceError} or a DOMException `AbortError` when it is stopped */
  start(): Promise<void> {
    if (!this.#started) {
      this.#end = new AbortController();
      this.#started = this.#start(AbortSignal.any([this.#call.signal, this.#end.signal]));
    }
    return this.#started;
  }

  /** Ends the track, and whatever is under way. */
  stop(): void {
    const track = this.#release();
    if (!track || !this.#store.snapshot.online) return;
    this.#give(null).catch(() => {}); // Nothing comes of an ended track anyway.
  }

  /** The session is gone; the device stays open for the next one, which is there in a moment. */
  sessionLost(): void {
    if (this.#stream) this.#become('opening');
  }

  /** Another session serves the call. */
  sessionOpened(): void {
    if (this.#stream) this.#send(this.#end.signal).catch(() => {}); // The person was told.
  }

  /** The server may not take it any more. */
  check(): void {
    if (this.#started && this.#store.snapshot.online && !this.isOffered) this.#fail(this.#lost('refused'));
  }

  /** Whether the session of the call takes it. */
  get isOffered(): boolean {
    const {online, capabilities} = this.#store.snapshot;
    return online && Boolean(capabilities?.[this.#source] && this.#setter);
  }

  get #setter(): VoiceSession['setCamera'] {
    const {session} = this.#call;
    return this.#source === 'camera' ? session?.setCamera : session?.setScreen;
  }

  async #give(track: MediaStreamTrack | null): Promise<void> {
    await this.#setter?.call(this.#call.session!, track);
  }

  async #start(signal: AbortSignal): Promise<void> {
    const solved = this.#store.snapshot.error?.code;
    this.#become('opening');
    try {
      const track = await captureVideo(this.#source, signal);
      if (signal.aborted) track.stop(); // Given up in the very moment in which it opened.
      signal.throwIfAborted();
      if (solved?.startsWith(this.#source)) this.#store.send({type: 'problem-solved', code: solved});
      this.#stream = new MediaStream([track]);
      track.onended = () => this.#ended();
      this.#changed();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
      throw error;
    }
    await this.#send(signal);
  }

  async #send(signal: AbortSignal): Promise<void> {
    if (!this.#store.snapshot.online) return this.sessionLost(); // It is sent as soon as there is one.
    try {
      if (!this.isOffered) throw this.#lost('refused');
      const [track] = this.#stream!.getTracks();
      await withDeadline(sendTimeoutMs, signal, () => this.#give(track!));
      if (this.#store.snapshot.online) this.#become('on');
    } catch (cause) {
      signal.throwIfAborted();
      if (!this.#store.snapshot.online) return;
      const error = this.#lost('not-sent', cause);
      this.#fail(error);
      throw error;
    }
  }

  /** It ended by itself: unplugged, forbidden, or by the browser's own “Stop sharing”, of which the person need not be told. */
  #ended(): void {
    if (this.#source === 'screen') this.stop();
    else this.#fail(this.#lost('ended'));
  }

  #lost(detail: string, cause?: unknown): Error {
    return sharingError(this.#source === 'camera' ? 'camera-lost' : 'screen-failed', {detail, cause});
  }

  #fail(error: unknown): void {
    this.stop();
    this.#store.send({type: 'problem', error: VoiceError.from(error)});
  }

  #release(): MediaStreamTrack | undefined {
    const [track] = this.#stream?.getTracks() ?? [];
    this.#stream = this.#started = null;
    this.#end.abort(new DOMException('It was turned off', 'AbortError'));
    if (track) {
      track.onended = null; // Chromium keeps a track with a listener alive, even when it has ended.
      track.stop();
    }
    if (this.#state) this.#become(undefined);
    return track;
  }

  #become(state: SharingState | undefined): void {
    this.#state = state;
    this.#changed();
  }
}
