/**
 * The numbers under which the assistant knows elements of the page. One element keeps its number, and no number is
 * ever given twice: a reference means what it meant when it was read, or nothing.
 */
export class References {
  readonly #numbers = new WeakMap<Element, number>();
  readonly #elements = new Map<number, WeakRef<Element>>();
  #last = 0;

  /** How many elements can be found again. */
  get size(): number {
    return this.#elements.size;
  }

  numberOf(element: Element): number {
    let number = this.#numbers.get(element);
    if (number === undefined) this.#numbers.set(element, (number = ++this.#last));
    if (!this.#elements.has(number)) this.#elements.set(number, new WeakRef(element));
    return number;
  }

  /** @returns the element, null when it is gone, undefined when the number was never given */
  find(number: number): Element | null | undefined {
    if (number < 1 || number > this.#last) return undefined;
    return this.#elements.get(number)?.deref() ?? null;
  }

  /** Forgets what left the page; what comes back is read again under the number it had. */
  sweep(): void {
    for (const [number, reference] of this.#elements)
      if (!reference.deref()?.isConnected) this.#elements.delete(number);
  }
}
