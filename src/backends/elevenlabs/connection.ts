import type {PcmAudio} from '../../audio/pcm-audio.js';
import type {CapturedChunk} from '../../audio/worklets/messages.js';
import {countAt, objectAt, parseEvent, textAt, type WireObject} from '../../session/json.js';
import type {ConnectionStats} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import {connectedInTime, SoundSocket, type CreateAudio} from '../../transports/sound-socket.js';
import {audioFormat, type AudioFormat} from './audio-format.js';
import {Heartbeat} from './heartbeat.js';
import {goneCode, serverErrorIn, type Closure, type ServerError} from './server-error.js';

/** The server may ask a service of the host about the conversation before it begins. */
const metadataTimeoutMs = 20_000;
const protocols = ['convai'];

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

/** A WebSocket to an agent, with microphone and speaker of its own, for one conversation. */
export class AgentConnection {
  /** There and back, in milliseconds, as the server measured it last; null while it did not. */
  #roundTripMs: number | null = null;
  readonly #wire: SoundSocket<Heartbeat>;
  #listener: WireListener | null = null;
  #textOnly = false;
  #formats: {readonly input: AudioFormat; readonly output: AudioFormat} | null = null;
  #bytesReceived = 0;
  #soundsReceived = 0;
  #soundsRefused = 0;

  /** @throws {VoiceError} `unsupported` */
  constructor(createAudio: CreateAudio) {
    this.#wire = new SoundSocket(createAudio, {
      captured: chunk => this.#sendSound(chunk),
      playing: id => this.#listener?.playing(id),
      starved: () => {}, // It goes on, or its end is told.
      ended: id => this.#listener?.ended(id),
      interrupted: interrupted => this.#listener?.interrupted(interrupted),
    });
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
    return this.#textOnly ? null : this.#wire.audio;
  }

  /** Samples per second of what is played. */
  get outputRate(): number {
    return this.#formats?.output.rate ?? 0;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#wire.audio.setMicrophone(track);
  }

  /** @throws {VoiceError} `too-large` */
  send(message: object): void {
    this.#wire.send(JSON.stringify(message));
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
      packetsLost: this.#soundsRefused + this.#wire.dropped,
      bytesReceived: this.#bytesReceived,
      audioEnergy: performance.now(), // The player tells the end by itself.
    };
  }

  close(): void {
    this.#listener = null;
    this.#wire.close();
  }

  async #connect({address, initiate, signal, listener}: WireOptions): Promise<string> {
    signal.throwIfAborted();
    this.#listener = listener;
    const wire = this.#wire;
    const [url] = await Promise.all([address(), wire.load(signal)]);
    signal.throwIfAborted();
    const refused = (closure: Closure) => refusal(closure);
    const socket = await wire.open(url, signal, {protocols, malformed: 'signed-url', refused});
    const {message, textOnly} = initiate();
    this.#textOnly = textOnly;
    if (textOnly) wire.audio.close();
    this.send(message);
    const metadata = await connectedInTime(metadataTimeoutMs, signal, () => this.#metadata(socket));
    if (!textOnly) await this.#begin(metadata);
    signal.throwIfAborted();
    if (socket.readyState !== WebSocket.OPEN) throw new VoiceError('connect-network');
    wire.watch = new Heartbeat(socket, {
      stalled: () => this.#listener?.stalled(),
      resumed: () => this.#listener?.resumed(),
      lost: () => this.#closed({code: goneCode, reason: ''}),
    });
    return textAt(metadata, 'conversation_id');
  }

  async #begin(metadata: WireObject): Promise<void> {
    const [input, output] = await Promise.all([
      audioFormat(metadata.user_input_audio_format),
      audioFormat(metadata.agent_output_audio_format),
    ]);
    if (!input || !output) throw new VoiceError('connect-answer', {detail: 'audio-format'});
    this.#formats = {input, output};
    this.#wire.audio.start({input: input.rate, output: output.rate});
    this.#listener?.output(this.#wire.audio.stream);
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
        this.#wire.watch?.heard();
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
    this.#wire.watch?.pinged();
  }

  #sendSound({samples, late}: CapturedChunk): void {
    if (!this.#formats) return;
    this.#wire.sendSound(JSON.stringify({user_audio_chunk: this.#formats.input.encode(samples)}), late);
  }

  #closed(closure: Closure): void {
    this.#wire.watch?.stop();
    this.#listener?.closed(closure);
  }
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
