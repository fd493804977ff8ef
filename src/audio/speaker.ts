/**
 * Where the assistant's sound comes out: one media element, so that the browser's echo canceller hears what
 * the person hears, and a tap on the page can unlock it before anything is loaded.
 * @see https://html.spec.whatwg.org/multipage/media.html#allowed-to-play
 */
export class Speaker {
  /** Id of the device that is wanted, there or not; empty for what the system prefers. */
  wanted = '';
  readonly #element: HTMLAudioElement;
  readonly #onBlocked: (blocked: boolean) => void;
  #volume = 1;
  #duckingGain = 1;
  #silenced = false;
  #blocked = false;

  /**
   * @param element the element that a tap has unlocked, or a new one
   * @param onBlocked told when the browser refuses to play, and when it plays after all
   */
  constructor(element: HTMLAudioElement = new Audio(), onBlocked: (blocked: boolean) => void = () => {}) {
    this.#element = element;
    this.#onBlocked = onBlocked;
    element.autoplay = true;
  }

  /** What is being played, for the level meter. */
  get stream(): MediaStream | null {
    return this.#element.srcObject as MediaStream | null;
  }

  /** Id of the device that is used; empty for what the system prefers. */
  get device(): string {
    return this.#element.sinkId ?? '';
  }

  /** 0 to 1. iOS leaves loudness to its hardware buttons: there it is either silent or not. */
  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    if (!Number.isFinite(volume)) return;
    this.#volume = Math.min(1, Math.max(0, volume));
    this.#apply();
  }

  /** Share of the volume that comes out, 0 to 1: less while the user may be talking over it. */
  set duckingGain(duckingGain: number) {
    this.#duckingGain = duckingGain;
    this.#apply();
  }

  /**
   * Plays through another device; an empty id is what the system prefers. Where the browser or the person does
   * not allow it, or the device is gone, the sound goes on where it is.
   */
  async setDevice(id: string): Promise<void> {
    if (this.#element.sinkId !== id) await this.#element.setSinkId?.(id).catch(() => {});
  }

  /** Plays a stream in place of the one before. */
  play(stream: MediaStream): void {
    this.#element.srcObject = stream;
    this.unblock();
  }

  /** Cuts the sound at once, whatever still arrives. */
  silence(): void {
    this.#silenced = true;
    this.#apply();
  }

  /** Lets sound through again. */
  resume(): void {
    this.#silenced = false;
    this.#apply();
  }

  /** Tries to play what the browser blocked. To be called from a tap. */
  unblock(): void {
    const {stream} = this;
    if (!stream) return;
    this.#element.play().then(
      () => this.#setBlocked(false),
      (error: unknown) => {
        const refused = error instanceof DOMException && error.name === 'NotAllowedError';
        if (refused && stream === this.stream) this.#setBlocked(true);
      },
    );
  }

  /** Lets go of the stream. */
  stop(): void {
    this.#element.pause();
    this.#element.srcObject = null;
    this.#blocked = false;
    this.resume();
  }

  #setBlocked(blocked: boolean): void {
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.#onBlocked(blocked);
  }

  #apply(): void {
    const gain = this.#volume * this.#duckingGain;
    this.#element.volume = gain;
    // `muted` besides `volume`: iOS ignores the latter, which then stays as it was. Some browsers round it.
    const isIgnored = Math.abs(this.#element.volume - gain) > 0.01;
    this.#element.muted = this.#silenced || (isIgnored && (!gain || this.#duckingGain < 0.5));
  }
}
