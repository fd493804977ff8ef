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

/** As people know a field, with the group that it stands in: “Delivery: Street”. */
export function fullNameOf(field: Field, visibility: Visibility): string {
  const group = groupsOf(field)[0];
  const name = nameOf(field, visibility);
  return group && group !== name ? `${group}: ${name}` : name;
}

/** As people know a field: what is seen of its label comes first, what only machines know comes last. */
export function nameOf(field: Field, visibility: Visibility): string {
  const labels = [...(field.labels ?? [])];
  const names = [
    ...labels.map(label => visibility.textOf(label)),
    ...textsAt(field, 'aria-labelledby'),
    field.getAttribute('aria-label'),
    ...labels.map(textIn),
    field.getAttribute('placeholder'),
    field.getAttribute('title'),
    textBefore(field),
    field.getAttribute('name'),
    field.getAttribute('id'),
  ];
  return names.map(name => tidy(name ?? '')).find(Boolean) ?? field.type;
}

/** Everything that names a field, for people or for machines. */
export function allNamesOf(field: Field): readonly string[] {
  const data = [...field.attributes].filter(
    ({name, value}) => /^data-/.test(name) && value.length <= maxDataLength,
  );
  const labels = [...[...(field.labels ?? [])].map(textIn), ...textsAt(field, 'aria-labelledby')];
  const isUnlabelled = !labels.some(Boolean) && !field.hasAttribute('aria-label');
  return [
    ...attributes.map(name => field.getAttribute(name) ?? ''),
    ...data.map(({value}) => value),
    ...labels,
    ...groupsOf(field),
    isUnlabelled ? textBefore(field) : '',
  ].filter(Boolean);
}

/** What is said about a field beside its name. */
export function descriptionsOf(field: Field): readonly string[] {
  return [...textsAt(field, 'aria-describedby'), field.getAttribute('aria-description') ?? ''];
}

/** The names of the fieldsets around a field, from the inside. */
function groupsOf(field: Field): readonly string[] {
  const names: string[] = [];
  let group = field.closest('fieldset');
  for (; group; group = group.parentElement && native(group.parentElement, 'closest')('fieldset')) {
    const legend = group.querySelector(':scope > legend');
    if (legend && textIn(legend)) names.push(textIn(legend));
  }
  return names;
}

function textsAt(field: Field, attribute: string): readonly string[] {
  const ids = tidy(field.getAttribute(attribute) ?? '');
  return ids ? ids.split(' ').map(id => textIn(document.getElementById(id))) : [];
}

/** What stands before a field that has no label: in front of it, or in the cell before. */
function textBefore(field: Field): string {
  let element: Element | null = field;
  for (let depth = 0; element && depth < maxNeighbourDepth; depth++) {
    for (let node = element.previousSibling; node; node = node.previousSibling) {
      // What stands before another field belongs to that one.
      if (isField(node) || (node instanceof Element && native(node, 'querySelector')(fieldSelector)))
        return '';
      const text = textIn(node);
      if (text) return text.length > maxNeighbourLength ? '' : text;
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
function textIn(node: Node | null): string {
  if (!node) return '';
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const isUnread = (text: Node) => text.parentElement?.closest('select, textarea, script, style');
  let text = node instanceof Text ? node.data : '';
  while (walker.nextNode()) {
    const {currentNode} = walker;
    if (!isUnread(currentNode)) text += (currentNode as Text).data;
  }
  return tidy(text);
}
