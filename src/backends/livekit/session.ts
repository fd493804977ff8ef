import {CallSession} from '../../session/call-session.js';
import type {ToolDefinition} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {
  ConnectionStats,
  ConnectTimes,
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
export class LiveKitSession extends CallSession<RoomCall> implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'webrtc';
  readonly #loadLibrary: () => Promise<Library>;
  #muted = false;
  #tools: readonly ToolDefinition[] = [];

  /**
   * @param settings read at each start, so that a changed page is heard
   * @param library the library, where it is not to be imported
   */
  constructor(settings: () => SessionSettings, library = loadLibrary) {
    super(settings);
    this.#loadLibrary = library;
  }

  prepare(): void {
    import('./prepare.js').then(
      ({prepare}) => this.call ?? prepare(this.settings()),
      () => {}, // A call does without.
    );
    this.#loadLibrary().catch(() => {}); // A call tells why.
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.call?.microphone.setMuted(muted);
  }

  async setCamera(track: MediaStreamTrack | null): Promise<void> {
    await this.call?.video.send('camera', track);
  }

  async setScreen(track: MediaStreamTrack | null): Promise<void> {
    await this.call?.video.send('screen', track);
  }

  watchVideo(size: VideoSize | null): void {
    this.call?.video.watch(size);
  }

  startTalking(): void {
    this.call?.requests.send('startTurn');
  }

  stopTalking(): void {
    this.call?.requests.send('endTurn');
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.#tools = tools;
    this.call?.tools.set(tools);
  }

  answerApproval(requestId: string, approved: boolean, reason?: string): void {
    this.call?.tools.answer(requestId, JSON.stringify({approved, reason}));
  }

  configure(): void {
    this.call?.tellSettings();
  }

  override measure(): Promise<ConnectionStats | null> {
    return this.call?.measure() ?? Promise.resolve(null);
  }

  async connectTimes(since: number): Promise<ConnectTimes> {
    const {requestTo} = await import('../../session/request-time.js');
    return {tokenMs: requestTo(this.settings().tokenEndpoint, since)?.duration};
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.settings(), signal);
  }

  /** @throws {VoiceError} `unsupported` without the library, `token-…`, `connect-…`, or the signal's reason */
  protected override async connect(start: VoiceSessionStart): Promise<void> {
    const library = await this.#loadLibrary();
    start.signal.throwIfAborted();
    const past = {muted: this.#muted, tools: this.#tools};
    await this.open(new RoomCall(library, this.settings, start, past));
  }
}

/* As `conversation/backends.ts` asks for it. */
export {LiveKitSession as Session};
