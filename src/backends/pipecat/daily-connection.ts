import {isObject, textAt, type WireObject} from '../../session/json.js';
import {VoiceError} from '../../state/voice-error.js';
import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {ConnectionListener, ConnectionOptions, RealtimeConnection} from '../../transports/connection.js';
import type {DailyCall, DailyEvent, DailyParticipant} from './daily-call.js';

const joinTimeoutMs = 20_000;
/** A bot is sent for as the page joins, and may have to be started first. */
const botTimeoutMs = 30_000;

/** The wire to a bot over a call object of Daily that the page made. */
export class DailyConnection implements RealtimeConnection {
  readonly transport = 'webrtc';
  readonly #daily: DailyCall;
  readonly #handlers: (readonly [event: string, handler: (event: DailyEvent) => void])[] = [];
  #listener: ConnectionListener | null = null;
  #microphone: MediaStreamTrack | null = null;
  #isJoined = false;
  #botId = '';
  #botCame: () => void = () => {};

  constructor(daily: DailyCall) {
    this.#daily = daily;
  }

  async open({signal, listener}: ConnectionOptions): Promise<string> {
    this.#listener = listener;
    try {
      this.#listen();
      await this.#join(signal);
      return this.#botId;
    } catch (error) {
      this.close();
      signal.throwIfAborted();
      if (error instanceof VoiceError) throw error;
      throw new VoiceError(isTimeout(error) ? 'connect-timeout' : 'connect-network', {
        detail: 'daily',
        cause: error,
      });
    }
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    if (this.#isJoined) this.#sendMicrophone();
  }

  /** Daily looks itself whether a page is still there: texts, which are signs of life, are left out. */
  send(event: object | string): void {
    if (!this.#isJoined || typeof event === 'string' || textAt(event as WireObject, 'type') === 'signalling')
      return;
    try {
      this.#daily.sendAppMessage(event, '*');
    } catch (cause) {
      throw new VoiceError('too-large', {cause});
    }
  }

  /** The bot says when it speaks. */
  outputLevel(): number {
    return 0;
  }

  close(): void {
    this.#listener = null;
    for (const [event, handler] of this.#handlers.splice(0)) this.#daily.off(event as never, handler);
    // Also while it joins. It was the call's to join, also where the page made the object.
    this.#daily.leave().catch(() => {});
    this.#isJoined = false;
  }

  async #join(signal: AbortSignal): Promise<void> {
    const bot = new Promise<void>(resolve => (this.#botCame = resolve));
    if (this.#daily.meetingState() !== 'joined-meeting')
      await withDeadline(joinTimeoutMs, signal, () => this.#daily.join());
    this.#isJoined = true;
    this.#sendMicrophone();
    for (const participant of Object.values(this.#daily.participants())) {
      this.#came(participant);
      const track = participant.tracks?.audio?.persistentTrack;
      if (!participant.local && track) this.#heard(track);
    }
    await withDeadline(botTimeoutMs, signal, () => bot);
  }

  #listen(): void {
    const on = (event: string, handler: (event: DailyEvent) => void) => {
      this.#handlers.push([event, handler]);
      this.#daily.on(event as never, handler);
    };
    on('participant-joined', ({participant}) => this.#came(participant));
    on('participant-left', ({participant}) => {
      if (participant?.session_id === this.#botId) this.#listener?.message(botLeft);
    });
    on('track-started', ({participant, track}) => {
      if (participant && !participant.local && track?.kind === 'audio') this.#heard(track);
    });
    on('app-message', ({data}) => {
      if (isObject(data) && textAt(data, 'type')) this.#listener?.message(data);
    });
    on('left-meeting', () => this.#lost());
    on('error', () => this.#lost());
  }

  #came(participant: DailyParticipant | null | undefined): void {
    if (!participant || participant.local || this.#botId) return;
    this.#botId = participant.session_id;
    this.#botCame();
  }

  #heard(track: MediaStreamTrack): void {
    this.#listener?.output(new MediaStream([track]));
  }

  #sendMicrophone(): void {
    const track = this.#microphone;
    // Rejects where the call is closing; then there is nothing to send.
    if (track) this.#daily.setInputDevicesAsync({audioSource: track}).catch(() => {});
    this.#daily.setLocalAudio(track !== null);
  }

  #lost(): void {
    const listener = this.#listener;
    if (this.#isJoined) this.close();
    listener?.lost();
  }
}

/** As the other transport of Pipecat says that the bot is gone. */
const botLeft = {type: 'signalling', message: {type: 'peerLeft'}};
