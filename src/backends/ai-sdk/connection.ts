import type {PcmAudio, PcmListener} from '../../audio/pcm-audio.js';
import type {CapturedChunk} from '../../audio/worklets/messages.js';
import {codeAt, textAt, type WireObject} from '../../session/json.js';
import type {RealtimeModel, RealtimeModelCommand, RealtimeModelConfig} from '../../session/realtime-model.js';
import {VoiceError} from '../../state/voice-error.js';
import {requireEncryption} from '../../transports/encrypted-address.js';
import {encodePcm} from '../../transports/pcm-codec.js';
import {normalClosures, refusal} from '../../transports/socket-closure.js';
import {SocketWatch, type SocketWatchListener} from '../../transports/socket-watch.js';
import {connectedInTime, SoundSocket, type CreateAudio} from '../../transports/sound-socket.js';
import {Codec} from './codec.js';
import {sampleRate} from './session-config.js';
import type {RealtimeSetup} from './setup.js';

/** Until the server has set the session up. */
const setupTimeoutMs = 15_000;

/** Told what happens. Nothing is told after `close()`. */
export interface CodecListener extends SocketWatchListener, Omit<PcmListener, 'captured'> {
  /** An event of the codec. */
  event(event: WireObject): void;
  /** A command goes out. */
  sent(name: string): void;
  /** The server has closed the connection as one does who is done. */
  finished(): void;
}

/** What opens a connection. */
export interface CodecConnectionOptions {
  readonly model: RealtimeModel;
  /** Asked for while sound is being prepared. */
  readonly setup: Promise<RealtimeSetup>;
  /** What the session begins with. */
  readonly config: RealtimeModelConfig;
  readonly signal: AbortSignal;
}

/** Microphone, speaker, and a WebSocket with a codec between them and the server: for one call. */
export class CodecConnection {
  readonly #wire: SoundSocket;
  readonly #listener: CodecListener;
  #codec: Codec | null = null;
  #closed = false;
  /** What goes out waits for this: for the last of the sound that was said before it, or for a codec that takes its time. */
  #before: Promise<unknown> | null = null;

  /**
   * @param createAudio makes what captures and plays
   * @throws {VoiceError} `unsupported`
   */
  constructor(createAudio: CreateAudio, listener: CodecListener) {
    this.#listener = listener;
    this.#wire = new SoundSocket(createAudio, {...listener, captured: chunk => this.#sendSound(chunk)});
  }

  /** What captures and plays. */
  get audio(): PcmAudio {
    return this.#wire.audio;
  }

  /**
   * Resolves when the server has set the session up.
   * @throws {VoiceError} or the signal's reason; nothing stays open then
   */
  async open({model, setup, config, signal}: CodecConnectionOptions): Promise<void> {
    try {
      const wire = this.#wire;
      const [ready] = await Promise.all([setup, wire.load(signal)]);
      signal.throwIfAborted();
      this.#codec = new Codec(model);
      const {url, protocols} = addressOf(model, ready);
      const socket = await wire.open(url, signal, {protocols});
      signal.throwIfAborted();
      const created = connectedInTime(setupTimeoutMs, signal, () => this.#isSetUp(socket));
      this.send({type: 'session-update', config});
      await created;
      signal.throwIfAborted();
      socket.addEventListener('close', ({code}) => this.#gone(code));
      wire.watch = new SocketWatch(socket, {
        stalled: () => this.#listener.stalled(),
        resumed: () => this.#listener.resumed(),
        lost: () => this.#lost(),
      });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Sends what the server has a word for, in order.
   * @throws {VoiceError} `too-large`
   */
  send(command: RealtimeModelCommand): void {
    if (!this.#codec || this.#closed) return;
    if (command.type !== 'input-audio-commit' && !this.#before) return this.#write(command);
    const before = command.type === 'input-audio-commit' ? this.audio.flush() : null;
    this.#wait(Promise.all([this.#before, before]).then(() => this.#write(command)));
  }

  close(): void {
    this.#closed = true;
    this.#wire.close();
  }

  #write(command: RealtimeModelCommand): void {
    const written = this.#codec!.write(command);
    if (typeof written === 'string') this.#transmit(command.type, written);
    else this.#wait(written.then(message => this.#transmit(command.type, message)));
  }

  /** What is sent later than it was asked for, and turns out to be too large, has no one to tell so. */
  #wait(act: Promise<unknown>): void {
    const done = Promise.all([this.#before, act]).catch(() => {});
    this.#before = done;
    void done.then(() => this.#before === done && (this.#before = null));
  }

  #transmit(name: string, message: string): void {
    if (message && this.#wire.send(message)) this.#listener.sent(name);
  }

  #sendSound({samples, late}: CapturedChunk): void {
    const written = this.#codec?.write({type: 'input-audio-append', audio: encodePcm(samples)});
    if (typeof written === 'string') this.#wire.sendSound(written, late);
    else void written?.then(message => this.#wire.sendSound(message, late));
  }

  /** Reads from now on what comes. Resolves with the news that the session is there. */
  #isSetUp(socket: WebSocket): Promise<void> {
    return new Promise((resolve, reject) => {
      let explanation: string | undefined;
      let isSetUp = false;
      socket.addEventListener('close', ({code}) => reject(refusal(code, explanation)));
      socket.addEventListener('message', ({data}) => {
        if (this.#closed) return;
        const {events, reply} = this.#codec!.read(data);
        if (reply) socket.send(reply);
        for (const event of events) {
          const type = textAt(event, 'type');
          if (!isSetUp && (type === 'session-created' || type === 'session-updated')) {
            isSetUp = true;
            this.audio.start({input: sampleRate, output: sampleRate}); // It may speak at once.
          }
          // A refusal is explained before the connection is closed.
          if (!isSetUp && type === 'error') explanation = codeAt(event, 'code');
          else if (!this.#closed) this.#listener.event(event);
        }
        if (isSetUp) resolve();
      });
    });
  }

  #gone(code: number): void {
    if (this.#closed) return;
    this.close();
    if (normalClosures.includes(code)) this.#listener.finished();
    else this.#listener.lost();
  }

  #lost(): void {
    this.close();
    this.#listener.lost();
  }
}

/** @throws {VoiceError} `unsupported` or `connect-network` */
function addressOf(model: RealtimeModel, setup: RealtimeSetup): {url: string; protocols?: string[]} {
  try {
    const address = model.getWebSocketConfig?.(setup);
    if (!address?.url) throw new VoiceError('unsupported', {detail: 'realtime-model'});
    requireEncryption(new URL(address.url));
    return address;
  } catch (error) {
    // The message may quote the address, which the token may be in: no cause.
    throw error instanceof VoiceError ? error : new VoiceError('connect-network');
  }
}
