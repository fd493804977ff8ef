import type {PcmAudio, PcmListener} from '../../audio/pcm-audio.js';
import type {CapturedChunk} from '../../audio/worklets/messages.js';
import {isTimeout, withDeadline} from '../../session/deadline.js';
import {countAt, objectAt, parseEvent, textAt, type WireObject} from '../../session/json.js';
import type {ConnectionStats} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import {createdAudio, loadAudio} from '../../transports/open-audio.js';
import {SoundBacklog} from '../../transports/sound-backlog.js';
import {audioFormat, type AudioFormat} from './audio-format.js';
import {Heartbeat} from './heartbeat.js';
import {goneCode, serverErrorIn, type Closure, type ServerError} from './server-error.js';

const openTimeoutMs = 15_000;
/** The server may ask a service of the host about the conversation before it begins. */
const metadataTimeoutMs = 20_000;
/** Servers often take no more in one message. */
const maxMessageLength = 1_000_000;
const subprotocol = 'convai';

/** Told what happens on the wire. Nothing is told after `close()`. */
export interface WireListener {
  /** A message of the server; what is none was dropped. */
  message(event: WireObject): void;
  /** The agent's sound. */
  output(stream: MediaStream): void;
  /** A chunk of it begins to be heard; it was played to its end. */
  playing(chunk: number): void;
  ended(chunk: number): void;
  /** The system has stopped all sound, or lets it go on. */
  interrupted(interrupted: boolean): void;
  stalled(): void;
  resumed(): void;
  /** The server closed an open connection, or it is gone (1006). */
  closed(closure: Closure): void;
}

/** Opens a connection. */
export interface WireOptions {
  /** @returns where it goes */
  readonly address: () => Promise<string>;
  /** Made when the socket is open. @returns the first message, and whether the conversation has no sound */
  readonly initiate: () => {readonly message: object; readonly textOnly: boolean};
  readonly signal: AbortSignal;
  readonly listener: WireListener;
}

/** Makes what captures and plays. */
export type CreateAudio = (listener: PcmListener) => PcmAudio;

/** A WebSocket to an agent, with microphone and speaker of its own, for one conversation. */
export class AgentConnection {
  /** There and back, in milliseconds, as the server measured it last; null while it did not. */
  #roundTripMs: number | null = null;
  readonly #createAudio: CreateAudio;
  readonly #backlog = new SoundBacklog();
  #audio: PcmAudio | null = null;
  #socket: WebSocket | null = null;
  #listener: WireListener | null = null;
  #microphone: MediaStreamTrack | null = null;
  #heartbeat: Heartbeat | null = null;
  #formats: {readonly input: AudioFormat; readonly output: AudioFormat} | null = null;
  #bytesReceived = 0;
  #soundsReceived = 0;
  #soundsRefused = 0;

  constructor(createAudio: CreateAudio) {
    this.#createAudio = createAudio;
  }

  /**
   * @returns the server's id of the conversation
   * @throws {VoiceError} `token-…`, `connect-…` or `unsupported`, or the signal's reason; nothing stays open then
   */
  async open(options: WireOptions): Promise<string> {
    try {
      return await this.#connect(options);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Plays the agent's sound; null where there is none. */
  get player(): Pick<PcmAudio, 'push' | 'complete' | 'cut'> | null {
    return this.#audio;
  }

  /** Samples per second of what is played. */
  get outputRate(): number {
    return this.#formats?.output.rate ?? 0;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    this.#audio?.setMicrophone(track);
  }

  /** @throws {VoiceError} `too-large` */
  send(message: object): void {
    const text = JSON.stringify(message);
    if (text.length > maxMessageLength) throw new VoiceError('too-large');
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  /** The samples of a message; null where it holds none that can be played. */
  soundIn(base64: unknown): Int16Array<ArrayBuffer> | null {
    const samples = this.#formats && this.#formats.output.decode(base64);
    if (samples) this.#soundsReceived++;
    else this.#soundsRefused++;
    return samples;
  }

  /** Null until the server has measured the way. A message that held no sound counts as lost. */
  measure(): ConnectionStats | null {
    if (this.#roundTripMs === null) return null;
    return {
      roundTripMs: this.#roundTripMs,
      jitterMs: 0, // It is not heard as such: it is evened out, or becomes a gap.
      packetsReceived: this.#soundsReceived,
      packetsLost: this.#soundsRefused + this.#backlog.dropped,
      bytesReceived: this.#bytesReceived,
      audioEnergy: performance.now(), // The player tells the end by itself.
    };
  }

  close(): void {
    this.#listener = null;
    this.#heartbeat?.stop();
    this.#socket?.close(1_000);
    this.#audio?.close();
    this.#socket = this.#audio = this.#heartbeat = null;
  }

  async #connect({address, initiate, signal, listener}: WireOptions): Promise<string> {
    signal.throwIfAborted();
    this.#listener = listener;
    // What was heard meanwhile is not lost; and a server may begin to speak at once.
    const audio = this.#prepareAudio();
    const [url] = await Promise.all([address(), loadAudio(audio, signal)]);
    signal.throwIfAborted();
    const socket = (this.#socket = createSocket(url));
    await inTime(openTimeoutMs, signal, () => opened(socket));
    const {message, textOnly} = initiate();
    if (textOnly) {
      audio.close();
      this.#audio = null;
    }
    this.send(message);
    const metadata = await inTime(metadataTimeoutMs, signal, () => this.#metadata(socket));
    if (this.#audio) await this.#begin(this.#audio, metadata);
    signal.throwIfAborted();
    if (socket.readyState !== WebSocket.OPEN) throw new VoiceError('connect-network');
    this.#heartbeat = new Heartbeat(socket, {
      stalled: () => this.#listener?.stalled(),
      resumed: () => this.#listener?.resumed(),
      lost: () => this.#closed({code: goneCode, reason: ''}),
    });
    return textAt(metadata, 'conversation_id');
  }

  #prepareAudio(): PcmAudio {
    const audio = createdAudio(() =>
      this.#createAudio({
        captured: chunk => this.#sendSound(chunk),
        playing: id => this.#listener?.playing(id),
        starved: () => {}, // It goes on, or its end is told.
        ended: id => this.#listener?.ended(id),
        interrupted: interrupted => this.#listener?.interrupted(interrupted),
      }),
    );
    this.#audio = audio;
    audio.setMicrophone(this.#microphone);
    return audio;
  }

  async #begin(audio: PcmAudio, metadata: WireObject): Promise<void> {
    const [input, output] = await Promise.all([
      audioFormat(metadata.user_input_audio_format),
      audioFormat(metadata.agent_output_audio_format),
    ]);
    if (!input || !output) throw new VoiceError('connect-answer', {detail: 'audio-format'});
    this.#formats = {input, output};
    audio.start({input: input.rate, output: output.rate});
    this.#listener?.output(audio.stream);
  }

  /** Resolves with what the server says of the conversation, which is its first message. */
  #metadata(socket: WebSocket): Promise<WireObject> {
    let said: ServerError | undefined;
    let isOpen = false;
    return new Promise((resolve, reject) => {
      socket.addEventListener('close', ({code, reason}) => {
        if (isOpen) this.#closed({code, reason});
        else void refusal({code, reason}, said).then(reject);
      });
      socket.addEventListener('message', ({data}) => {
        const event = parseEvent(data);
        this.#heartbeat?.heard();
        this.#bytesReceived += typeof data === 'string' ? data.length : 0;
        if (!event) return;
        const type = textAt(event, 'type');
        if (type === 'ping') this.#pong(objectAt(event, 'ping_event'));
        if (isOpen) return this.#listener?.message(event);
        if (type === 'error') said = serverErrorIn(event);
        if (type !== 'conversation_initiation_metadata') return;
        isOpen = true;
        resolve(objectAt(event, 'conversation_initiation_metadata_event'));
      });
    });
  }

  #pong(ping: WireObject): void {
    const {event_id, ping_ms} = ping;
    if (typeof event_id === 'number') this.send({type: 'pong', event_id});
    if (typeof ping_ms === 'number') this.#roundTripMs = countAt(ping, 'ping_ms');
    this.#heartbeat?.pinged();
  }

  #sendSound({samples, late}: CapturedChunk): void {
    if (!this.#socket || !this.#formats) return;
    const message = JSON.stringify({user_audio_chunk: this.#formats.input.encode(samples)});
    this.#backlog.send(this.#socket, message, late);
  }

  #closed(closure: Closure): void {
    this.#heartbeat?.stop();
    this.#listener?.closed(closure);
  }
}

function createSocket(url: string): WebSocket {
  try {
    return new WebSocket(url, [subprotocol]);
  } catch {
    // The message quotes the address: no cause.
    throw new VoiceError('token-shape', {detail: 'signed-url'});
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', ({code, reason}) => void refusal({code, reason}).then(reject));
  });
}

/** What knows of causes is loaded only where the server may have named one. */
async function refusal(closure: Closure, said?: ServerError): Promise<VoiceError> {
  if (closure.code === goneCode && !said) return new VoiceError('connect-network');
  try {
    return (await import('./server-end.js')).refusalBy(closure, said);
  } catch {
    return new VoiceError('connect-status', {status: 403, detail: `closed-${closure.code}`});
  }
}

async function inTime<T>(ms: number, signal: AbortSignal, act: () => Promise<T>): Promise<T> {
  try {
    return await withDeadline(ms, signal, act);
  } catch (error) {
    throw isTimeout(error) ? new VoiceError('connect-timeout', {cause: error}) : error;
  }
}
