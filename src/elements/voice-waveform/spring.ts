/** Per second: a movement is done after some 0.35 s. */
const stiffness = 16;

/** A number that is drawn to where it should be, and never beyond: a critically damped spring. */
export class Spring {
  value: number;
  #speed = 0;

  constructor(value: number) {
    this.value = value;
  }

  /** Exact, so that two short steps lead as far as a long one. */
  step(target: number, seconds: number): void {
    const distance = this.value - target;
    const momentum = (this.#speed + stiffness * distance) * seconds;
    const left = Math.exp(-stiffness * seconds);
    this.value = target + (distance + momentum) * left;
    this.#speed = (this.#speed - stiffness * momentum) * left;
  }

  /** Is there at once. */
  rest(value: number): void {
    this.value = value;
    this.#speed = 0;
  }
}
