import {bloom} from './bloom.js';
import {glass} from './glass.js';
import {ink} from './ink.js';
import {midnight} from './midnight.js';
import {native} from './native.js';
import {paper} from './paper.js';

/** Rules by the name of a look. What the page sets itself is stronger. */
const presets: Readonly<Record<string, string | ((host: Element) => string)>> = {
  glass,
  paper,
  ink,
  bloom,
  midnight,
  native,
};

/** The rules of an assistant's look. */
const worn = new WeakMap<ShadowRoot, CSSStyleSheet>();

/** Gives an assistant a look of its own; undefined: the usual one. */
export function dress(root: ShadowRoot, name: string | undefined): void {
  let sheet = worn.get(root);
  if (!sheet) {
    worn.set(root, (sheet = new CSSStyleSheet()));
    // Before the rules that come later, and after those that it changes.
    const [base, ...later] = root.adoptedStyleSheets;
    root.adoptedStyleSheets = [...(base ? [base] : []), sheet, ...later];
  }
  const preset = presets[name ?? ''] ?? '';
  sheet.replaceSync(typeof preset === 'function' ? preset(root.host) : preset);
}
