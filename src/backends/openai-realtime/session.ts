import type {AgentRun} from '../../session/agent.js';
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
import {overTransport} from '../../transports/choose-transport.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import {WebRTCConnection} from '../../transports/webrtc.js';
import type {RealtimeAgentRun} from './agent-run.js';
import {OpenAIRealtimeCall} from './call.js';
import {capabilities} from './capabilities.js';

/** Servers may count items from 1 in each call. */
let calls = 0;

/** Calls over the OpenAI Realtime protocol: OpenAI's own server, and every compatible one. */
export class OpenAIRealtimeSession implements VoiceSession {
  readonly capabilities = capabilities;
  readonly #settings: () => SessionSettings;
  readonly #loadWebSocket: (workletUrl?: string) => Promise<RealtimeConnection>;
  readonly #createConnection: () => RealtimeConnection;
  #call: OpenAIRealtimeCall | null = null;
  /** Aborts when the call that was started last is stopped. */
  #stopped = new AbortController();
  #microphone: MediaStreamTrack | null = null;

  /**
   * @param settings read at each start, so that a changed page is heard
   * @param loadWebSocket makes the connection for where WebRTC is not wanted, or not to be had
   */
  constructor(
    settings: () => SessionSettings,
    loadWebSocket = async (workletUrl?: string): Promise<RealtimeConnection> =>
      (await import('./websocket-with-sound.js')).createWebSocketConnection(workletUrl),
    createConnection = (): RealtimeConnection => new WebRTCConnection(),
  ) {
    this.#settings = settings;
    this.#loadWebSocket = loadWebSocket;
    this.#createConnection = createConnection;
  }

  get transport(): 'webrtc' | 'websocket' | undefined {
    return this.#call?.connection.transport;
  }

  get expiresAt(): number | undefined {
    return this.#call?.expiresAt;
  }

  prepare(): void {
    import('./prepare.js').then(
      ({prepare}) => this.#call ?? prepare(this.#settings()),
      () => {}, // A call does without.
    );
  }

  start(start: VoiceSessionStart): Promise<void> {
    this.stop();
    this.#stopped = new AbortController();
    const signal = AbortSignal.any([start.signal, this.#stopped.signal]);
    const {transport, workletUrl} = this.#settings();
    const loadWebSocket = () => this.#loadWebSocket(workletUrl);
    const opened = overTransport(transport, this.#createConnection, loadWebSocket, connection => {
      signal.throwIfAborted();
      this.#call?.close();
      const suffix = calls++ ? `~${calls}` : '';
      this.#call = new OpenAIRealtimeCall(connection, this.#settings, {...start, signal}, suffix);
      this.#call.setMicrophone(this.#microphone);
      return this.#call.open();
    });
    // A peer connection that is closed as it opens never says how that ended.
    const stopped = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true}),
    );
    return Promise.race([opened, stopped]);
  }

  stop(): void {
    this.#stopped.abort(new DOMException('The call was stopped', 'AbortError'));
    this.#call?.close();
    this.#call = null;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#call?.setMicrophone(track);
  }

  startTalking(): void {
    this.#call?.talk(true);
  }

  stopTalking(): void {
    this.#call?.talk(false);
  }

  interrupt(): void {
    this.#call?.interrupt();
  }

  sendText(text: string, id: string, options: RespondOption): void {
    this.#call?.sendText(text, id, options);
  }

  sendImage(dataUrl: string, id: string, options: RespondOption): void {
    this.#call?.sendImage(dataUrl, id, options);
  }

  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    this.#call?.requestResponse(instructions);
  }

  say(text: string): void {
    this.#call?.requestResponse(`Say exactly this, and nothing else: ${JSON.stringify(text)}`);
  }

  setTools(tools: readonly ToolDefinition[]): void {
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

  attachAgent(agent: AgentRun | null): void {
    this.#call?.attachAgent(agent as RealtimeAgentRun | null);
  }

  configure(changed: Partial<SessionSettings>): void {
    this.#call?.configure(changed);
  }

  clear(): void {
    this.#call?.clear();
  }

  measure(): Promise<ConnectionStats | null> {
    return this.#call?.connection.measure?.() ?? Promise.resolve(null);
  }

  async connectTimes(since: number, openedAt: number): Promise<ConnectTimes> {
    const {connectTimes} = await import('./connect-times.js');
    return connectTimes(since, openedAt, this.#settings(), this.transport);
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.#settings(), signal);
  }
}

/* As `conversation/backends.ts` asks for it. */
export {OpenAIRealtimeSession as Session};
