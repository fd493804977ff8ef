import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {phrasesOf} from '../../../src/conversation/tools/page-actions/name-patterns.js';
import {secrecyOf} from '../../../src/conversation/tools/page-actions/private-names.js';
import {codes} from '../../../src/conversation/tools/page-actions/private-words/codes.js';
import {expiry} from '../../../src/conversation/tools/page-actions/private-words/expiry.js';
import {identity} from '../../../src/conversation/tools/page-actions/private-words/identity.js';
import {passwords} from '../../../src/conversation/tools/page-actions/private-words/passwords.js';
import {payment} from '../../../src/conversation/tools/page-actions/private-words/payment.js';
import {packs} from '../../../src/localize/packs.js';
import {namesByLanguage} from './names-by-language.js';

const tables = {passwords, payment, codes, expiry, identity};
const languages = ['en', ...Object.keys(packs)];

describe('The name of a field', () => {
  it('is known in every language that the widget speaks, for every kind of secret', () => {
    for (const [purpose, table] of Object.entries(tables))
      expect(Object.keys(table), purpose).to.have.members(languages);
    expect(Object.keys(namesByLanguage)).to.have.members(languages);
  });

  for (const [language, {secret, open}] of Object.entries(namesByLanguage)) {
    it(`tells secrets and payment from the rest in ${language}`, () => {
      expect(secret.length).to.be.at.least(6);
      expect(open.length).to.be.at.least(8);
      expect(secret.filter(name => !secrecyOf(name))).to.deep.equal([]);
      expect(open.filter(name => secrecyOf(name))).to.deep.equal([]);
    });
  }

  it('tells what makes a form private from what does not', () => {
    for (const name of ['Password', 'cardNumber', 'CVC', 'IBAN', 'Sort code'])
      expect(secrecyOf(name), name).to.equal('form');
    for (const name of ['PIN', 'Security question', 'Expiration date', 'Passport number'])
      expect(secrecyOf(name), name).to.equal('field');
  });

  it('stays private among other words, in any case and with any separators (5,000 names)', () => {
    const phrases = Object.values(tables)
      .flatMap(phrasesOf)
      .filter(phrase => !phrase.startsWith('='))
      .map(phrase => phrase.replaceAll('*', ''));
    const name = fc
      .tuple(
        fc.constantFrom('', 'your', 'billing', 'Field 3', '…', 'txt'),
        fc.constantFrom(...phrases),
        fc.constantFrom('', 'again', '(required) *', '2', 'フィールド'),
        fc.constantFrom(' ', '_', '-', ': ', '.', '\u00a0'),
        fc.constantFrom(
          (text: string) => text,
          (text: string) => text.toUpperCase(),
          (text: string) => text.toLowerCase(),
          (text: string) => text.normalize('NFD'),
        ),
      )
      .map(([before, phrase, after, separator, change]) => {
        // A word that is split up by points is an abbreviation only when its parts are letters.
        const inner = separator === '.' ? phrase : phrase.replaceAll(' ', separator);
        return change([before, inner, after].filter(Boolean).join(separator));
      });
    fc.assert(
      fc.property(name, name => secrecyOf(name) !== null),
      {numRuns: 5_000, seed: 1},
    );
  });

  it('stays private as an identifier (2,000 names)', () => {
    const words = [
      'password',
      'card number',
      'security code',
      'cvc',
      'expiry date',
      'account number',
      'social security',
    ];
    const styles = [
      (words: string[]) => words.map(word => word[0]!.toUpperCase() + word.slice(1)).join(''),
      (words: string[]) =>
        words.map((word, index) => (index ? word[0]!.toUpperCase() + word.slice(1) : word)).join(''),
      (words: string[]) => words.join('_'),
      (words: string[]) => words.join('-'),
      (words: string[]) => words.join('_').toUpperCase(),
    ];
    const name = fc
      .tuple(
        fc.array(fc.constantFrom('billing', 'user', 'form', 'txt', 'my'), {maxLength: 2}),
        fc.constantFrom(...words),
        fc.array(fc.constantFrom('input', 'field', '2'), {maxLength: 2}),
        fc.constantFrom(...styles),
      )
      .map(([before, phrase, after, style]) => style([...before, ...phrase.split(' '), ...after]));
    fc.assert(
      fc.property(name, name => secrecyOf(name) !== null),
      {numRuns: 2_000, seed: 1},
    );
  });
});
