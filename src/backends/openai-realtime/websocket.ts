import type {CapturedChunk} from '../../audio/worklets/messages.js';
import {VoiceError} from '../../state/voice-error.js';
import {audioRates, defaultRate} from './audio-formats.js';
import type {ConnectionStats} from '../../session/voice-session.js';
import type {ConnectionListener, ConnectionOptions, RealtimeConnection} from '../../transports/connection.js';
import {encodePcm} from '../../transports/pcm-codec.js';
import {normalClosures, refusal} from '../../transports/socket-closure.js';
import {maxMessageLength, SoundSocket, type CreateAudio} from '../../transports/sound-socket.js';
import {presentName} from './dialects.js';
import {Heartbeat} from './heartbeat.js';
import {SpokenAnswers} from './spoken-answers.js';
import {interrupts} from './turn-settings.js';
import {formatUpdate, namesFormat} from './unnamed-format.js';
import {socketAddress} from './websocket-address.js';
import {openSocket} from './websocket-handshake.js';
import {codeAt, objectAt, parseEvent, textAt, type WireObject} from '../../session/json.js';

/** A server that sends no initial message within this time is ready all the same. */
const initialMessageMs = 1_000;

/**
 * The wire over a WebSocket, for one call. What WebRTC does by itself is done here and in `audio/`: sound becomes
 * messages and back, is evened out, and cut when the person speaks over it.
 * @see https://platform.openai.com/docs/guides/realtime-websocket
 */
export class WebSocketConnection implements RealtimeConnection {
  readonly transport = 'websocket';
  readonly #createAudio: CreateAudio;
  #wire: SoundSocket<Heartbeat> | null = null;
  #answers: SpokenAnswers | null = null;
  #listener: ConnectionListener | null = null;
  #microphone: MediaStreamTrack | null = null;
  #initialized = false;
  #unsupported = false;
  /** A server that does not say which format it takes, and makes, is told. */
  #namesFormat = true;
  /** Whether the server stops the assistant when the person speaks, as it does unless told not to. */
  #interrupts = true;
  #bytesReceived = 0;
  /** What waits for the last of the sound that was said before it; null while nothing does. */
  #waiting: string[] | null = null;

  /** @param createAudio makes what captures and plays */
  constructor(createAudio: CreateAudio) {
    this.#createAudio = createAudio;
  }

  async open(options: ConnectionOptions): Promise<string> {
    try {
      return await this.#connect(options);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#wire?.audio.setMicrophone(track);
  }

  send(event: object): void {
    const type = textAt(event as WireObject, 'type');
    // The buffer that is to be cleared is here.
    if (type === 'output_audio_buffer.clear') return this.#answers?.cut();
    if (type === 'session.update') this.#noteInterruption(event as WireObject);
    const message = JSON.stringify(event);
    if (message.length > maxMessageLength) throw new VoiceError('too-large'); // Even if it goes later.
    if (this.#waiting) this.#waiting.push(message);
    else if (type === 'input_audio_buffer.commit') void this.#sendAfterSound(message);
    else this.#transmit(message);
  }

  outputLevel(): number {
    return this.#answers?.sounding ? 1 : 0;
  }

  /** Null where the server does not answer questions. A message that held no sound, and a gap, count as lost. */
  measure(): Promise<ConnectionStats | null> {
    const roundTripMs = this.#wire?.watch?.roundTripMs ?? null;
    const answers = this.#answers;
    if (roundTripMs === null || !answers) return Promise.resolve(null);
    return Promise.resolve({
      roundTripMs,
      jitterMs: 0, // It is not heard as such: it is evened out, or becomes a gap.
      packetsReceived: answers.accepted,
      packetsLost: answers.refused + answers.underruns + (this.#wire?.dropped ?? 0),
      bytesReceived: this.#bytesReceived,
      audioEnergy: performance.now(), // The player tells the end by itself.
      waitedMs: answers.waitedMs,
    });
  }

  close(): void {
    this.#listener = null;
    this.#wire?.close();
    this.#wire = null;
  }

  async #connect({url, token, signal, listener}: ConnectionOptions): Promise<string> {
    token.catch(() => {}); // Awaited below; a failure before that must not count as unhandled.
    signal.throwIfAborted();
    const address = socketAddress(url);
    this.#listener = listener;
    const wire = (this.#wire = this.#prepareWire());
    // Before the socket: a server may begin to speak with its first message.
    const [bearer] = await Promise.all([token, wire.load(signal)]);
    signal.throwIfAborted();
    const socket = await openSocket(wire, address, bearer, signal);
    signal.throwIfAborted();
    let sessionId = '';
    await this.#initialMessage(socket, signal, (message, length) => {
      sessionId ||= textAt(objectAt(message, 'session'), 'id');
      this.#receive(message, length);
    });
    if (this.#unsupported) throw new VoiceError('connect-answer', {detail: 'audio-format'});
    if (!this.#initialized) wire.audio.start({input: defaultRate, output: defaultRate});
    this.#initialized = true;
    wire.watch = new Heartbeat(socket, {
      stalled: () => this.#listener?.stalled(),
      resumed: () => this.#listener?.resumed(),
      lost: () => this.#lost(),
    });
    socket.addEventListener('close', ({code}) => this.#lost(normalClosures.includes(code)));
    if (!this.#namesFormat) this.send(formatUpdate);
    listener.output(wire.audio.stream);
    return sessionId;
  }

  #prepareWire(): SoundSocket<Heartbeat> {
    const wire = new SoundSocket<Heartbeat>(this.#createAudio, {
      captured: chunk => this.#sendSound(chunk),
      playing: id => this.#answers?.playing(id),
      starved: () => this.#answers && this.#answers.underruns++,
      ended: id => this.#answers?.ended(id),
      interrupted: interrupted => this.#interrupted(interrupted),
    });
    this.#answers = new SpokenAnswers(
      wire.audio,
      event => this.#listener?.message(event),
      event => this.send(event),
    );
    wire.audio.setMicrophone(this.#microphone);
    return wire;
  }

  /** Resolves with the initial message of the server, or when none comes in an open connection. */
  async #initialMessage(
    socket: WebSocket,
    signal: AbortSignal,
    receive: (message: WireObject, length: number) => void,
  ): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let explanation: string | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(resolve, initialMessageMs);
        signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
        socket.addEventListener('close', ({code}) => reject(refusal(code, explanation)));
        socket.addEventListener('message', ({data}) => {
          const message = parseEvent(data) ?? {};
          // A refusal is explained before the connection is closed.
          if (!this.#initialized && textAt(message, 'type') === 'error')
            return (explanation = codeAt(objectAt(message, 'error'), 'code'));
          receive(message, typeof data === 'string' ? data.length : 0);
          resolve();
        });
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #receive(event: WireObject, length: number): void {
    const [answers, listener] = [this.#answers, this.#listener];
    this.#bytesReceived += length;
    if (!listener || !answers || this.#wire?.watch?.heard(event)) return;
    const type = presentName(textAt(event, 'type'));
    if (type === 'response.output_audio.delta') return answers.delta(event);
    if (type === 'session.created' || type === 'session.updated') this.#configured(event);
    if (type) listener.message(event);
    if (type === 'response.output_audio.done') answers.audioDone(event);
    if (type === 'response.done') answers.responseDone(event);
    if (type === 'input_audio_buffer.speech_started' && this.#interrupts) answers.cut();
  }

  #configured(event: WireObject): void {
    this.#noteInterruption(event);
    const session = objectAt(event, 'session');
    const {input, output} = audioRates(session);
    if (this.#answers) this.#answers.playable = output !== null;
    if (this.#initialized) return;
    this.#initialized = true;
    this.#namesFormat = namesFormat(session);
    if (input && output) this.#wire?.audio.start({input, output});
    else this.#unsupported = true;
  }

  #noteInterruption(event: WireObject): void {
    this.#interrupts = interrupts(objectAt(event, 'session')) ?? this.#interrupts;
  }

  /** The system stopped all sound, as for a phone call; a tap of the user may set it going again. */
  #interrupted(interrupted: boolean): void {
    this.#answers?.interrupted(interrupted);
    this.#listener?.report(
      interrupted
        ? {type: 'problem', error: new VoiceError('playback-blocked', {detail: 'interrupted'})}
        : {type: 'problem-solved', code: 'playback-blocked'},
    );
  }

  /** What was said last is still on the audio thread. */
  async #sendAfterSound(message: string): Promise<void> {
    const waiting = (this.#waiting = [message]);
    await this.#wire?.audio.flush();
    this.#waiting = null;
    for (const late of waiting) this.#transmit(late);
  }

  #transmit(message: string): void {
    if (this.#wire?.send(message)) this.#wire.watch?.told();
  }

  #sendSound({samples, late}: CapturedChunk): void {
    const message = JSON.stringify({type: 'input_audio_buffer.append', audio: encodePcm(samples)});
    this.#wire?.sendSound(message, late);
  }

  #lost(forGood = false): void {
    const listener = this.#listener;
    this.close();
    if (forGood) listener?.report({type: 'session-ended', reason: 'remote'});
    else listener?.lost();
  }
}
