import {expect, fixture, html} from '@open-wc/testing';
import {act} from './act.js';

/* Secrets and payment are for the person: such fields are neither read, with their label or value, nor filled in. */

async function put(markup: string): Promise<HTMLElement> {
  act('read-page'); // From then on the page is watched.
  const page = await fixture<HTMLElement>(html`<main></main>`);
  page.innerHTML = markup;
  return page;
}

const all = (page: HTMLElement) => [...page.querySelectorAll<HTMLInputElement>('input, textarea, select')];
const linesOfFields = () => (act('read-page') as string).split('\n').filter(line => line.includes('field: '));

function expectPrivate(page: HTMLElement, name: string): void {
  const field = page.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  const {value} = field;
  field.id ||= 'the-field';
  expect(linesOfFields().join('\n')).not.to.contain(value || '(text)');
  expect(() => act('fill-field', {target: field.id, value: 'other'})).to.throw('by the person only');
  expect(field.value).to.equal(value);
}

function expectOpen(page: HTMLElement, name: string): void {
  const field = page.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  field.id ||= 'the-field';
  act('fill-field', {target: field.id, value: 'other'});
  expect(field.value).to.equal('other');
}

/** How a page can say what a field is for. */
const signs: Readonly<Record<string, string>> = {
  'its type': '<input name="f" type="password" value="s3cret">',
  'its type for files': '<input name="f" type="file">',
  'autocomplete of a card': '<input name="f" autocomplete="section-a billing cc-number" value="s3cret">',
  'autocomplete of a password': '<input name="f" autocomplete="current-password webauthn" value="s3cret">',
  'autocomplete of a code': '<input name="f" autocomplete="ONE-TIME-CODE" value="s3cret">',
  'autocomplete that is none': '<input name="f" autocomplete="card-number" value="s3cret">',
  'its name': '<input name="cc_number" value="s3cret">',
  'its id': '<input name="f" id="txtPwd" value="s3cret">',
  'its label': '<label>Security code <input name="f" value="s3cret"></label>',
  'a label elsewhere': '<label for="f7">Sort code</label><p></p><input name="f" id="f7" value="s3cret">',
  'a hidden label': '<label for="f7" hidden>Kartennummer</label><input name="f" id="f7" value="s3cret">',
  'aria-label': '<input name="f" aria-label="Mot de passe" value="s3cret">',
  'aria-labelledby':
    '<b id="a">Contra</b><b id="b">Card number</b><input name="f" aria-labelledby="a b" value="s3cret">',
  'aria-describedby':
    '<input name="f" aria-describedby="a" value="s3cret"><small id="a">3 digits, the CVC</small>',
  'its placeholder': '<input name="f" placeholder="MM / YY" value="s3cret">',
  'its title': '<input name="f" title="パスワード" value="s3cret">',
  'the legend around it':
    '<fieldset><legend>Card details</legend><label>No. <input name="f" value="s3cret"></label></fieldset>',
  'the text before it': 'Card number: <input name="f" value="s3cret">',
  'the cell before it':
    '<table><tr><td>Номер карты</td><td><input name="f" value="s3cret"></td></tr></table>',
  'a data attribute': '<input name="f" data-testid="card-number-input" value="s3cret">',
  'a library for payment': '<input name="f" data-stripe="number" value="s3cret">',
  'how it is drawn': '<input name="f" style="-webkit-text-security: disc" value="s3cret">',
  'a font of dots': '<input name="f" style="font-family: text-security-disc" value="s3cret">',
  'a box for one digit': '<input name="f" maxlength="1" inputmode="numeric" value="7">',
  'a mark of the page at its label':
    '<label data-voice-private for="f7">Note</label><input name="f" id="f7" value="s3cret">',
  'a card number in it': '<label>Note <input name="f" value="it is 4111-1111 1111 1111"></label>',
  'an account number in it': '<label>Note <input name="f" value="DE89 3704 0044 0532 0130 00"></label>',
  'a text area': '<label>Secret answer <textarea name="f">s3cret</textarea></label>',
  'a selection': '<label>Expiration month <select name="f"><option>s3cret</option></select></label>',
  'a tick box': '<label><input type="checkbox" name="f" value="s3cret"> Save my card number</label>',
};

/** What is like a sign, and is none. */
const innocent: Readonly<Record<string, string>> = {
  'a name with a secret within a word': '<label>Secretary name <input name="f"></label>',
  credits: '<label>ECTS credits <input name="f"></label>',
  'an address in India': '<label>PIN code <input name="f" autocomplete="postal-code"></label>',
  'an initial': '<label>Initial <input name="f" maxlength="1"></label>',
  'a long text before it': `<p>${'We never ask for your password. '.repeat(4)}</p><input name="f" aria-label="">`,
  'a name before another field':
    'Password <input type="password"> <section><input name="f" title="Comment"></section>',
  'a number that is of no card': '<label>Device <input name="f" value="490154203237518"></label>',
  'a phone number': '<label>Phone <input name="f" value="+49 4111 1111 1111"></label>',
  data: '<label>Comment <input name="f" data-config=\'{"fields":["password","card number"],"and":"so on and so on and on"}\'></label>',
};

describe('A field for secrets or payment', () => {
  for (const [sign, markup] of Object.entries(signs))
    it(`is known by ${sign}`, async () => {
      const page = await put(markup);
      expectPrivate(page, all(page)[0]!.name);
      expect(linesOfFields()).to.deep.equal([]);
    });

  for (const [what, markup] of Object.entries(innocent))
    it(`is not mistaken: ${what}`, async () => expectOpen(await put(markup), 'f'));

  it('stays one when a button shows what was typed', async () => {
    const page = await put('<label>Key <input type="password" name="f" value="s3cret"></label>');
    page.querySelector('input')!.type = 'text';
    expectPrivate(page, 'f');
    page.querySelector('input')!.type = 'search';
    await Promise.resolve();
    expectPrivate(page, 'f');
  });

  it('is not filled with the number of a card or an account, whatever it is called', async () => {
    const page = await put('<label>Comment <input name="f"></label>');
    for (const value of ['My card is 4111 1111 1111 1111.', '378282246310005', 'de89370400440532013000'])
      expect(() => act('fill-field', {target: 'Comment', value}), value).to.throw('by the person only');
    expectOpen(page, 'f');
  });
});

describe('A form with a password or a payment', () => {
  const other = '<label>E-mail <input name="mail" value="me@example.test"></label>';

  const forms: Readonly<Record<string, string>> = {
    'a form': `<form>${other}<input type="password"></form>`,
    'a form that is hidden in part': `<form>${other}<div hidden><input type="password"></div></form>`,
    'a form with fields elsewhere': `<form id="form7">${other}</form><input autocomplete="cc-csc" form="form7">`,
    'a form with controls that have names of the platform': `<form><input name="elements">${other}<input name="cvc"></form>`,
    'names for payment': `<form>${other}<label>Card number <input></label></form>`,
    'a section': `<section>${other}<input autocomplete="cc-number"></section>`,
    'a dialog': `<div role="dialog">${other}<div><input type="password"></div></div>`,
  };
  for (const [how, markup] of Object.entries(forms))
    it(`is private as a whole: ${how}`, async () => {
      const page = await put(markup);
      expectPrivate(page, 'mail');
      expect(linesOfFields()).to.deep.equal([]);
    });

  const open: Readonly<Record<string, string>> = {
    'another form': `<form>${other}</form><form><input type="password"></form>`,
    'another section': `<section>${other}</section><section><input type="password"></section>`,
    'a form inside of the section': `<section>${other}<form><input type="password"></form></section>`,
    'a code or a passport': `<form>${other}<input name="otp"><label>Passport number <input></label></form>`,
    'a way to pay': `<form>${other}<label><input type="radio"> Credit card</label></form>`,
    'a token of the page': `<form>${other}<input type="hidden" name="card_number"></form>`,
    'a hint that names passwords': `<form>${other}<input aria-describedby="a"><i id="a">No password here</i></form>`,
  };
  for (const [how, markup] of Object.entries(open))
    it(`leaves others open: ${how}`, async () => expectOpen(await put(markup), 'mail'));
});
