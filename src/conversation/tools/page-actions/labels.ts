import {isField, type Field} from './dom.js';

/**
 * Which labels belong to which fields. To ask each field for its `labels` takes a look through the whole page for
 * every one of them; this takes one look for all. Made anew for each use.
 */
export class Labels {
  #found: ReadonlyMap<Field, readonly HTMLLabelElement[]> | undefined;

  of(field: Field): readonly HTMLLabelElement[] {
    this.#found ??= find();
    return this.#found.get(field) ?? [];
  }
}

function find(): ReadonlyMap<Field, readonly HTMLLabelElement[]> {
  const found = new Map<Field, HTMLLabelElement[]>();
  for (const label of document.querySelectorAll('label')) {
    const {control} = label;
    if (!isField(control)) continue;
    const labels = found.get(control);
    if (labels) labels.push(label);
    else found.set(control, [label]);
  }
  return found;
}
