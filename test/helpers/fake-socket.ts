import {settled} from './clock.js';
import {stub} from './stub.js';

/** A WebSocket without a network: a test says what becomes of it. */
export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  /** Every one that was made since `stubWebSocket`. */
  static made: FakeSocket[] = [];

  readonly sent: Record<string, unknown>[] = [];
  readyState: number = FakeSocket.CONNECTING;
  bufferedAmount = 0;

  constructor(
    readonly url: string,
    readonly protocols: readonly string[] = [],
  ) {
    super();
    FakeSocket.made.push(this);
  }

  /** The names of what was sent, but for sound and signs of life. */
  get told(): unknown[] {
    return this.sent.map(({type}) => type).filter(type => !/append$|retrieve$/.test(String(type)));
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  /** The page closes it; the other side's answer to that comes later, if at all. */
  close(): void {
    this.readyState = FakeSocket.CLOSING;
  }

  /** Resolves when a message of the server could be the next thing to happen. */
  opens(): Promise<void> {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
    return settled();
  }

  /** The server says this. */
  says(...events: readonly object[]): void {
    for (const event of events)
      this.dispatchEvent(new MessageEvent('message', {data: JSON.stringify(event)}));
  }

  /** The connection is gone, by the server's or the network's doing. */
  closes(code = 1006): void {
    this.readyState = FakeSocket.CLOSED;
    this.dispatchEvent(new CloseEvent('close', {code}));
  }
}

/** Gives the page fake WebSockets for the rest of the test. @returns those that it makes */
export function stubWebSocket(): readonly FakeSocket[] {
  FakeSocket.made = [];
  stub(globalThis, 'WebSocket', FakeSocket);
  return FakeSocket.made;
}
