import type {
  ConnectionListener,
  ConnectionOptions,
  RealtimeConnection,
} from '../../src/transports/connection.js';
import type {WireEvent} from './wire.js';

/** A wire without a network: keeps what is sent, and says what a test has the server say. */
export class FakeConnection implements RealtimeConnection {
  readonly transport = 'webrtc';
  readonly sent: WireEvent[] = [];
  microphone: MediaStreamTrack | null | undefined;
  options: ConnectionOptions | null = null;
  closed = false;
  level = 0;
  /** Decides when and how `open` ends. */
  opening: Promise<string> = Promise.resolve('call_1');
  /** What `send` throws. */
  broken: Error | null = null;

  async open(options: ConnectionOptions): Promise<string> {
    this.options = options;
    await options.token;
    return this.opening;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.microphone = track;
  }

  send(event: object): void {
    if (this.broken) throw this.broken;
    if (!this.closed) this.sent.push(event as WireEvent);
  }

  outputLevel(): number {
    return this.level;
  }

  close(): void {
    this.closed = true;
  }

  get listener(): ConnectionListener {
    return this.options!.listener;
  }

  /** The server says this. */
  says(...events: readonly WireEvent[]): void {
    for (const event of events) this.listener.message(event);
  }

  /** The names of what was sent since this was last asked. */
  names(): string[] {
    return this.sent.splice(0).map(event => event.type);
  }
}
