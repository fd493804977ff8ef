import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

export type Args = Readonly<Record<string, string | number | boolean | undefined>>;

/** Sets `args` as attributes, and those that begin with `--` as custom properties. What did not change is left alone. */
class Attributes extends Directive {
  #before: Args = {};

  override render(args: Args): typeof noChange {
    void args; // Only `update` knows the element.
    return noChange;
  }

  override update({element}: ElementPart, [args]: [Args]): typeof noChange {
    for (const name of new Set([...Object.keys(this.#before), ...Object.keys(args)])) {
      if (args[name] !== this.#before[name]) set(element as HTMLElement, name, args[name]);
    }
    this.#before = {...args};
    return noChange;
  }
}

export const attributes = directive(Attributes);

function set(element: HTMLElement, name: string, value: Args[string]): void {
  const absent = value === undefined || value === false || value === '';
  if (name.startsWith('--')) element.style.setProperty(name, absent ? null : String(value));
  else if (absent) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}
