const stepMs = 5;

/** Moves a loudness to another in small steps, so that no click is heard. Begins at 1. */
export class Fader {
  readonly #apply: (value: number) => void;
  #value = 1;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(apply: (value: number) => void) {
    this.#apply = apply;
  }

  /** Is at `target` in so many milliseconds, and says so. Without time it is there at once. */
  moveTo(target: number, ms = 0, arrived: () => void = () => {}): void {
    clearInterval(this.#timer);
    const [from, began] = [this.#value, performance.now()];
    const step = () => {
      // The first step is taken at once.
      const share = Math.min(1, (performance.now() - began + stepMs) / (ms || stepMs));
      this.#value = from + (target - from) * share;
      this.#apply(this.#value);
      if (share < 1) return;
      clearInterval(this.#timer);
      arrived();
    };
    this.#timer = setInterval(step, stepMs);
    step();
  }
}
