import type {SessionSettings} from '../../session/settings.js';
import type {
  ConnectionStats,
  ConnectTimes,
  RespondOption,
  SessionFinding,
  VoiceSession,
  VoiceSessionStart,
} from '../../session/voice-session.js';
import type {EndReason} from '../../state/voice-event.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import {WebRTCConnection} from '../../transports/webrtc.js';
import {PipecatCall} from './call.js';
import {capabilities} from './capabilities.js';
import type {DailyCall} from './daily-call.js';

/** Keeps the turns of sessions apart. */
let sessions = 0;

/** What a page may give a session besides its settings. */
export interface PipecatOptions {
  /**
   * A call object of `@daily-co/daily-js`, made by the page, which is joined as the call starts unless it was. Sound and
   * messages go over Daily then, and the endpoint is not asked.
   */
  readonly dailyCall?: DailyCall;
}

/**
 * Calls with a bot of Pipecat: over WebRTC to an endpoint of the host that answers an offer, or over a call object of Daily.
 * @see https://docs.pipecat.ai/client/rtvi-standard
 */
export class PipecatSession implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'webrtc';
  readonly #settings: () => SessionSettings;
  readonly #createConnection: () => RealtimeConnection | Promise<RealtimeConnection>;
  #call: PipecatCall | null = null;
  /** Aborts when the call that was started last is stopped. */
  #stopped = new AbortController();
  #microphone: MediaStreamTrack | null = null;
  #muted = false;
  /** A connection of the same call that was lost. */
  #lostConnectionId: string | undefined;

  /**
   * @param settings read at each start; a page that brings its own session may give the options in its place
   * @param createConnection what the messages go over, in the place of WebRTC
   */
  constructor(
    settings: (() => SessionSettings) | PipecatOptions = {},
    createConnection?: () => RealtimeConnection,
  ) {
    const {dailyCall} = typeof settings === 'function' ? {} : settings;
    this.#settings = typeof settings === 'function' ? settings : () => ({});
    this.#createConnection =
      createConnection ??
      (dailyCall
        ? async () => new (await import('./daily-connection.js')).DailyConnection(dailyCall)
        : () => new WebRTCConnection());
  }

  prepare(): void {
    import('../../transports/prepare-endpoint.js').then(
      ({prepare}) => this.#call ?? prepare(this.#settings()),
      () => {}, // A call does without.
    );
  }

  async start(start: VoiceSessionStart): Promise<void> {
    this.#close();
    const stop = (this.#stopped = new AbortController());
    const signal = AbortSignal.any([start.signal, stop.signal]);
    signal.throwIfAborted();
    const past = {connectionId: this.#lostConnectionId, muted: this.#muted};
    const suffix = sessions++ ? `~${sessions}` : '';
    const created = this.#createConnection();
    // Under zone.js the promises of `async` functions are not instances of `Promise`.
    const connection = 'then' in created ? await created : created;
    signal.throwIfAborted();
    const call = new PipecatCall(connection, this.#settings, {...start, signal}, past, suffix);
    this.#call = call;
    call.setMicrophone(this.#microphone);
    const stopped = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true}),
    );
    try {
      await Promise.race([call.open(), stopped]);
    } catch (error) {
      call.close();
      throw error;
    }
  }

  /** A bot is told nothing: it learns of the end by the connection. */
  stop(reason?: EndReason): void {
    // Where it was lost, and is to be repaired, the bot goes on.
    this.#lostConnectionId = reason ? undefined : this.#call?.connectionId || this.#lostConnectionId;
    this.#close();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#call?.setMicrophone(track);
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#call?.setMuted(muted);
  }

  interrupt(): void {
    this.#call?.interrupt();
  }

  sendText(text: string, _id: string, options: RespondOption): void {
    this.#call?.sendText(text, options);
  }

  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    this.#call?.requestResponse(instructions);
  }

  say(text: string): void {
    this.#call?.say(text);
  }

  sendToolResult(callId: string, output: string, options: RespondOption): void {
    this.#call?.sendToolResult(callId, output, options);
  }

  sendContext(text: string, id?: string): void {
    this.#call?.sendContext(text, id);
  }

  measure(): Promise<ConnectionStats | null> {
    return this.#call?.connection.measure?.() ?? Promise.resolve(null);
  }

  async connectTimes(since: number, openedAt: number): Promise<ConnectTimes> {
    const {requestTo} = await import('../../session/request-time.js');
    const request = requestTo(this.#settings().sessionEndpoint, since);
    return {answerMs: request?.duration, channelMs: request && openedAt - request.responseEnd};
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('../../transports/diagnose-endpoint.js');
    return diagnose(this.#settings(), signal);
  }

  #close(): void {
    this.#stopped.abort(new DOMException('The call was stopped', 'AbortError'));
    this.#call?.close();
    this.#call = null;
  }
}

/* As `conversation/backends.ts` asks for it. */
export {PipecatSession as Session};
