/** Whether the server takes no notice of the microphone, which is silent by itself then. */
export class ServerMute {
  readonly #send: (event: {readonly type: string}) => void;
  #wanted: boolean;
  #told = false;

  /** @param send sends what the host allows */
  constructor(wanted: boolean, send: (event: {readonly type: string}) => void) {
    this.#wanted = wanted;
    this.#send = send;
  }

  /** @param isOpen the server can be told; if not, `tell()` does it later */
  set(muted: boolean, isOpen: boolean): void {
    this.#wanted = muted;
    if (isOpen) this.tell();
  }

  /** Tells the server, where it does not know. */
  tell(): void {
    if (this.#wanted === this.#told) return;
    this.#told = this.#wanted;
    this.#send({type: this.#told ? 'session.input_audio.mute' : 'session.input_audio.unmute'});
  }
}
