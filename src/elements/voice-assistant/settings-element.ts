import {HTMLElementBase} from '../html-element.js';
import {attributeOf, settingsTable} from './settings-table.js';

/** The properties by the attributes they are read from. */
const byAttribute = new Map(
  Object.keys(settingsTable)
    .filter(name => settingsTable[name]!.fromAttribute)
    .map(name => [attributeOf(name), name]),
);

/**
 * An element with the properties and attributes of the table. However many change in a task, they are drawn once, after
 * it, and for the first time when the element comes to the page.
 */
export abstract class SettingsElement extends HTMLElementBase {
  static readonly observedAttributes: readonly string[] = [...byAttribute.keys()];

  /** The accessors are on the prototype, where frameworks look for them. */
  static {
    for (const name of Object.keys(settingsTable))
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: SettingsElement) {
          return this.#values[name];
        },
        set(this: SettingsElement, given: unknown) {
          const value = given ?? settingsTable[name]!.default; // What is taken back is as it was.
          if (Object.is(value, this.#values[name])) return;
          this.#values[name] = value;
          this.requestUpdate(name);
        },
      });
  }

  readonly #values: Record<string, unknown> = Object.fromEntries(
    Object.entries(settingsTable).map(([name, setting]) => [name, setting.default]),
  );
  /** What was set on the element before it became one. */
  #given: Record<string, unknown> | null = null;
  #changed = new Set<string>(Object.keys(settingsTable).filter(name => settingsTable[name]!.default));
  #begin!: () => void;
  #pending: Promise<void> | null;
  #reflecting = false;

  constructor() {
    super();
    for (const name of Object.keys(settingsTable)) {
      if (!Object.hasOwn(this, name)) continue;
      (this.#given ??= {})[name] = (this as Record<string, unknown>)[name];
      delete (this as Record<string, unknown>)[name];
    }
    this.#pending = new Promise<void>(resolve => (this.#begin = resolve)).then(() => this.#perform());
  }

  /** Resolves when everything that was changed so far is drawn. */
  get updateComplete(): Promise<boolean> {
    return this.allDrawn();
  }

  connectedCallback(): void {
    this.#begin();
  }

  attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
    if (this.#reflecting) return;
    const name = byAttribute.get(attribute)!;
    (this as Record<string, unknown>)[name] = settingsTable[name]!.fromAttribute!(value, attribute);
  }

  /** Has the element drawn again. @param name what changed */
  requestUpdate(name?: string): void {
    if (name) this.#changed.add(name);
    this.#pending ??= Promise.resolve().then(() => this.#perform());
  }

  /** @internal */
  protected async allDrawn(): Promise<boolean> {
    while (this.#pending) await this.#pending;
    return true;
  }

  /** Draws. @param changed the names of the properties that are not what they were */
  protected abstract update(changed: ReadonlySet<string>): void;

  #perform(): void {
    Object.assign(this, this.#given);
    this.#given = null;
    this.#pending = null;
    const changed = this.#changed;
    this.#changed = new Set();
    this.#reflect(changed);
    this.update(changed);
  }

  #reflect(changed: ReadonlySet<string>): void {
    this.#reflecting = true;
    for (const name of changed) {
      if (!settingsTable[name]?.reflect) continue;
      const value = this.#values[name];
      if (typeof value === 'string') this.setAttribute(attributeOf(name), value);
      else this.toggleAttribute(attributeOf(name), Boolean(value));
    }
    this.#reflecting = false;
  }
}
