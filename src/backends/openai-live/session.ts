import type {ToolDefinition} from '../../session/session-event.js';
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
import {LiveCall} from './call.js';
import {capabilities} from './capabilities.js';
import {ClientTasks} from './client-tasks.js';
import {reconnectTwice} from './reconnect-twice.js';

/** Keeps the turns of sessions apart. */
let sessions = 0;

/**
 * Calls with GPT-Live: full duplex, over WebRTC, made by an endpoint of the host.
 * @see https://developers.openai.com/api/docs/guides/live
 */
export class OpenAILiveSession implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'webrtc';
  readonly reconnectPolicy = reconnectTwice;
  readonly #settings: () => SessionSettings;
  readonly #createConnection: () => RealtimeConnection;
  readonly #tasks = new ClientTasks(() => this.#call);
  #call: LiveCall | null = null;
  /** Aborts when the session that was started last is stopped. */
  #stopped = new AbortController();
  #microphone: MediaStreamTrack | null = null;
  #muted = false;
  #tools: readonly ToolDefinition[] = [];
  /** The stored session that the call goes on from. */
  #previousSessionId: string | undefined;

  /** @param settings read at each start, so that a changed page is heard */
  constructor(
    settings: () => SessionSettings,
    createConnection = (): RealtimeConnection => new WebRTCConnection(),
  ) {
    this.#settings = settings;
    this.#createConnection = createConnection;
  }

  get expiresAt(): number | undefined {
    return this.#call?.session.expiresAt;
  }

  prepare(): void {
    import('../../transports/prepare-endpoint.js').then(
      ({prepare}) => this.#call ?? prepare(this.#settings()),
      () => {}, // A call does without.
    );
  }

  async start(start: VoiceSessionStart): Promise<void> {
    this.#close();
    this.#stopped = new AbortController();
    const signal = AbortSignal.any([start.signal, this.#stopped.signal]);
    signal.throwIfAborted();
    const past = {previousSessionId: this.#previousSessionId, tools: this.#tools, muted: this.#muted};
    const suffix = sessions++ ? `~${sessions}` : '';
    const call = new LiveCall(
      this.#createConnection(),
      this.#settings,
      {...start, signal},
      past,
      this.#tasks,
      suffix,
    );
    this.#call = call;
    call.connection.setMicrophone(this.#microphone);
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

  stop(reason?: EndReason): void {
    if (reason) {
      this.#previousSessionId = undefined;
      this.#tasks.abort();
    } else {
      // It was lost, and is to be repaired: tasks of the page go on.
      this.#previousSessionId = this.#call?.session.storedId ?? this.#previousSessionId;
    }
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

  sendText(text: string, id: string, options: RespondOption): void {
    this.#call?.sendText(text, id, options);
  }

  sendImage(dataUrl: string, _id: string, options: RespondOption): void {
    this.#call?.sendImage(dataUrl, options);
  }

  /** A greeting, which comes with instructions, is the host's. */
  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    if (!instructions) this.#call?.requestResponse();
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.#tools = tools;
    this.#call?.setTools(tools);
  }

  sendToolResult(callId: string, output: string, options: RespondOption): void {
    this.#call?.sendToolResult(callId, output, options);
  }

  answerApproval(requestId: string, approved: boolean, reason?: string): void {
    this.#call?.answerApproval(requestId, approved, reason);
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
export {OpenAILiveSession as Session};
