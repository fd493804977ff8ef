const tickMs = 500;
/** Nothing has left the page, or come that was asked for, for this long: the connection stalls. */
export const stalledMs = 2_000;
/** After this it is taken for lost, although the browser still calls it open. */
const lostMs = 6_000;

/** Told how a connection does. */
export interface SocketWatchListener {
  stalled(): void;
  resumed(): void;
  lost(): void;
}

/**
 * Notices a WebSocket that hangs. A page cannot ping; but while the person has a microphone, sound is sent all the time, and
 * what does not leave the page piles up.
 */
export class SocketWatch {
  protected readonly socket: WebSocket;
  readonly #listener: SocketWatchListener;
  readonly #timer = setInterval(() => this.#tick(), tickMs);
  /** When something left the page last. */
  #movedAt = performance.now();
  #backlog = 0;
  #stalled = false;

  constructor(socket: WebSocket, listener: SocketWatchListener) {
    this.socket = socket;
    this.#listener = listener;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Called every half second. @returns for how many milliseconds the server has been overdue with something */
  protected overdueMs?(now: number): number;

  #tick(): void {
    const now = performance.now();
    const {bufferedAmount} = this.socket;
    if (!bufferedAmount || bufferedAmount < this.#backlog) this.#movedAt = now;
    this.#backlog = bufferedAmount;
    const silentMs = Math.max(this.overdueMs?.(now) ?? 0, now - this.#movedAt);
    if (silentMs > lostMs) return this.#listener.lost();
    if (silentMs > stalledMs === this.#stalled) return;
    this.#stalled = !this.#stalled;
    if (this.#stalled) this.#listener.stalled();
    else this.#listener.resumed();
  }
}
