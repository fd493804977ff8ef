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
import type {EndReason} from '../../state/voice-event.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import {WebRTCConnection} from '../../transports/webrtc.js';
import {LiveCall} from './call.js';
import {capabilities} from './capabilities.js';
import {ClientTasks} from './client-tasks.js';
import {reconnectTwice} from './reconnect-twice.js';

/**
 * Calls with GPT-Live: full duplex, over WebRTC, made by an endpoint of the host.
 * @see https://developers.openai.com/api/docs/guides/live
 */
export class OpenAILiveSession extends CallSession<LiveCall> implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'webrtc';
  readonly reconnectPolicy = reconnectTwice;
  readonly #createConnection: () => RealtimeConnection;
  readonly #tasks = new ClientTasks(() => this.call);
  #muted = false;
  #tools: readonly ToolDefinition[] = [];
  /** The stored session that the call goes on from. */
  #previousSessionId: string | undefined;

  /** @param settings read at each start, so that a changed page is heard */
  constructor(
    settings: () => SessionSettings,
    createConnection = (): RealtimeConnection => new WebRTCConnection(),
  ) {
    super(settings);
    this.#createConnection = createConnection;
  }

  get expiresAt(): number | undefined {
    return this.call?.session.expiresAt;
  }

  prepare(): void {
    import('../../transports/prepare-endpoint.js').then(
      ({prepare}) => this.call ?? prepare(this.settings()),
      () => {}, // A call does without.
    );
  }

  override stop(reason?: EndReason): void {
    if (reason) {
      this.#previousSessionId = undefined;
      this.#tasks.abort();
    } else {
      // It was lost, and is to be repaired: tasks of the page go on.
      this.#previousSessionId = this.call?.session.storedId ?? this.#previousSessionId;
    }
    super.stop();
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.call?.setMuted(muted);
  }

  sendImage(dataUrl: string, _id: string, options: RespondOption): void {
    this.call?.sendImage(dataUrl, options);
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.#tools = tools;
    this.call?.setTools(tools);
  }

  answerApproval(requestId: string, approved: boolean, reason?: string): void {
    this.call?.answerApproval(requestId, approved, reason);
  }

  async connectTimes(since: number, openedAt: number): Promise<ConnectTimes> {
    const {requestTo} = await import('../../session/request-time.js');
    const request = requestTo(this.settings().sessionEndpoint, since);
    return {answerMs: request?.duration, channelMs: request && openedAt - request.responseEnd};
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('../../transports/diagnose-endpoint.js');
    return diagnose(this.settings(), signal);
  }

  protected override connect(start: VoiceSessionStart, suffix: string): Promise<void> {
    const past = {previousSessionId: this.#previousSessionId, tools: this.#tools, muted: this.#muted};
    const connection = this.#createConnection();
    return this.open(new LiveCall(connection, this.settings, start, past, this.#tasks, suffix));
  }
}

/* As `conversation/backends.ts` asks for it. */
export {OpenAILiveSession as Session};
