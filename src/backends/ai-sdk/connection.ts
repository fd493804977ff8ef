import type {PcmAudio, PcmListener} from '../../audio/pcm-audio.js';
import type {CapturedChunk} from '../../audio/worklets/messages.js';
import {isTimeout, withDeadline} from '../../session/deadline.js';
import {codeAt, textAt, type WireObject} from '../../session/json.js';
import type {RealtimeModel, RealtimeModelCommand, RealtimeModelConfig} from '../../session/realtime-model.js';
import {VoiceError} from '../../state/voice-error.js';
import {requireEncryption} from '../../transports/encrypted-address.js';
import {createdAudio, loadAudio} from '../../transports/open-audio.js';
import {encodePcm} from '../../transports/pcm-codec.js';
import {normalClosures, refusal} from '../../transports/socket-closure.js';
import {SocketWatch, type SocketWatchListener} from '../../transports/socket-watch.js';
import {SoundBacklog} from '../../transports/sound-backlog.js';
import {Codec} from './codec.js';
import {sampleRate} from './session-config.js';
import type {RealtimeSetup} from './setup.js';

/** Until the WebSocket is open, and then until the server has set the session up. */
const openTimeoutMs = 15_000;
/** Servers and proxies often take no more in one message. */
const maxMessageLength = 1_000_000;

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
  readonly audio: PcmAudio;
  readonly #listener: CodecListener;
  readonly #backlog = new SoundBacklog();
  #codec: Codec | null = null;
  #socket: WebSocket | null = null;
  #watch: SocketWatch | null = null;
  #closed = false;
  /** What goes out waits for this: for the last of the sound that was said before it, or for a codec that takes its time. */
  #before: Promise<unknown> | null = null;

  /**
   * @param createAudio makes what captures and plays
   * @throws {VoiceError} `unsupported`
   */
  constructor(createAudio: (listener: PcmListener) => PcmAudio, listener: CodecListener) {
    this.#listener = listener;
    this.audio = createdAudio(() =>
      createAudio({
        captured: chunk => this.#sendSound(chunk),
        playing: id => this.#closed || listener.playing(id),
        starved: id => this.#closed || listener.starved(id),
        ended: id => this.#closed || listener.ended(id),
        interrupted: interrupted => this.#closed || listener.interrupted(interrupted),
      }),
    );
  }

  /**
   * Resolves when the server has set the session up.
   * @throws {VoiceError} or the signal's reason; nothing stays open then
   */
  async open({model, setup, config, signal}: CodecConnectionOptions): Promise<void> {
    try {
      const [ready] = await Promise.all([setup, loadAudio(this.audio, signal)]);
      signal.throwIfAborted();
      this.#codec = new Codec(model);
      const socket = (this.#socket = connect(model, ready));
      socket.binaryType = 'arraybuffer';
      await withDeadline(openTimeoutMs, signal, () => isOpen(socket));
      signal.throwIfAborted();
      const created = withDeadline(openTimeoutMs, signal, () => this.#isSetUp(socket));
      this.send({type: 'session-update', config});
      await created;
      signal.throwIfAborted();
      socket.addEventListener('close', ({code}) => this.#gone(code));
      this.#watch = new SocketWatch(socket, {
        stalled: () => this.#listener.stalled(),
        resumed: () => this.#listener.resumed(),
        lost: () => this.#lost(),
      });
    } catch (error) {
      this.close();
      throw isTimeout(error) && !signal.aborted ? new VoiceError('connect-timeout', {cause: error}) : error;
    }
  }

  /**
   * Sends what the server has a word for, in order.
   * @throws {VoiceError} `too-large`
   */
  send(command: RealtimeModelCommand): void {
    if (!this.#socket || !this.#codec) return;
    if (command.type !== 'input-audio-commit' && !this.#before) return this.#write(command);
    const before = command.type === 'input-audio-commit' ? this.audio.flush() : null;
    this.#wait(Promise.all([this.#before, before]).then(() => this.#write(command)));
  }

  close(): void {
    this.#closed = true;
    this.#watch?.stop();
    this.#socket?.close();
    this.audio.close();
    this.#socket = this.#watch = null;
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
    if (!message || this.#socket?.readyState !== WebSocket.OPEN) return;
    if (message.length > maxMessageLength) throw new VoiceError('too-large');
    this.#listener.sent(name);
    this.#socket.send(message);
  }

  #sendSound({samples, late}: CapturedChunk): void {
    if (!this.#socket || !this.#codec) return;
    const written = this.#codec.write({type: 'input-audio-append', audio: encodePcm(samples)});
    if (typeof written === 'string') this.#backlog.send(this.#socket, written, late);
    else void written.then(message => this.#socket && this.#backlog.send(this.#socket, message, late));
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

/** @throws {VoiceError} `unsupported`, `connect-network` or `token-shape` */
function connect(model: RealtimeModel, setup: RealtimeSetup): WebSocket {
  try {
    const {url, protocols} = model.getWebSocketConfig?.(setup) ?? {};
    if (!url) throw new VoiceError('unsupported', {detail: 'realtime-model'});
    requireEncryption(new URL(url));
    return new WebSocket(url, protocols);
  } catch (error) {
    if (error instanceof VoiceError) throw error;
    // The name of a subprotocol has fewer letters than a header. Messages may quote it, or the address that the token
    // is in: no cause.
    throw error instanceof DOMException && error.name === 'SyntaxError'
      ? new VoiceError('token-shape', {detail: 'subprotocol'})
      : new VoiceError('connect-network');
  }
}

function isOpen(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', ({code}) => reject(refusal(code)));
  });
}
