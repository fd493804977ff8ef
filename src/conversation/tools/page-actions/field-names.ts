import {fieldSelector, isField, native, tidy, type Field} from './dom.js';
import type {Visibility} from './visibility.js';

/** Text before a field that is longer than this is no name of it. */
const maxNeighbourLength = 80;
/** How many elements around a field are looked at for what stands before it. */
const maxNeighbourDepth = 3;
/** Longer values of `data-` attributes are data. */
const maxDataLength = 64;

const attributes = [
  'name',
  'id',
  'aria-label',
  'aria-placeholder',
  'placeholder',
  'title',
  'autocomplete',
  'formcontrolname',
];

/** How much of a text counts: what is seen of it, or all. */
type Reading = (node: Node) => string;

/**
 * What fields are called. What is shown or read is taken from what a person sees; what decides whether a field is
 * private, from everything there is. It caches what it has read: made anew for each use.
 */
export class FieldNames {
  readonly #visibility: Visibility;
  readonly #names = new Map<Field, string>();
  readonly #texts = new Map<Node, string>();
  readonly #legends = new Map<Element, Element | null>();
  readonly #seen: Reading;
  readonly #all: Reading;

  constructor(visibility: Visibility) {
    this.#visibility = visibility;
    this.#seen = node => visibility.textOf(node);
    this.#all = node => {
      let text = this.#texts.get(node);
      if (text === undefined) this.#texts.set(node, (text = textIn(node)));
      return text;
    };
  }

  /** As people know a field, with the group that it stands in: “Delivery: Street”. */
  fullNameOf(field: Field): string {
    const group = this.#groupsOf(field, this.#seen)[0];
    const name = this.nameOf(field);
    return group && group !== name ? `${group}: ${name}` : name;
  }

  /** As people know a field: what is seen of its label comes first, what only machines know comes last. */
  nameOf(field: Field): string {
    let name = this.#names.get(field);
    if (name === undefined) this.#names.set(field, (name = this.#bestNameOf(field)));
    return name;
  }

  /** The accessible name that an element has of its own; '' when there is none. */
  accessibleNameOf(element: Element): string {
    const label = native(element, 'getAttribute')('aria-label');
    return tidy(textsAt(element, 'aria-labelledby', this.#seen).join(' ')) || tidy(label ?? '');
  }

  /** Everything that names a field, for people or for machines. */
  allNamesOf(field: Field): readonly string[] {
    const data = [...field.attributes].filter(
      ({name, value}) => /^data-/.test(name) && value.length <= maxDataLength,
    );
    return [
      ...attributes.map(name => field.getAttribute(name) ?? ''),
      ...data.map(({value}) => value),
      ...this.#labelsOf(field, this.#all),
      ...this.#groupsOf(field, this.#all),
      ...this.#textsBefore(field),
    ].filter(Boolean);
  }

  /** What is said about a field beside its name. */
  descriptionsOf(field: Field): readonly string[] {
    const description = field.getAttribute('aria-description') ?? '';
    return [...textsAt(field, 'aria-describedby', this.#all), description];
  }

  #bestNameOf(field: Field): string {
    for (const name of this.#candidatesFor(field)) if (name && tidy(name)) return tidy(name);
    return field.type;
  }

  *#candidatesFor(field: Field): Generator<string | null> {
    yield* this.#labelsOf(field, this.#seen);
    yield field.getAttribute('aria-label');
    yield field.getAttribute('placeholder');
    yield field.getAttribute('title');
    yield textBefore(field, this.#seen);
    yield field.getAttribute('name');
    yield field.getAttribute('id');
  }

  #labelsOf(field: Field, read: Reading): readonly string[] {
    const labels = this.#visibility.labels.of(field).map(read);
    return [...labels, ...textsAt(field, 'aria-labelledby', read)];
  }

  /** What stands before a field that has no label to be seen. A hidden word in between takes nothing away. */
  #textsBefore(field: Field): readonly string[] {
    const labels = [...this.#labelsOf(field, this.#seen), tidy(field.getAttribute('aria-label') ?? '')];
    return labels.some(Boolean) ? [] : [textBefore(field, this.#all), textBefore(field, this.#seen)];
  }

  /** The names of the fieldsets around a field, from the inside. */
  #groupsOf(field: Field, read: Reading): readonly string[] {
    const names: string[] = [];
    let group = field.closest('fieldset');
    for (; group; group = group.parentElement && native(group.parentElement, 'closest')('fieldset')) {
      const legend = this.#legendOf(group);
      const name = legend && read(legend);
      if (name) names.push(name);
    }
    return names;
  }

  #legendOf(group: HTMLFieldSetElement): Element | null {
    let legend = this.#legends.get(group);
    if (legend === undefined) this.#legends.set(group, (legend = group.querySelector(':scope > legend')));
    return legend;
  }
}

function textsAt(element: Element, attribute: string, read: Reading): readonly string[] {
  const ids = tidy(native(element, 'getAttribute')(attribute) ?? '');
  const named = ids ? ids.split(' ').map(id => document.getElementById(id)) : [];
  return named.map(element => (element ? read(element) : ''));
}

/** What stands before a field: in front of it, or in the cell before. Signs, such as a star or a colon, are no name. */
function textBefore(field: Field, read: Reading): string {
  let element: Element | null = field;
  for (let depth = 0; element && depth < maxNeighbourDepth; depth++) {
    for (let node = element.previousSibling; node; node = node.previousSibling) {
      // What stands before another field belongs to that one.
      if (isField(node) || (node instanceof Element && native(node, 'querySelector')(fieldSelector)))
        return '';
      const text = read(node);
      if (/[\p{L}\p{N}#]/u.test(text)) return text.length > maxNeighbourLength ? '' : text;
    }
    const parent: Element | null = element.parentElement;
    element = parent && !isBoundary(parent) ? parent : null;
  }
  return '';
}

function isBoundary(element: Element): boolean {
  return (
    element instanceof HTMLFormElement || element instanceof HTMLFieldSetElement || element === document.body
  );
}

/** All text, seen or not, but for what stands in fields. */
function textIn(node: Node): string {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const isUnread = (text: Node) => text.parentElement?.closest('select, textarea, script, style');
  let text = node instanceof Text ? node.data : '';
  while (walker.nextNode()) {
    const {currentNode} = walker;
    if (!isUnread(currentNode)) text += (currentNode as Text).data;
  }
  return tidy(text);
}
