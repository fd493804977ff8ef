import type {SessionSettings} from './settings.js';
import type {ConnectionStats, RespondOption, VoiceSessionStart} from './voice-session.js';

type Stats = ConnectionStats | null;

/** What a session has to know of one call of its own. */
export interface SessionCall {
  /** Where it is measured, unless the session does that itself. */
  readonly connection?: {close(): void; measure?(): Stats | Promise<Stats>};
  /** @throws {VoiceError} or the signal's reason */
  open(): Promise<void>;
  /** Lets go of everything. Harmless when that was done. */
  close(): void;
  setMicrophone(track: MediaStreamTrack | null): void;
  interrupt(): void;
  sendText(text: string, id: string, options: RespondOption): void;
  /** @param instructions what it is to be about */
  requestResponse(instructions?: string): void;
  sendToolResult(callId: string, output: string, options: RespondOption): void;
  sendContext(text: string, id?: string): void;
}

/** Keeps the turns of calls apart: servers may count items anew in each. */
let calls = 0;

/** A session that makes an object for each call: has one at the most, ends it, and passes on what every backend takes. */
export abstract class CallSession<Call extends SessionCall> {
  protected readonly settings: () => SessionSettings;
  /** The call that was started last, until it is stopped. */
  protected call: Call | null = null;
  /** Aborts when the call that was started last is stopped. */
  #stopped = new AbortController();
  #microphone: MediaStreamTrack | null = null;

  /** @param settings read at each start, so that a changed page is heard */
  constructor(settings: () => SessionSettings) {
    this.settings = settings;
  }

  /** @throws {VoiceError} or the signal's reason */
  async start(start: VoiceSessionStart): Promise<void> {
    this.stop();
    const stopped = (this.#stopped = new AbortController()).signal;
    const signal = AbortSignal.any([start.signal, stopped]);
    signal.throwIfAborted();
    // What is closed as it opens may never say how that ended.
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true}),
    );
    try {
      await Promise.race([this.connect({...start, signal}, calls++ ? `~${calls}` : ''), aborted]);
    } catch (error) {
      if (!stopped.aborted) this.call?.close(); // It is still this one.
      throw error;
    }
  }

  stop(): void {
    this.#stopped.abort();
    this.call?.close();
    this.call = null;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.call?.setMicrophone(track);
  }

  interrupt(): void {
    this.call?.interrupt();
  }

  sendText(text: string, id: string, options: RespondOption): void {
    this.call?.sendText(text, id, options);
  }

  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    this.call?.requestResponse(instructions);
  }

  sendToolResult(callId: string, output: string, options: RespondOption): void {
    this.call?.sendToolResult(callId, output, options);
  }

  sendContext(text: string, id?: string): void {
    this.call?.sendContext(text, id);
  }

  async measure(): Promise<Stats> {
    return (await this.call?.connection?.measure?.()) ?? null;
  }

  /** Makes a call, and opens it. @param suffix keeps its turns apart from those of another */
  protected abstract connect(start: VoiceSessionStart, suffix: string): Promise<void>;

  /** Opens a call, which takes the place of one that did not open. */
  protected open(call: Call): Promise<void> {
    this.call?.close();
    this.call = call;
    call.setMicrophone(this.#microphone);
    return call.open();
  }
}
