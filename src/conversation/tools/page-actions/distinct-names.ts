import {fieldSelector, headings, native, type Field} from './dom.js';
import type {FieldNames} from './field-names.js';
import type {Visibility} from './visibility.js';

/** What a heading does not reach out of. */
const sections =
  'form, fieldset, dialog, section, article, aside, nav, header, footer, [role=form], [role=dialog], [role=alertdialog], [role=group], [role=region], [role=search]';

/**
 * Names under which no two fields of the page look alike: to the person who is asked, and to what remembers what they
 * agreed to. Where the name alone is not enough, it tells what part of the page the field is in, then its number.
 */
export class DistinctNames {
  readonly #names: FieldNames;
  readonly #visibility: Visibility;
  readonly #headings: readonly Element[];

  constructor(names: FieldNames, visibility: Visibility) {
    this.#names = names;
    this.#visibility = visibility;
    this.#headings = [...document.body.querySelectorAll(headings)];
  }

  of(field: Field): string {
    const fields = [...document.body.querySelectorAll<Field>(fieldSelector)].filter(
      other => other === field || this.#visibility.isVisible(other),
    );
    const names = new Map(fields.map(other => [other, this.#names.fullNameOf(other)]));
    for (const alike of allAlike(names))
      for (const [other, name] of alike) names.set(other, this.#placed(name, other));
    // What is numbered may look like a name that is there already: another round tells them apart.
    for (let groups = allAlike(names); groups.length > 0; groups = allAlike(names))
      for (const alike of groups)
        alike.forEach(([other, name], index) => names.set(other, `${name} (${index + 1}/${alike.length})`));
    return names.get(field)!;
  }

  /** The part of the page that a field is in, by its name and the heading in it. */
  placeOf(field: Field): string {
    let part = field.closest(sections);
    while (part && !this.#names.accessibleNameOf(part)) part = this.#partAround(part);
    const name = part ? this.#names.accessibleNameOf(part) : '';
    const heading = this.#headingBefore(field, part);
    return [name, heading === name ? '' : heading].filter(Boolean).join(', ');
  }

  #placed(name: string, field: Field): string {
    const place = this.placeOf(field);
    return place && !name.startsWith(`${place}: `) ? `${place}: ${name}` : name;
  }

  #partAround(part: Element): Element | null {
    const parent = native(part, 'parentElement');
    return parent && native(parent, 'closest')(sections);
  }

  #headingBefore(field: Field, within: Element | null): string {
    for (let index = this.#countBefore(field) - 1; index >= 0; index--) {
      const heading = this.#headings[index]!;
      if (within && !native(within, 'contains')(heading)) return '';
      const section = heading.closest(sections);
      if (section && !native(section, 'contains')(field)) continue;
      const text = this.#visibility.textOf(heading);
      if (text) return text;
    }
    return '';
  }

  /** How many of the headings, which are in the order of the page, stand before a field. */
  #countBefore(field: Field): number {
    let [low, high] = [0, this.#headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const position = this.#headings[middle]!.compareDocumentPosition(field);
      if (position & Node.DOCUMENT_POSITION_FOLLOWING) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Named = readonly [Field, string];

/** The fields that share a name with others, each name by itself. */
function allAlike(names: ReadonlyMap<Field, string>): readonly (readonly Named[])[] {
  const byLooks = new Map<string, Named[]>();
  for (const [field, name] of names) {
    const looks = looksOf(name);
    const alike = byLooks.get(looks);
    if (alike) alike.push([field, name]);
    else byLooks.set(looks, [[field, name]]);
  }
  return [...byLooks.values()].filter(({length}) => length > 1);
}

/** What people can tell names apart by: neither letters that take no room, nor the case. */
function looksOf(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
