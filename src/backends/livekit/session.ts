import type {ToolDefinition} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {
  ConnectionStats,
  ConnectTimes,
  RespondOption,
  SessionFinding,
  VideoSize,
  VoiceSession,
  VoiceSessionStart,
} from '../../session/voice-session.js';
import {RoomCall} from './call.js';
import {capabilities} from './capabilities.js';
import {loadLibrary, type Library} from './library.js';

/**
 * Calls with an agent in a LiveKit room, over `livekit-client`. The host's `token-endpoint` answers with
 * `{server_url, participant_token}`.
 * @see https://docs.livekit.io/agents/
 */
export class LiveKitSession implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'webrtc';
  readonly #settings: () => SessionSettings;
  readonly #loadLibrary: () => Promise<Library>;
  #call: RoomCall | null = null;
  /** Aborts when the session that was started last is stopped. */
  #stopped = new AbortController();
  #microphone: MediaStreamTrack | null = null;
  #muted = false;
  #tools: readonly ToolDefinition[] = [];

  /**
   * @param settings read at each start, so that a changed page is heard
   * @param library the library, where it is not to be imported
   */
  constructor(settings: () => SessionSettings, library = loadLibrary) {
    this.#settings = settings;
    this.#loadLibrary = library;
  }

  prepare(): void {
    import('./prepare.js').then(
      ({prepare}) => this.#call ?? prepare(this.#settings()),
      () => {}, // A call does without.
    );
    this.#loadLibrary().catch(() => {}); // A call tells why.
  }

  /** @throws {VoiceError} `unsupported` without the library, `token-…`, `connect-…`, or the signal's reason */
  async start(start: VoiceSessionStart): Promise<void> {
    this.#close();
    this.#stopped = new AbortController();
    const signal = AbortSignal.any([start.signal, this.#stopped.signal]);
    signal.throwIfAborted();
    const stopped = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true}),
    );
    stopped.catch(() => {}); // Also awaited below.
    const library = await Promise.race([this.#loadLibrary(), stopped]);
    const past = {microphone: this.#microphone, muted: this.#muted, tools: this.#tools};
    const call = (this.#call = new RoomCall(library, this.#settings, {...start, signal}, past));
    try {
      await Promise.race([call.open(), stopped]);
    } catch (error) {
      call.close();
      throw error;
    }
  }

  stop(): void {
    this.#close();
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#call?.microphone.set(track);
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#call?.microphone.setMuted(muted);
  }

  async setCamera(track: MediaStreamTrack | null): Promise<void> {
    await this.#call?.video.send('camera', track);
  }

  async setScreen(track: MediaStreamTrack | null): Promise<void> {
    await this.#call?.video.send('screen', track);
  }

  watchVideo(size: VideoSize | null): void {
    this.#call?.video.watch(size);
  }

  startTalking(): void {
    this.#call?.requests.send('startTurn');
  }

  stopTalking(): void {
    this.#call?.requests.send('endTurn');
  }

  interrupt(): void {
    this.#call?.interrupt();
  }

  sendText(text: string, _id: string, {respond}: RespondOption): void {
    this.#call?.sendText(text, respond);
  }

  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    this.#call?.requestResponse(instructions);
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.#tools = tools;
    this.#call?.tools.set(tools);
  }

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    this.#call?.sendToolResult(callId, output, respond);
  }

  answerApproval(requestId: string, approved: boolean, reason?: string): void {
    this.#call?.tools.answer(requestId, JSON.stringify({approved, reason}));
  }

  sendContext(text: string, id?: string): void {
    this.#call?.requests.want('context', {text, id}, id ?? text);
  }

  configure(): void {
    this.#call?.tellSettings();
  }

  measure(): Promise<ConnectionStats | null> {
    return this.#call?.measure() ?? Promise.resolve(null);
  }

  async connectTimes(since: number): Promise<ConnectTimes> {
    const {requestTo} = await import('../../session/request-time.js');
    return {tokenMs: requestTo(this.#settings().tokenEndpoint, since)?.duration};
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.#settings(), signal);
  }

  #close(): void {
    this.#stopped.abort(new DOMException('The call was stopped', 'AbortError'));
    this.#call?.close();
    this.#call = null;
  }
}

/* As `conversation/backends.ts` asks for it. */
export {LiveKitSession as Session};
