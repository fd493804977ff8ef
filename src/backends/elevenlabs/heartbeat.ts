import {SocketWatch, stalledMs} from '../../transports/socket-watch.js';

/** The server pings every few seconds; it is late after so many times its longest pause, */
const patience = 3;
/** but not before this. */
const minSilenceMs = 6_000;

/** Notices a connection that hangs: also by the pings of the server, once two have come. */
export class Heartbeat extends SocketWatch {
  #heardAt = performance.now();
  #pingedAt: number | null = null;
  #maxPauseMs: number | null = null;

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

  /** A silence that is too long counts as if a server that always answers had stalled. */
  protected override overdueMs(now: number): number {
    if (!this.#maxPauseMs) return 0;
    return ((now - this.#heardAt) / Math.max(minSilenceMs, this.#maxPauseMs * patience)) * stalledMs;
  }
}
