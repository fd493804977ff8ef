const tickMs = 500;
/** Nothing has left the page for this long: the connection stalls. */
const stuckMs = 2_000;
/** The server pings every few seconds; it is late after so many times its longest pause, */
const patience = 3;
/** but not before this. */
const minSilenceMs = 6_000;
/** What stalls for three times as long is taken for lost, although the browser still calls it open. */
const lostAfter = 3;

/** Told how the connection does. */
export interface HeartbeatListener {
  stalled(): void;
  resumed(): void;
  lost(): void;
}

/** Notices a connection that hangs: by the pings of the server, once two have come, and by what does not leave the page. */
export class Heartbeat {
  readonly #socket: WebSocket;
  readonly #listener: HeartbeatListener;
  readonly #timer = setInterval(() => this.#tick(), tickMs);
  #heardAt = performance.now();
  #pingedAt: number | null = null;
  #maxPauseMs: number | null = null;
  /** When something left the page last. */
  #movedAt = performance.now();
  #backlog = 0;
  #stalled = false;

  constructor(socket: WebSocket, listener: HeartbeatListener) {
    this.#socket = socket;
    this.#listener = listener;
  }

  /** Something came. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  /** The server pinged. */
  pinged(): void {
    const now = performance.now();
    if (this.#pingedAt !== null) this.#maxPauseMs = Math.max(this.#maxPauseMs ?? 0, now - this.#pingedAt);
    this.#pingedAt = now;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    const {bufferedAmount} = this.#socket;
    if (!bufferedAmount || bufferedAmount < this.#backlog) this.#movedAt = now;
    this.#backlog = bufferedAmount;
    const silenceMs = this.#maxPauseMs && Math.max(minSilenceMs, this.#maxPauseMs * patience);
    const overdue = Math.max(
      (now - this.#movedAt) / stuckMs,
      silenceMs ? (now - this.#heardAt) / silenceMs : 0,
    );
    if (overdue > lostAfter) return this.#listener.lost();
    if (overdue > 1 === this.#stalled) return;
    this.#stalled = !this.#stalled;
    if (this.#stalled) this.#listener.stalled();
    else this.#listener.resumed();
  }
}
