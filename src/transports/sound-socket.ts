import type {PcmAudio, PcmListener} from '../audio/pcm-audio.js';
import {isTimeout, withDeadline} from '../session/deadline.js';
import {VoiceError} from '../state/voice-error.js';
import {createdAudio, loadAudio} from './open-audio.js';
import {refusal} from './socket-closure.js';
import type {SocketWatch} from './socket-watch.js';
import {SoundBacklog} from './sound-backlog.js';

const openTimeoutMs = 15_000;
/** Servers and proxies often take no more in one message. */
export const maxMessageLength = 1_000_000;

/** Makes what captures and plays. */
export type CreateAudio = (listener: PcmListener) => PcmAudio;

/** How a socket is opened that is not opened as most are. */
export interface SocketOptions {
  readonly protocols?: readonly string[];
  /** What is wrong where the browser takes address and protocols for none. @default 'subprotocol' */
  readonly malformed?: string;
  /** @returns why a server closes it before it is open */
  readonly refused?: (closure: CloseEvent) => unknown;
}

/** A WebSocket with microphone and speaker of its own, for one call: what is the same whatever is said over it. */
export class SoundSocket<Watch extends SocketWatch = SocketWatch> {
  /** What captures and plays. */
  readonly audio: PcmAudio;
  /** Notices that it hangs, once there is one. */
  watch: Watch | null = null;
  readonly #backlog = new SoundBacklog();
  #socket: WebSocket | null = null;

  /** @throws {VoiceError} `unsupported` */
  constructor(createAudio: CreateAudio, listener: PcmListener) {
    this.audio = createdAudio(() => createAudio(listener));
  }

  /** Chunks of the microphone that a slow network did not take. */
  get dropped(): number {
    return this.#backlog.dropped;
  }

  /**
   * Loads what runs on the audio thread, before the socket is open: a server may begin to speak at once.
   * @throws {VoiceError} `unsupported`, `connect-network` or `connect-timeout`, or the signal's reason
   */
  load(signal: AbortSignal): Promise<void> {
    return loadAudio(this.audio, signal);
  }

  /** @throws {VoiceError} `token-shape` or `connect-…`, or the signal's reason; no socket is left then */
  async open(address: string, signal: AbortSignal, options: SocketOptions = {}): Promise<WebSocket> {
    const {protocols, malformed, refused = ({code}) => refusal(code)} = options;
    const socket = (this.#socket = created(address, protocols, malformed));
    socket.binaryType = 'arraybuffer';
    try {
      await connectedInTime(openTimeoutMs, signal, () => opened(socket, refused));
    } catch (error) {
      socket.close();
      throw error;
    }
    return socket;
  }

  /** @returns whether it is open, and the message is on its way @throws {VoiceError} `too-large` */
  send(message: string): boolean {
    if (message.length > maxMessageLength) throw new VoiceError('too-large');
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(message);
    return true;
  }

  /** Sends what the microphone heard. @param late it was said before the connection was there */
  sendSound(message: string, late: boolean): void {
    if (this.#socket) this.#backlog.send(this.#socket, message, late);
  }

  close(): void {
    this.watch?.stop();
    this.#socket?.close(1_000);
    this.audio.close();
    this.#socket = this.watch = null;
  }
}

/** @throws {VoiceError} `connect-timeout`, or what is thrown */
export async function connectedInTime<T>(
  ms: number,
  signal: AbortSignal,
  act: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await withDeadline(ms, signal, act);
  } catch (error) {
    throw isTimeout(error) && !signal.aborted ? new VoiceError('connect-timeout', {cause: error}) : error;
  }
}

function opened(socket: WebSocket, refused: (closure: CloseEvent) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (closure: CloseEvent) => void Promise.resolve(refused(closure)).then(reject);
    socket.addEventListener('close', refuse);
    socket.addEventListener('open', () => {
      socket.removeEventListener('close', refuse);
      resolve();
    });
  });
}

function created(address: string, protocols: readonly string[] = [], malformed = 'subprotocol'): WebSocket {
  try {
    return new WebSocket(address, [...protocols]);
  } catch (error) {
    // The name of a subprotocol has fewer letters than a header. Messages may quote it, or the address that a token is
    // in: no cause.
    throw error instanceof DOMException && error.name === 'SyntaxError'
      ? new VoiceError('token-shape', {detail: malformed})
      : new VoiceError('connect-network');
  }
}
