import {VoiceError} from '../../state/voice-error.js';
import {requestToken, type TokenSource} from '../../session/token.js';
import type {
  LinkMeasure,
  VoiceSession,
  VoiceSessionEvent,
  VoiceSessionStart,
} from '../../session/voice-session.js';
import type {Companion, Wire} from './companion.js';
import {sessionUpdate, type SessionConfiguration} from './configuration.js';
import type {RealtimeConnection} from '../../transports/connection.js';
import {PlaybackObserver} from './playback-observer.js';
import {RealtimeProtocol} from './protocol.js';
import {overTransport, type Transport} from '../../transports/choose-transport.js';
import {openaiRealtimeUrl} from './realtime-url.js';
import {WebRTCConnection} from '../../transports/webrtc.js';
import {countAt, objectAt, parseEvent} from '../../session/json.js';

export interface OpenAISessionOptions extends TokenSource, SessionConfiguration {
  /** @default OpenAI's `/v1/realtime/calls` */
  readonly realtimeUrl?: string;
  /** Sent as a query parameter where set; an ephemeral token usually fixes the model. */
  readonly model?: string;
  /** The assistant speaks first, prompted so. */
  readonly greeting?: string;
  readonly iceServers?: RTCIceServer[];
  /** What the call runs over. @default 'auto' */
  readonly transport?: Transport;
}

/** A server that does not answer a cancellation must not hold up the next question for longer. */
const cancelTimeoutMs = 2_000;

let calls = 0;

/** A conversation over the OpenAI Realtime protocol. */
export class OpenAISession implements VoiceSession, Wire {
  readonly #options: () => OpenAISessionOptions;
  readonly #loadWebSocket: () => Promise<RealtimeConnection>;
  readonly #createConnection: () => RealtimeConnection;
  #companion: Companion | null = null;
  #connection: RealtimeConnection | null = null;
  #protocol = new RealtimeProtocol();
  #microphone: MediaStreamTrack | null = null;
  /** Tells the conversation something. @internal */
  emit: (event: VoiceSessionEvent) => void = () => {};
  #playback: PlaybackObserver | null = null;
  #announcesPlayback = false;
  #playing = false;
  /** `expected`: asked for, by us or by the end of a turn, and not begun. */
  #response: 'none' | 'expected' | 'running' = 'none';
  /** Another answer is to be asked for when this one has ended. */
  #responseWanted = false;
  #cancelExpected = false;
  /** What was said by push-to-talk is to be answered once the server has it. */
  #committing = false;
  #runningId = '';
  /** What the assistant is to begin with. */
  #greeting: string | undefined;
  #cancelTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the server was told last. */
  #configured: object | null = null;
  /** Its initial message, in which it says what it had been set to. @internal */
  welcome: unknown;

  /**
   * @param options read at each start, so that a changed page is heard
   * @param loadWebSocket makes the connection for where WebRTC is not wanted, or not to be had
   */
  constructor(
    options: () => OpenAISessionOptions,
    loadWebSocket: () => Promise<RealtimeConnection>,
    createConnection = (): RealtimeConnection => new WebRTCConnection(),
  ) {
    this.#options = options;
    this.#loadWebSocket = loadWebSocket;
    this.#createConnection = createConnection;
  }

  start(start: VoiceSessionStart): Promise<void> {
    return overTransport(this.#options().transport, this.#createConnection, this.#loadWebSocket, connection =>
      this.#start(connection, start),
    );
  }

  async #start(
    connection: RealtimeConnection,
    {signal, history, answerWanted, emit}: VoiceSessionStart,
  ): Promise<void> {
    this.stop();
    this.#connection = connection;
    const options = this.#options();
    const protocol = (this.#protocol = new RealtimeProtocol(calls++ ? `~${calls}` : '', () =>
      this.#refused(),
    ));
    this.emit = emit;
    this.welcome = undefined;
    this.#playback = new PlaybackObserver(
      () => connection.outputLevel(),
      playing => emit(playing ? {type: 'playback-started'} : {type: 'playback-stopped', cut: false}),
    );
    connection.setMicrophone(this.#microphone);
    const open = () =>
      connection.open({
        url: callUrl(options),
        token: requestToken(options, signal),
        signal,
        iceServers: options.iceServers,
        listener: {
          message: data => {
            this.welcome ??= data;
            this.#companion?.message(data);
            for (const event of protocol.receive(data)) this.#received(event);
          },
          output: stream => emit({type: 'output', stream}),
          stalled: () => emit({type: 'session-stalled'}),
          resumed: () => this.#resumed(),
          lost: () => emit({type: 'session-lost', error: new VoiceError('connection-lost')}),
        },
      });
    const callId = await open().catch((error: Partial<VoiceError>) => {
      // The token may have expired on its way, or in a cache: once, another one is asked for.
      if (error.code !== 'connect-status' || error.status !== 401 || connection !== this.#connection)
        throw error;
      return open();
    });
    const retell = history.length ? await import('./replay.js') : null;
    if (connection !== this.#connection) throw new DOMException('The call was stopped', 'AbortError');
    this.#configured = sessionUpdate(this.#options()); // As it is now: a page may have changed it meanwhile.
    if (this.#configured) connection.send(this.#configured);
    retell?.replay(history, protocol.echoes, event => connection.send(event));
    this.#greeting = history.length ? undefined : options.greeting;
    this.#responseWanted = answerWanted ?? false;
    emit({type: 'session-opened', sessionId: callId});
  }

  stop(): void {
    clearTimeout(this.#cancelTimer);
    this.#playback?.stop();
    this.#connection?.close();
    this.#connection = this.#playback = this.#companion = null;
    this.#response = 'none';
    this.#responseWanted =
      this.#committing =
      this.#cancelExpected =
      this.#announcesPlayback =
      this.#playing =
        false;
    this.emit = () => {};
  }

  join(companion: Companion): void {
    this.#companion = companion;
    if (companion.joined(this)) this.#responseWanted = false;
  }

  /** Asks for an answer, once none is being made. @internal */
  answer(): void {
    if (this.#response === 'none') this.#ask();
    else this.#responseWanted = true;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#connection?.setMicrophone(track);
  }

  ready(): void {
    if (this.#responseWanted && this.#response === 'none') this.#responseEnded();
    if (!this.#greeting) return;
    this.#response = 'expected';
    this.send({type: 'response.create', response: {instructions: this.#greeting}});
    this.#greeting = undefined;
  }

  configure(): void {
    const connection = this.#connection;
    // Loaded only now: most calls end as they began.
    void import('./reconfigure.js').then(({changesSince}) => {
      if (!connection || connection !== this.#connection) return;
      const wanted = sessionUpdate(this.#options());
      const update = changesSince(this.#configured, wanted, this.welcome);
      this.#configured = wanted;
      if (update) connection.send(update);
    });
  }

  interrupt(): void {
    this.#cancel();
  }

  #cancel(): void {
    if (this.#response === 'expected') this.#cancelExpected = true;
    else if (this.#response === 'running') this.send({type: 'response.cancel'});
    this.send({type: 'output_audio_buffer.clear'});
  }

  sendText(text: string, id: string): void {
    this.#protocol.echoes.expect(id, 'user', text);
    this.send({
      type: 'conversation.item.create',
      item: {id, type: 'message', role: 'user', content: [{type: 'input_text', text}]},
    });
    this.#requestResponse();
  }

  sendImage(dataUrl: string, id: string, respond: boolean): void {
    this.send({
      type: 'conversation.item.create',
      item: {id, type: 'message', role: 'user', content: [{type: 'input_image', image_url: dataUrl}]},
    });
    this.#protocol.echoes.expect(id, 'user', id); // It has no words to be known by.
    if (respond) this.#requestResponse();
  }

  startTalking(): void {
    this.#cancel();
    this.send({type: 'input_audio_buffer.clear'});
  }

  stopTalking(): void {
    this.#committing = true;
    this.send({type: 'input_audio_buffer.commit'});
  }

  measure(): Promise<LinkMeasure | null> {
    return this.#connection?.measure?.() ?? Promise.resolve(null);
  }

  get transport(): 'webrtc' | 'websocket' | undefined {
    return this.#connection?.transport;
  }

  get expiresAt(): number | undefined {
    return expiryIn(this.welcome);
  }

  /** What was told meanwhile is told again, and what is heard is found out by listening. */
  #resumed(): void {
    this.emit({type: 'session-resumed'});
    if (this.#response === 'running') this.emit({type: 'response-started', responseId: this.#runningId});
    if (!this.#playing) return;
    this.#announcesPlayback = this.#playing = false;
    this.#playback?.answerStarted();
    if (this.#response !== 'running') this.#playback?.answerFinished();
  }

  /** Sends an event to the server. @internal */
  send(event: object): void {
    this.#connection?.send(event);
  }

  /** Servers refuse a second answer while one is being generated: then it is asked for when that one ends. */
  #requestResponse(): void {
    if (this.#response === 'none') {
      // What is still being played belongs to an answer that was generated long ago.
      if (this.#playing) this.send({type: 'output_audio_buffer.clear'});
      return this.#ask();
    }
    this.#responseWanted = true;
    this.#cancel();
    clearTimeout(this.#cancelTimer);
    this.#cancelTimer = setTimeout(() => this.#responseEnded(), cancelTimeoutMs);
  }

  #ask(): void {
    this.#response = 'expected';
    this.send({type: 'response.create'});
  }

  /** The server began an answer of its own in the same moment: ours is asked for when that one ends. */
  #refused(): void {
    this.#response = 'running';
    this.#responseWanted = true;
  }

  #responseEnded(): void {
    this.#response = 'none';
    this.#cancelExpected = false;
    clearTimeout(this.#cancelTimer);
    if (this.#responseWanted) this.#ask(); // What is being played of the one before may be heard to its end.
    this.#responseWanted = false;
  }

  #received(event: VoiceSessionEvent): void {
    this.emit(event);
    switch (event.type) {
      case 'input-committed':
        this.#cancelExpected = false; // That was for an answer that never came.
        // Where nothing was said, nothing is committed, and nothing is to be answered.
        if (this.#committing) this.#requestResponse();
        else if (this.#response === 'none' && this.#options().turnDetection !== 'push-to-talk')
          this.#response = 'expected';
        this.#committing = false;
        break;
      case 'response-started':
        this.#response = 'running';
        this.#runningId = event.responseId;
        if (this.#cancelExpected) this.#cancel();
        this.#cancelExpected = false;
        if (!this.#announcesPlayback) this.#playback?.answerStarted();
        break;
      case 'response-finished':
        if (event.responseId !== this.#runningId) break; // Of an earlier answer, or told twice.
        this.#runningId = '';
        this.#playback?.answerFinished();
        this.#responseEnded();
        break;
      case 'playback-started':
      case 'playback-stopped':
        this.#playing = event.type === 'playback-started';
        this.#announcesPlayback = true;
        this.#playback?.stop();
        break;
    }
  }
}

/** The initial message of the server says until when the session lasts. */
function expiryIn(initialMessage: unknown): number | undefined {
  return countAt(objectAt(parseEvent(initialMessage) ?? {}, 'session'), 'expires_at') * 1000 || undefined;
}

function callUrl({realtimeUrl, model}: OpenAISessionOptions): string {
  // An attribute that was removed is null: the token must not go to the page's own site then.
  const base = realtimeUrl || openaiRealtimeUrl;
  if (!model) return base;
  const url = new URL(base, document.baseURI);
  url.searchParams.set('model', model);
  return url.href;
}
