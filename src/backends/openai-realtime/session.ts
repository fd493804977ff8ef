import type {AgentRun} from '../../session/agent.js';
import {CallSession} from '../../session/call-session.js';
import type {ToolDefinition} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {
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

/** Calls over the OpenAI Realtime protocol: OpenAI's own server, and every compatible one. */
export class OpenAIRealtimeSession extends CallSession<OpenAIRealtimeCall> implements VoiceSession {
  readonly capabilities = capabilities;
  readonly #loadWebSocket: (workletUrl?: string) => Promise<RealtimeConnection>;
  readonly #createConnection: () => RealtimeConnection;

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
    super(settings);
    this.#loadWebSocket = loadWebSocket;
    this.#createConnection = createConnection;
  }

  get transport(): 'webrtc' | 'websocket' | undefined {
    return this.call?.connection.transport;
  }

  get expiresAt(): number | undefined {
    return this.call?.expiresAt;
  }

  prepare(): void {
    import('./prepare.js').then(
      ({prepare}) => this.call ?? prepare(this.settings()),
      () => {}, // A call does without.
    );
  }

  startTalking(): void {
    this.call?.talk(true);
  }

  stopTalking(): void {
    this.call?.talk(false);
  }

  sendImage(dataUrl: string, id: string, options: RespondOption): void {
    this.call?.sendImage(dataUrl, id, options);
  }

  say(text: string): void {
    this.call?.requestResponse(`Say exactly this, and nothing else: ${JSON.stringify(text)}`);
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.call?.setTools(tools);
  }

  answerApproval(requestId: string, approved: boolean, reason?: string): void {
    this.call?.answerApproval(requestId, approved, reason);
  }

  attachAgent(agent: AgentRun | null): void {
    this.call?.attachAgent(agent as RealtimeAgentRun | null);
  }

  configure(changed: Partial<SessionSettings>): void {
    this.call?.configure(changed);
  }

  clear(): void {
    this.call?.clear();
  }

  async connectTimes(since: number, openedAt: number): Promise<ConnectTimes> {
    const {connectTimes} = await import('./connect-times.js');
    return connectTimes(since, openedAt, this.settings(), this.transport);
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.settings(), signal);
  }

  protected override connect(start: VoiceSessionStart, suffix: string): Promise<void> {
    const {transport, workletUrl} = this.settings();
    const loadWebSocket = () => this.#loadWebSocket(workletUrl);
    return overTransport(transport, this.#createConnection, loadWebSocket, connection => {
      start.signal.throwIfAborted();
      return this.open(new OpenAIRealtimeCall(connection, this.settings, start, suffix));
    });
  }
}

/* As `conversation/backends.ts` asks for it. */
export {OpenAIRealtimeSession as Session};
