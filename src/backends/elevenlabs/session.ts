import {PcmAudio} from '../../audio/pcm-audio.js';
import {CallSession} from '../../session/call-session.js';
import type {SessionSettings} from '../../session/settings.js';
import type {
  ConnectTimes,
  SessionFinding,
  VoiceSession,
  VoiceSessionStart,
} from '../../session/voice-session.js';
import type {CreateAudio} from '../../transports/sound-socket.js';
import {ElevenLabsCall} from './call.js';
import {capabilities} from './capabilities.js';
import {AgentConnection} from './connection.js';

/**
 * Calls with an agent of ElevenLabs, over a WebSocket to the signed URL that the host's endpoint gives.
 * @see https://elevenlabs.io/docs/agents-platform/libraries/web-sockets
 */
export class ElevenLabsSession extends CallSession<ElevenLabsCall> implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'websocket';
  readonly #createAudio: CreateAudio;

  /**
   * @param settings read at each start, so that a changed page is heard
   * @param createAudio makes what captures and plays
   */
  constructor(
    settings: () => SessionSettings,
    createAudio: CreateAudio = listener => new PcmAudio(listener, settings().workletUrl),
  ) {
    super(settings);
    this.#createAudio = createAudio;
  }

  prepare(): void {
    import('../../session/preconnect.js').then(
      ({preconnect}) => {
        const {tokenEndpoint} = this.settings();
        // The host says in which part of the world the agent is: no other is contacted.
        if (tokenEndpoint && !this.call) preconnect(tokenEndpoint);
      },
      () => {}, // A call does without.
    );
  }

  answerApproval(requestId: string, approved: boolean): void {
    this.call?.answerApproval(requestId, approved);
  }

  async connectTimes(since: number, openedAt: number): Promise<ConnectTimes> {
    const {requestTo} = await import('../../session/request-time.js');
    const request = requestTo(this.settings().tokenEndpoint, since);
    return {
      tokenMs: request?.duration,
      answerMs: request && openedAt - request.responseEnd,
    };
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.settings(), signal);
  }

  protected override connect(start: VoiceSessionStart, suffix: string): Promise<void> {
    const connection = new AgentConnection(this.#createAudio);
    return this.open(new ElevenLabsCall(connection, this.settings, start, suffix));
  }
}

/* As `conversation/backends.ts` asks for it. */
export {ElevenLabsSession as Session};
