import {CallSession} from '../../session/call-session.js';
import type {SessionSettings} from '../../session/settings.js';
import type {
  ConnectTimes,
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
export class PipecatSession extends CallSession<PipecatCall> implements VoiceSession {
  readonly capabilities = capabilities;
  readonly transport = 'webrtc';
  readonly #createConnection: () => RealtimeConnection | Promise<RealtimeConnection>;
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
    super(typeof settings === 'function' ? settings : () => ({}));
    const {dailyCall} = typeof settings === 'function' ? {} : settings;
    this.#createConnection =
      createConnection ??
      (dailyCall
        ? async () => new (await import('./daily-connection.js')).DailyConnection(dailyCall)
        : () => new WebRTCConnection());
  }

  prepare(): void {
    import('../../transports/prepare-endpoint.js').then(
      ({prepare}) => this.call ?? prepare(this.settings()),
      () => {}, // A call does without.
    );
  }

  /** A bot is told nothing: it learns of the end by the connection. */
  override stop(reason?: EndReason): void {
    // Where it was lost, and is to be repaired, the bot goes on.
    this.#lostConnectionId = reason ? undefined : this.call?.connectionId || this.#lostConnectionId;
    super.stop();
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.call?.setMuted(muted);
  }

  say(text: string): void {
    this.call?.say(text);
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

  protected override async connect(start: VoiceSessionStart, suffix: string): Promise<void> {
    const past = {connectionId: this.#lostConnectionId, muted: this.#muted};
    const created = this.#createConnection();
    // Under zone.js the promises of `async` functions are not instances of `Promise`.
    const connection = 'then' in created ? await created : created;
    start.signal.throwIfAborted();
    await this.open(new PipecatCall(connection, this.settings, start, past, suffix));
  }
}

/* As `conversation/backends.ts` asks for it. */
export {PipecatSession as Session};
