import {isObject, textAt, type WireObject} from '../../session/json.js';
import {VoiceError} from '../../state/voice-error.js';
import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {ConnectionListener, ConnectionOptions, RealtimeConnection} from '../../transports/connection.js';
import type {DailyCall, DailyEvent, DailyParticipant} from './daily-call.js';

const leaveTimeoutMs = 5_000;
const joinTimeoutMs = 20_000;
/** A bot is sent for as the page joins, and may have to be started first. */
const botTimeoutMs = 30_000;
/** What is said before it is known who is the bot. */
const maxHeld = 64;

/** Call objects that are leaving a room: until they have left, they say that they are in it. */
const leaving = new WeakMap<DailyCall, Promise<void>>();

/** The wire to a bot over a call object of Daily that the page made. */
export class DailyConnection implements RealtimeConnection {
  readonly transport = 'webrtc';
  readonly #daily: DailyCall;
  readonly #handlers: (readonly [event: string, handler: (event: DailyEvent) => void])[] = [];
  readonly #closed = new AbortController();
  #listener: ConnectionListener | null = null;
  #microphone: MediaStreamTrack | null = null;
  /** The room is this connection's to leave. */
  #isEntered = false;
  #isJoined = false;
  /** The first other one in the room. */
  #botId = '';
  #botCame: () => void = () => {};
  /** Messages of those who may turn out to be the bot. */
  #held: DailyEvent[] = [];

  constructor(daily: DailyCall) {
    this.#daily = daily;
  }

  async open({signal, listener}: ConnectionOptions): Promise<string> {
    this.#listener = listener;
    try {
      await this.#join(AbortSignal.any([signal, this.#closed.signal]));
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
    if (this.#isJoined) void this.#sendMicrophone();
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

  /** Once only: by the second time another call may be in the room. */
  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#listener = null;
    this.#isJoined = false;
    this.#held = [];
    for (const [event, handler] of this.#handlers.splice(0)) this.#daily.off(event as never, handler);
    // Also while it joins. It was the call's to join, also where the page made the object.
    if (this.#isEntered) leave(this.#daily);
  }

  async #join(signal: AbortSignal): Promise<void> {
    const daily = this.#daily;
    const bot = new Promise<void>(resolve => (this.#botCame = resolve));
    // The call before this one may just have been stopped. What is told of its end is not about this one.
    await withDeadline(leaveTimeoutMs, signal, async () => leaving.get(daily));
    signal.throwIfAborted();
    this.#listen();
    this.#isEntered = true;
    if (daily.meetingState() !== 'joined-meeting') {
      const audioSource = this.#microphone ?? false;
      await withDeadline(joinTimeoutMs, signal, () =>
        daily.join({audioSource, videoSource: false, startAudioOff: true, startVideoOff: true}),
      );
    }
    this.#isJoined = true;
    void this.#sendMicrophone();
    for (const participant of Object.values(daily.participants())) {
      this.#came(participant);
      this.#heard(participant, participant.tracks?.audio?.persistentTrack);
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
      this.#came(participant);
      if (track?.kind === 'audio') this.#heard(participant, track);
    });
    on('app-message', event => {
      if (this.#botId) this.#read(event);
      else if (this.#held.length < maxHeld) this.#held.push(event);
    });
    on('left-meeting', () => this.#isJoined && this.#lost()); // Before, `join()` says so.
    on('error', () => this.#lost());
  }

  #came(participant: DailyParticipant | null | undefined): void {
    if (!participant || participant.local || this.#botId) return;
    this.#botId = participant.session_id;
    this.#botCame();
    for (const event of this.#held.splice(0)) this.#read(event);
  }

  /** Others in the room may send what looks like the bot's. */
  #read({data, fromId}: DailyEvent): void {
    if (fromId === this.#botId && isObject(data) && textAt(data, 'type')) this.#listener?.message(data);
  }

  #heard(participant: DailyParticipant | null | undefined, track: MediaStreamTrack | undefined): void {
    if (track && participant?.session_id === this.#botId) this.#listener?.output(new MediaStream([track]));
  }

  /** Without a track Daily would open a microphone of its own as its sound is switched on. */
  async #sendMicrophone(): Promise<void> {
    const track = this.#microphone;
    if (!track) return this.#switchAudio(false);
    let isSet = false;
    try {
      await this.#daily.setInputDevicesAsync({audioSource: track});
      isSet = true;
    } catch {
      // Also where the call is closing.
    }
    if (track === this.#microphone) this.#switchAudio(isSet);
  }

  #switchAudio(on: boolean): void {
    if (this.#isJoined) this.#daily.setLocalAudio(on);
  }

  #lost(): void {
    const listener = this.#listener;
    if (this.#isJoined) this.close();
    listener?.lost();
  }
}

function leave(daily: DailyCall): void {
  const left: Promise<void> = daily
    .leave()
    .catch(() => {}) // There is nothing more to be done.
    .finally(() => {
      if (leaving.get(daily) === left) leaving.delete(daily);
    });
  leaving.set(daily, left);
}

/** As the other transport of Pipecat says that the bot is gone. */
const botLeft = {type: 'signalling', message: {type: 'peerLeft'}};
