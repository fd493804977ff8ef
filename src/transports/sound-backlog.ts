/** About one second of sound that has not left the page: what is said meanwhile would come too late. */
const maxBacklog = 64_000;

/** Sends what the microphone hears over a WebSocket, and drops what a slow network would carry too late. */
export class SoundBacklog {
  /** Chunks that were not sent. */
  dropped = 0;
  /** What was said before the connection was there comes all at once: the network may take its time with it. */
  #late = 0;

  /** @param late it was said before the connection was there */
  send(socket: WebSocket, message: string, late: boolean): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (late) this.#late += message.length;
    else if (socket.bufferedAmount < maxBacklog) this.#late = 0;
    if (socket.bufferedAmount > maxBacklog + this.#late) this.dropped++;
    else socket.send(message);
  }
}
