import {PcmAudio} from '../../audio/pcm-audio.js';
import type {SessionSettings} from '../../session/settings.js';
import type {
  ConnectionStats,
  ConnectTimes,
  RespondOption,
  SessionFinding,
  VoiceSession,
  VoiceSessionStart,
} from '../../session/voice-session.js';
import {ElevenLabsCall} from './call.js';
import {capabilities} from './capabilities.js';
import {AgentConnection, type CreateAudio} from './connection.js';

/** Keeps the turns of conversations apart. */
let conversations = 0;

/**
 * Calls with an agent of ElevenLabs, over a WebSocket to the signed URL that the host's endpoint gives.
 * @see https://elevenlabs.io/docs/agents-platform/libraries/web-sockets
 */
export class ElevenLabsSession implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'websocket';
  readonly #settings: () => SessionSettings;
  readonly #createAudio: CreateAudio;
  #call: ElevenLabsCall | null = null;
  /** Aborts when the conversation that was started last is stopped. */
  #stopped = new AbortController();
  #microphone: MediaStreamTrack | null = null;

  /**
   * @param settings read at each start, so that a changed page is heard
   * @param createAudio makes what captures and plays
   */
  constructor(
    settings: () => SessionSettings,
    createAudio: CreateAudio = listener => new PcmAudio(listener, settings().workletUrl),
  ) {
    this.#settings = settings;
    this.#createAudio = createAudio;
  }

  prepare(): void {
    import('../../session/preconnect.js').then(
      ({preconnect}) => {
        const {tokenEndpoint} = this.#settings();
        // The host says in which part of the world the agent is: no other is contacted.
        if (tokenEndpoint && !this.#call) preconnect(tokenEndpoint);
      },
      () => {}, // A call does without.
    );
  }

  async start(start: VoiceSessionStart): Promise<void> {
    this.stop();
    this.#stopped = new AbortController();
    const signal = AbortSignal.any([start.signal, this.#stopped.signal]);
    signal.throwIfAborted();
    const suffix = conversations++ ? `~${conversations}` : '';
    const connection = new AgentConnection(this.#createAudio);
    const call = new ElevenLabsCall(connection, this.#settings, {...start, signal}, suffix);
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

  stop(): void {
    this.#stopped.abort(new DOMException('The call was stopped', 'AbortError'));
    this.#call?.close();
    this.#call = null;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#call?.setMicrophone(track);
  }

  interrupt(): void {
    this.#call?.interrupt();
  }

  sendText(text: string, _id: string, options: RespondOption): void {
    this.#call?.sendText(text, options);
  }

  /** Has what the user said last responded to. A greeting, which comes with instructions, is the agent's own. */
  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    if (!instructions) this.#call?.requestResponse();
  }

  sendToolResult(callId: string, output: string, options: RespondOption): void {
    this.#call?.sendToolResult(callId, output, options);
  }

  answerApproval(requestId: string, approved: boolean): void {
    this.#call?.answerApproval(requestId, approved);
  }

  sendContext(text: string, id?: string): void {
    this.#call?.sendContext(text, id);
  }

  measure(): Promise<ConnectionStats | null> {
    return Promise.resolve(this.#call?.connection.measure() ?? null);
  }

  async connectTimes(since: number, openedAt: number): Promise<ConnectTimes> {
    const {requestTo} = await import('../../session/request-time.js');
    const request = requestTo(this.#settings().tokenEndpoint, since);
    return {
      tokenMs: request?.duration,
      answerMs: request && openedAt - request.responseEnd,
    };
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.#settings(), signal);
  }
}

/* As `conversation/backends.ts` asks for it. */
export {ElevenLabsSession as Session};
