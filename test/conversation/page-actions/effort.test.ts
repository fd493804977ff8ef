import {expect, fixture, html} from '@open-wc/testing';
import {act, tool} from './act.js';

/* On long forms the page must stay usable: the work for a field must not depend on how many others there are. */

/** What is counted: questions to the page that take time, and looks at single elements. */
interface Effort {
  styles: number;
  looks: number;
  words: number;
  lists: number;
  labels: number;
}

const restore: (() => void)[] = [];

/** Has a member of an object do something before it does what it did. */
function precede(object: object, key: PropertyKey, before: () => void): void {
  const own = Object.getOwnPropertyDescriptor(object, key);
  const inherited = own ?? Object.getOwnPropertyDescriptor(Function.prototype, key)!;
  const kind = inherited.get ? 'get' : 'value';
  const original = inherited[kind] as (...args: unknown[]) => unknown;
  Object.defineProperty(object, key, {
    ...inherited,
    configurable: true,
    [kind](this: unknown, ...args: unknown[]) {
      before();
      return original.apply(this, args);
    },
  });
  restore.push(() => {
    if (own) Object.defineProperty(object, key, own);
    else Reflect.deleteProperty(object, key);
  });
}

function effortOf(work: () => void): Effort {
  const effort: Effort = {styles: 0, looks: 0, words: 0, lists: 0, labels: 0};
  precede(window, 'getComputedStyle', () => effort.styles++);
  for (const kind of [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement])
    precede(kind, Symbol.hasInstance, () => effort.looks++);
  precede(String.prototype, 'normalize', () => effort.words++);
  precede(HTMLFormElement.prototype, 'elements', () => effort.lists++);
  precede(Element.prototype, 'querySelectorAll', () => effort.lists++);
  precede(HTMLInputElement.prototype, 'labels', () => effort.labels++);
  try {
    work();
  } finally {
    restore.splice(0).forEach(undo => undo());
  }
  return effort;
}

const fields = (count: number) =>
  Array.from(
    {length: count},
    (_, index) => `<p><label>Row ${index} <input name="r${index}"></label></p>`,
  ).join('');
const boxes = (count: number) =>
  Array.from({length: count}, (_, index) => `<label><input type="checkbox">Row ${index}</label>`).join('');

const pages: Readonly<Record<string, (count: number) => string>> = {
  'a form': count => `<form>${fields(count)}</form>`,
  'a form with a password': count => `<form>${fields(count)}<input type="password"></form>`,
  'a section with a password': count => `<section>${fields(count)}<input type="password"></section>`,
  'a fieldset without a legend': count =>
    `<form><fieldset>${fields(count)}</fieldset><input type="password"></form>`,
  'tick boxes': count => `<form>${boxes(count)}<input type="password"></form>`,
  'names that are alike': count => `<h2>Row</h2>${'<label>Name <input></label>'.repeat(count)}`,
};

async function effortOn(markup: string, work: () => void): Promise<Effort> {
  const page = await fixture<HTMLElement>(html`<main></main>`);
  page.innerHTML = markup;
  const effort = effortOf(work);
  page.remove();
  return effort;
}

function expectLinear(one: Effort, two: Effort): void {
  for (const what of ['styles', 'looks', 'words'] as const)
    expect(two[what], what).to.be.at.most(one[what] * 2.2 + 20);
  expect(two.lists, 'lists').to.be.at.most(one.lists + 2);
  expect(two.labels, 'each looks through the whole page').to.equal(0);
}

describe('The effort on a page with twice as many fields', () => {
  for (const [where, markup] of Object.entries(pages)) {
    it(`is at most twice as large to read it: ${where}`, async () => {
      const read = () => void act('read-page');
      const one = await effortOn(markup(150), read);
      expectLinear(one, await effortOn(markup(300), read));
    });
  }

  it('is at most twice as large to ask about one of them', async () => {
    const ask = () => void tool('fill-field').describe!({target: 'the-field', value: 'x'});
    const markup = (count: number) => `${pages['names that are alike']!(count)}<input id="the-field">`;
    const one = await effortOn(markup(150), ask);
    expectLinear(one, await effortOn(markup(300), ask));
  });
});
