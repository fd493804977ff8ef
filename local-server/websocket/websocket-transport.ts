import type {WebSocket} from 'ws';
import {frameMs, pcmSampleRate} from '../audio/format.js';
import {Framer} from '../audio/framer.js';
import {Resampler} from '../audio/resampler.js';
import type {CallTransport, TransportListener} from '../call/transport.js';
import {systemClock} from '../engine/clock.js';
import type {FaultOptions} from '../faults/fault-table.js';
import {wireSampleRate} from './streamed-output.js';

/** Code of a server that fails: a normal closure would end the call, where a fault is meant. */
const failure = 1_011;

/** Nothing was heard for this long, not even an answer to a ping: the page is gone. */
const goneAfterMs = 15_000;

/** Events as messages, and the person's sound in them. */
export class WebSocketTransport implements CallTransport {
  readonly #socket: WebSocket;
  readonly #faults: () => FaultOptions;
  readonly #resampler = new Resampler(wireSampleRate, pcmSampleRate);
  readonly #framer = new Framer();
  readonly #watch: NodeJS.Timeout;
  /** Messages that are on their way, and when each arrives. */
  readonly #delayed: {readonly text: string; readonly dueAt: number}[] = [];

  constructor(socket: WebSocket, listener: TransportListener, faults: () => FaultOptions) {
    this.#socket = socket;
    this.#faults = faults;
    let seenAt = performance.now();
    socket.on('message', data => {
      seenAt = performance.now();
      this.#receive((data as Buffer).toString('utf8'), listener);
    });
    socket.on('pong', () => (seenAt = performance.now()));
    socket.on('error', () => {}); // A close follows.
    this.#watch = setInterval(() => {
      if (performance.now() - seenAt > goneAfterMs) socket.terminate();
      else socket.ping();
    }, goneAfterMs / 3);
    socket.on('close', () => {
      clearInterval(this.#watch);
      listener.onChannelClosed();
      listener.onClosed('the page hung up');
    });
  }

  /** In order, each as late as the network of the fault `eventJitter` has it. */
  sendText(text: string): void {
    const jitter = this.#faults().eventJitter ?? 0;
    if (!jitter && !this.#delayed.length) return this.#send(text);
    const {dueAt: lastAt = 0} = this.#delayed.at(-1) ?? {};
    this.#delayed.push({text, dueAt: Math.max(lastAt, performance.now() + Math.random() * jitter)});
    if (this.#delayed.length === 1) this.#deliver();
  }

  /** Sends what is due. One timer for all: two that are due at once may fire in any order. */
  #deliver(): void {
    while (this.#delayed.length && this.#delayed[0]!.dueAt <= performance.now())
      this.#send(this.#delayed.shift()!.text);
    const [next] = this.#delayed;
    if (next) systemClock.after(next.dueAt - performance.now(), () => this.#deliver());
  }

  /** Sound travels in events. */
  sendFrame(): void {}

  closeChannel(): void {
    this.#socket.close(failure);
  }

  close(): Promise<void> {
    return new Promise(resolve => {
      if (this.#socket.readyState === this.#socket.CLOSED) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.close(failure);
      // A page that does not answer must not hold up the server.
      const timer = setTimeout(() => this.#socket.terminate(), frameMs * 5);
      this.#socket.once('close', () => clearTimeout(timer));
    });
  }

  #send(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  #receive(text: string, listener: TransportListener): void {
    const sound = soundIn(text);
    if (!sound) return listener.onText(text);
    for (const frame of this.#framer.push(this.#resampler.process(sound))) listener.onFrame(frame);
  }
}

/** The samples of an `input_audio_buffer.append`; nothing for other messages, and for one that holds no sound. */
function soundIn(text: string): Int16Array | undefined {
  if (!text.includes('"input_audio_buffer.append"')) return undefined;
  try {
    const {type, audio} = JSON.parse(text) as {type: string; audio?: unknown};
    if (type !== 'input_audio_buffer.append' || typeof audio !== 'string') return undefined;
    const bytes = Buffer.from(audio, 'base64');
    return Int16Array.from({length: bytes.length >> 1}, (_, index) => bytes.readInt16LE(index * 2));
  } catch {
    return undefined;
  }
}
