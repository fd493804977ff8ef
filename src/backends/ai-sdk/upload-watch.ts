const tickMs = 500;
/** Nothing has left the page for this long: the connection stalls. */
const stalledMs = 2_000;
/** After this it is taken for lost, although the browser still calls it open. */
const lostMs = 6_000;

/** Told how the connection does. */
export interface UploadListener {
  stalled(): void;
  resumed(): void;
  lost(): void;
}

/**
 * Notices a connection that takes nothing any more. A codec has no question to ask its server; but while the person has a
 * microphone, sound is sent all the time, and what does not leave the page piles up.
 */
export class UploadWatch {
  readonly #socket: WebSocket;
  readonly #listener: UploadListener;
  readonly #timer = setInterval(() => this.#tick(), tickMs);
  #movedAt = performance.now();
  #backlog = 0;
  #stalled = false;

  constructor(socket: WebSocket, listener: UploadListener) {
    this.#socket = socket;
    this.#listener = listener;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const {bufferedAmount} = this.#socket;
    if (!bufferedAmount || bufferedAmount < this.#backlog) this.#movedAt = performance.now();
    this.#backlog = bufferedAmount;
    const silentMs = performance.now() - this.#movedAt;
    if (silentMs > lostMs) return this.#listener.lost();
    if (silentMs > stalledMs === this.#stalled) return;
    this.#stalled = !this.#stalled;
    if (this.#stalled) this.#listener.stalled();
    else this.#listener.resumed();
  }
}
