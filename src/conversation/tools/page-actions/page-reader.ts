import {fieldOf, fieldSelector, headings, isField, isTickBox, native, tidy, type Field} from './dom.js';
import {FieldNames} from './field-names.js';
import {Privacy} from './private-field.js';
import {References} from './references.js';
import {Visibility} from './visibility.js';

/** Those of drawings have it as `xlink:href`, too. */
const links = 'a[*|href]';
const buttons = 'button, [role=button], summary';
const prose = 'p, li, td, th, dd, dt, blockquote, pre, figcaption, caption, label, legend';
const readable = `${headings}, ${links}, ${buttons}, ${fieldSelector}, ${prose}`;
/** Text that has one of these in it is read with those only. */
const readByItself = `${links}, ${buttons}, ${fieldSelector}, ${prose}`;

/** More would be too much to keep in mind. */
const maxPageLength = 8_000;
const maxLineLength = 300;

/** One for the page, since the assistant remembers references longer than the page has its tools. */
const references = new References();

/** Reads what is visible on the page now. */
export function readPage(): string {
  references.sweep();
  const visibility = new Visibility();
  const names = new FieldNames(visibility);
  const privacy = new Privacy(names, visibility);
  const lines = [`Page: ${document.title} (${location.pathname})`];
  let length = 0;
  for (const element of document.body.querySelectorAll(readable)) {
    if (!visibility.isVisible(element)) continue;
    const line = isField(element) ? lineOfField(element, names, privacy) : lineOf(element, visibility);
    if (!line) continue;
    length += line.length;
    if (length > maxPageLength) {
      lines.push('… (there is more)');
      break;
    }
    lines.push(`[e${references.numberOf(element)}] ${line}`);
  }
  return lines.join('\n');
}

/**
 * What is meant by a reference, or by words that are visible on the page.
 * @throws {Error} when there is no such thing, or it is no longer visible
 */
export function findElement(target: string): Element {
  const visibility = new Visibility();
  const found = referred(target, visibility) ?? named(target, `${readable}, [id]`, visibility);
  if (!found) throw new Error('There is no such thing on this page.');
  return found;
}

/**
 * The same for a field, which its label stands for, too.
 * @throws {Error} also when it is no field
 */
export function findField(target: string): Field {
  const visibility = new Visibility();
  const found =
    referred(target, visibility) ?? named(target, fieldSelector, visibility) ?? findElement(target);
  const field = fieldOf(found);
  if (!field) throw new Error('This is not a field.');
  return field;
}

function referred(target: string, visibility: Visibility): Element | undefined {
  const number = /^\[?e(\d+)\]?$/i.exec(target.trim())?.[1];
  const element = number ? references.find(Number(number)) : undefined;
  if (element === undefined) return undefined;
  if (!element || !visibility.isVisible(element))
    throw new Error('What this reference stands for is no longer visible. Read the page again.');
  return element;
}

function named(target: string, selector: string, visibility: Visibility): Element | undefined {
  const wanted = plain(target);
  if (!wanted) return undefined;
  const seen = [...document.body.querySelectorAll(selector)].filter(element => visibility.isVisible(element));
  const fieldNames = new FieldNames(visibility);
  const names = new Map(seen.map(element => [element, namesOf(element, visibility, fieldNames).map(plain)]));
  const nameOfElement = (element: Element) => names.get(element)![0]!;
  const exact = seen.find(element => names.get(element)!.includes(wanted));
  if (exact || wanted.length <= 2) return exact;
  // What is around the words has them, too.
  return seen
    .filter(element => nameOfElement(element).includes(wanted))
    .sort((one, other) => nameOfElement(one).length - nameOfElement(other).length)[0];
}

/** What an element is found by; the first is the one of which a part is enough. */
function namesOf(element: Element, visibility: Visibility, names: FieldNames): readonly string[] {
  const id = native(element, 'getAttribute')('id') ?? '';
  if (isField(element)) return [names.nameOf(element), names.fullNameOf(element), id];
  return [native(element, 'matches')(readable) ? textOf(element, visibility) : '', id];
}

function lineOf(element: Element, visibility: Visibility): string {
  const text = shortened(textOf(element, visibility));
  if (!text) return '';
  if (element.matches(headings)) return `heading: ${text}`;
  if (element.matches(links)) return `link: ${text} → ${destinationOf(element)}`;
  if (element.matches(buttons)) return `button: ${text}`;
  return element.matches('label') || element.querySelector(readByItself) ? '' : text;
}

function lineOfField(field: Field, names: FieldNames, privacy: Privacy): string {
  if (privacy.isPrivate(field)) return '';
  const value = shortened(valueOf(field));
  return `field: ${shortened(names.fullNameOf(field))} (${field.type})${value && `, now: ${value}`}`;
}

function valueOf(field: Field): string {
  if (isTickBox(field)) return String(field.checked);
  if (!(field instanceof HTMLSelectElement)) return field.value;
  return [...field.selectedOptions].map(({text}) => text).join(', ');
}

/** Buttons that are a picture only have their words in `aria-label`. */
function textOf(element: Element, visibility: Visibility): string {
  return visibility.textOf(element) || tidy(native(element, 'getAttribute')('aria-label') ?? '');
}

/** Where a link leads: the path on this site, else as much as tells that it leads away. */
function destinationOf(link: Element): string {
  const href = link.getAttribute('href') ?? link.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
  if (!URL.canParse(href, document.baseURI)) return 'nowhere';
  const {origin, protocol, pathname, search, hash} = new URL(href, document.baseURI);
  if (origin === location.origin) return pathname + search + hash;
  return origin === 'null' ? protocol : origin;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s:*…]+/g, ' ')
    .trim();
}

function shortened(text: string): string {
  return text.length > maxLineLength ? `${text.slice(0, maxLineLength)}…` : text;
}
