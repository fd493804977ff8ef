/** Lets tests wait for something instead of sleeping: conditions are looked at again whenever something happened. */
export class Waiting {
  readonly #checks = new Set<() => void>();

  /** Something happened. */
  poke(): void {
    for (const check of [...this.#checks]) check();
  }

  /** Resolves with the first value of `probe` that is not undefined; rejects after `timeoutMs`. */
  for<T>(what: string, timeoutMs: number, probe: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#checks.delete(check);
        reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`));
      }, timeoutMs);
      const check = () => {
        const value = probe();
        if (value === undefined) return;
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve(value);
      };
      this.#checks.add(check);
      check();
    });
  }
}
