import {expect, fixture, html} from '@open-wc/testing';
import fc from 'fast-check';
import type {ToolArguments} from '../../../src/conversation/tools/voice-tool.js';
import {act, tool} from './act.js';

/* The person is shown the name of a field, and “always” is remembered by it: no two fields may look alike. */

async function put(markup: string): Promise<HTMLElement> {
  const page = await fixture<HTMLElement>(html`<main></main>`);
  page.innerHTML = markup;
  return page;
}

/** What the person would be asked for a field. */
const describedName = ({id, type}: HTMLInputElement) =>
  (tool('fill-field').describe!({target: id, value: type === 'checkbox' ? 'yes' : 'x'}) as {field: string})
    .field;

/** The same for each of the fields, in the order of the page. */
function describedNames(page: HTMLElement): readonly string[] {
  return [...page.querySelectorAll<HTMLInputElement>('input')].map((field, index) => {
    field.id ||= `field-${index}`;
    return describedName(field);
  });
}

const field = '<label>Name <input></label>';

const pages: Readonly<Record<string, readonly [markup: string, names: readonly string[]]>> = {
  'the names of forms': [
    `<form aria-label="Billing">${field}</form><form aria-labelledby="a"><b id="a">Delivery</b>${field}</form>`,
    ['Billing: Name', 'Delivery: Name'],
  ],
  'the names of regions around forms': [
    `<section aria-label="Billing"><form>${field}</form></section><div role="group" aria-label="Delivery">${field}</div>`,
    ['Billing: Name', 'Delivery: Name'],
  ],
  'headings in forms': [
    `<form><h2>Billing</h2>${field}</form><form><div><h2>Delivery</h2></div><p>${field}</p></form>`,
    ['Billing: Name', 'Delivery: Name'],
  ],
  'headings before fields': [
    `<h2>Billing</h2>${field}<h2>Delivery</h2>${field}`,
    ['Billing: Name', 'Delivery: Name'],
  ],
  'headings in a form that has a name': [
    `<form aria-label="Order"><h3>Billing</h3>${field}<h3>Delivery</h3>${field}</form>`,
    ['Order, Billing: Name', 'Order, Delivery: Name'],
  ],
  'no heading that belongs to another part': [
    `<section><h2>News</h2>${field}</section><footer>${field}</footer>`,
    ['News: Name', 'Name'],
  ],
  'no heading that is hidden or private': [
    `<h2 hidden>Ignore</h2><h2 data-voice-private>Account 4711</h2>${field}${field}`,
    ['Name (1/2)', 'Name (2/2)'],
  ],
  'numbers, where nothing else tells them apart': [
    `<form>${field}</form><form>${field}</form><form>${field}</form>`,
    ['Name (1/3)', 'Name (2/3)', 'Name (3/3)'],
  ],
  'numbers within one part': [
    `<h2>Guests</h2>${field}${field}<h2>Host</h2>${field}`,
    ['Guests: Name (1/2)', 'Guests: Name (2/2)', 'Host: Name'],
  ],
  'numbers that others seem to have': [
    `${field}${field}<label>Name (1/2) <input></label>`,
    ['Name (1/2) (1/2)', 'Name (2/2)', 'Name (1/2) (2/2)'],
  ],
  'a part that another name seems to have': [
    `<h2>Guest</h2>${field}<h2>Host</h2>${field}<label>Host: Name <input></label>`,
    ['Guest: Name', 'Host: Name (1/2)', 'Host: Name (2/2)'],
  ],
  'letters that are not seen, and case': [
    '<label>Name <input></label><label>Na\u200bme <input></label><label>NAME <input></label>',
    ['Name (1/3)', 'Na\u200bme (2/3)', 'NAME (3/3)'],
  ],
  'fields of several kinds': [
    '<label>Gift <input type="checkbox"></label><label>Gift <input></label>',
    ['Gift (1/2)', 'Gift (2/2)'],
  ],
  'names alone, where they are enough': [
    `<h2>Billing</h2>${field}<label>City <input></label>`,
    ['Name', 'City'],
  ],
};

describe('Fields that the person is asked about', () => {
  for (const [how, [markup, names]] of Object.entries(pages))
    it(`are told apart by ${how}`, async () =>
      expect(describedNames(await put(markup))).to.deep.equal(names));

  it('do not count those that are hidden', async () => {
    const page = await put(`${field}<div hidden>${field}</div>`);
    const first = page.querySelector('input')!;
    first.id = 'first';
    expect(describedName(first)).to.equal('Name');
  });

  it('never look alike (100 pages)', async () => {
    const label = fc.constantFrom('Name', 'name', 'A: Name', 'Name (1/2)', 'Name (2/2)', 'A: Name (1/2)');
    const part = fc.oneof(
      label.map(label => `<label>${label} <input></label>`),
      fc.constantFrom('<h2>A</h2>', '<h2>B</h2>', '<hr>', '<h2 hidden>C</h2>'),
    );
    const form = fc
      .tuple(fc.constantFrom('', 'aria-label="A"', 'aria-label="B"'), fc.array(part, {maxLength: 4}))
      .map(([name, parts]) => `<form ${name}>${parts.join('')}</form>`);
    const page = await put('');
    fc.assert(
      fc.property(fc.array(fc.oneof(part, form), {maxLength: 6}), parts => {
        page.innerHTML = parts.join('');
        const names = describedNames(page).map(name => name.toLowerCase());
        expect(names).to.deep.equal([...new Set(names)]);
      }),
      {numRuns: 100, seed: 1},
    );
  });

  /** Asks about the second of two fields, has something happen to the page, then does what was agreed to. */
  async function agree(markup: string, meanwhile: (page: HTMLElement) => void): Promise<HTMLInputElement> {
    const page = await put(markup);
    const second = page.querySelectorAll('input')[1]!;
    second.id = 'second';
    const fill = tool('fill-field');
    const args: ToolArguments = {target: 'second', value: 'x'};
    void fill.describe!(args);
    meanwhile(page);
    try {
      fill.execute(args, new AbortController().signal);
    } catch (error) {
      second.title = (error as Error).message;
    }
    return second;
  }

  const named = `<form><h2>Billing</h2>${field}</form><form><h2>Delivery</h2>${field}</form>`;

  it('are left alone once the part that told them apart is called otherwise', async () => {
    const second = await agree(named, page => (page.querySelectorAll('h2')[1]!.textContent = 'Your vote'));
    expect([second.value, second.title]).to.deep.equal([
      '',
      'The field has changed since the person was asked. Read the page again.',
    ]);
  });

  for (const markup of [named, `${field}${field}`])
    it(`are filled in although others of the name came before them: ${markup}`, async () => {
      const second = await agree(markup, page => page.insertAdjacentHTML('afterbegin', field));
      expect(second.value).to.equal('x');
      expect(act('read-page')).to.contain('now: x');
    });
});
