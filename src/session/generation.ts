/** Tells what was begun earlier, and is ready only now, whether it is still wanted. */
export class Generation {
  #number = 0;

  /** Nothing that was begun so far is wanted any more. */
  end(): void {
    this.#number++;
  }

  /** @returns whether what begins now is still wanted when it is asked */
  stillWanted(): () => boolean {
    const begun = this.#number;
    return () => begun === this.#number;
  }
}
