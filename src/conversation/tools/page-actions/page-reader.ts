import {isPrivate} from './private-field.js';

const headings = 'h1, h2, h3, h4, h5, h6, [role=heading]';
const links = 'a[href]';
const buttons = 'button, [role=button], summary';
const fields = 'input, textarea, select';
const prose = 'p, li, td, th, dd, dt, blockquote, pre, figcaption, caption, label, legend';
/** What is never read: the widget itself, and what the page keeps to itself. */
const unread =
  'voice-assistant, script, style, template, noscript, [hidden], [aria-hidden=true], [data-voice-private]';

/** More would be too much to keep in mind. */
const longestPage = 8_000;
const longestLine = 300;

/** Reads the page as it is seen, and finds again what it has read. */
export class PageReader {
  #read: WeakRef<Element>[] = [];

  read(): string {
    this.#read = [];
    const lines = [`Page: ${document.title} (${location.pathname})`];
    let length = 0;
    for (const element of seen(`${headings}, ${links}, ${buttons}, ${fields}, ${prose}`)) {
      const line = describe(element);
      if (!line) continue;
      length += line.length;
      if (length > longestPage) {
        lines.push('… (there is more)');
        break;
      }
      lines.push(`[e${this.#read.push(new WeakRef(element))}] ${line}`);
    }
    return lines.join('\n');
  }

  /**
   * What is meant by a reference, or by words that are seen on the page.
   * @throws {Error} when there is no such thing
   */
  find(target: string): Element {
    const number = /^\[?e(\d+)\]?$/.exec(target.trim())?.[1];
    const referred = number && this.#read[Number(number) - 1]?.deref();
    if (referred && referred.isConnected) return referred;
    const wanted = plain(target);
    const named = [...seen(`${fields}, ${headings}, ${links}, ${buttons}, ${prose}, [id]`)];
    const found =
      named.find(element => plain(nameOf(element)) === wanted || element.id.toLowerCase() === wanted) ??
      named.find(element => wanted.length > 2 && plain(nameOf(element)).includes(wanted));
    if (!found) throw new Error('There is no such thing on this page.');
    return found;
  }
}

function* seen(selector: string): Generator<Element> {
  for (const element of document.body.querySelectorAll(selector)) {
    if (!element.closest(unread) && element.checkVisibility()) yield element;
  }
}

function describe(element: Element): string {
  const name = shortened(nameOf(element));
  if (element.matches(headings)) return name && `heading: ${name}`;
  if (element.matches(links)) return name && `link: ${name} → ${pathOf(element as HTMLAnchorElement)}`;
  if (element.matches(buttons)) return name && `button: ${name}`;
  if (element.matches(fields)) return describeField(element as HTMLInputElement, name);
  // What stands inside something else that is read is read there.
  return name &&
    !element.matches('label') &&
    !element.querySelector(`${links}, ${buttons}, ${fields}, ${prose}`)
    ? name
    : '';
}

function describeField(field: HTMLInputElement, name: string): string {
  if (isPrivate(field)) return '';
  const value = field.type === 'checkbox' || field.type === 'radio' ? String(field.checked) : field.value;
  return `field: ${name} (${field.type})${value && `, now: ${shortened(value)}`}`;
}

/** As people know it. */
function nameOf(element: Element): string {
  const {labels, placeholder, name} = element as HTMLInputElement;
  const label = element.matches(fields)
    ? labels?.[0]?.textContent || placeholder || name
    : element.textContent;
  return (element.getAttribute('aria-label') || label || '').replace(/\s+/g, ' ').trim();
}

function pathOf({origin, pathname, search, hash}: HTMLAnchorElement): string {
  return origin === location.origin ? pathname + search + hash : origin;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s:*…]+/g, ' ')
    .trim();
}

function shortened(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}
