import {countAt, textAt, type WireObject} from '../../session/json.js';

/** The initial message comes as soon as events flow; a server that sends none is not waited for. */
const initialMessageTimeoutMs = 1_000;

/** What the server said of its session: first, and last. */
export class ServerSession {
  #initial: WireObject | null = null;
  #current: WireObject = {};
  #onInitial: () => void = () => {};

  /** The server described it. */
  described(session: WireObject): void {
    this.#initial ??= session;
    this.#current = session;
    this.#onInitial();
  }

  /** As it was first. */
  get initial(): WireObject {
    return this.#initial ?? {};
  }

  get instructions(): string {
    return textAt(this.#current, 'instructions');
  }

  /** When the server will end it, in milliseconds since the epoch. */
  get expiresAt(): number | undefined {
    return countAt(this.initial, 'expires_at') * 1000 || undefined;
  }

  /** Resolves when it is known, or is not going to be. */
  known(): Promise<void> | void {
    if (this.#initial) return;
    return new Promise(resolve => {
      const timer = setTimeout(resolve, initialMessageTimeoutMs);
      this.#onInitial = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The call is over: it is not going to be known. */
  close(): void {
    this.#onInitial();
  }
}
