import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {phrasesOf} from '../../../src/conversation/tools/page-actions/name-patterns.js';
import {secrecyOf} from '../../../src/conversation/tools/page-actions/private-names.js';
import {accounts} from '../../../src/conversation/tools/page-actions/private-words/accounts.js';
import {codes} from '../../../src/conversation/tools/page-actions/private-words/codes.js';
import {expiry} from '../../../src/conversation/tools/page-actions/private-words/expiry.js';
import {identity} from '../../../src/conversation/tools/page-actions/private-words/identity.js';
import {lesser} from '../../../src/conversation/tools/page-actions/private-words/lesser.js';
import {passwords} from '../../../src/conversation/tools/page-actions/private-words/passwords.js';
import {payment} from '../../../src/conversation/tools/page-actions/private-words/payment.js';
import {packs} from '../../../src/localize/packs.js';
import {namesByLanguage} from './names-by-language.js';

const tables = {passwords, payment, codes, expiry, identity, accounts};
const split = (names: string) => names.split(' · ');
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
    const form = split(
      'Password · Pass-code · Pass word · cardNumber · Debit card · Card # · CC# · Credit card number · CVC · 3 digits on the back · IBAN · BIC · Bank account number · Sort code · Routing # · Contraseña · Clave de acceso · Número de tarjeta · Kartennummer · Prüfziffer · Mot de passe · Cryptogramme visuel · Gift card or credit card number',
    );
    const field = split(
      'PIN · PUK · mTAN · Security question · Expiration date · Passport number · Account number · Account number (utility) · account no · Account # · Acct # · Kontonummer · KK-Nummer · Número de cuenta · Gift card code · Gift card number · Geschenkkartennummer · Library card number · Tarjeta · Card · Clave · Pass · Password hint',
    );
    expect(form.filter(name => secrecyOf(name) !== 'form')).to.deep.equal([]);
    expect(field.filter(name => secrecyOf(name) !== 'field')).to.deep.equal([]);
  });

  it('is private where only the words around it differ from a known one', () => {
    const names = split(
      'Expires (MM/YY) · Expires MM/YYYY · Exp. (MM / YY) · MM/YYYY expiry · Caduca · Caduca (MM/AA) · Caduca el · Expire (MM/AA) · Vencimiento (MM/AA) · Scadenza (MM/AA) · Gültig bis (MM/JJ) · Gültigkeit · Kartengültigkeit · 6-digit code · Enter 4 digit code · Enter the code we sent you · Code sent to your phone · Verification · Verification # · PUK code · m-TAN · TAN # · SSN # · Account # (optional) · Ｃard＃ · 3 digits on the back of your card · Last three digits · Letzte drei Ziffern · Die letzten 3 Ziffern · 6-stelliger Code · Geben Sie den Code ein · Code à 6 chiffres · Trois derniers chiffres · Código de 6 dígitos · Codice a 6 cifre · 6-cijferige code · 6-значный код · 6 haneli kod · 6-cyfrowy kod · 6-siffrig kod · 6místný kód',
    );
    expect(names.filter(name => !secrecyOf(name))).to.deep.equal([]);
  });

  it('stays private whatever is asked for, in the names that forms have for cards, codes and documents', () => {
    const names = split(
      'Security code · cc_number · ccnum · Debit card · Expiration date · Valid thru · Numéro de carte bancaire · Cryptogramme visuel · Número de tarjeta · Clave de acceso · Contraseña · Mot de passe · Kartennummer · Prüfziffer · Номер карты · カード番号 · Şifre · Hasło · Routing number · Sort code · Social Security Number · Verification code · Authentication code · Passport number',
    );
    expect(names.filter(name => !secrecyOf(name))).to.deep.equal([]);
  });

  it('is open where a word for secrets or payment means something else', () => {
    const names = split(
      'Flight confirmation code · Booking confirmation code · Buchungsbestätigungscode · Job expiry · Job expiry date · Offer expires on · Listing expiration date · Offer valid until · Angebotsgültigkeit · Gültigkeit des Angebots · Max tokens · max_tokens · maxOutputTokens · Zip/Pincode · ZIP / PIN code · Bic pen · Bic pen colour · Address #2 · # of nights · Room # · Gutschein-Code eingeben · Account no longer needed · Boarding pass · Compass code · Gift card message · DD/MM/YY · TT.MM.JJ · ECTS credits · Secretary name',
    );
    expect(names.filter(name => secrecyOf(name))).to.deep.equal([]);
  });

  it('stays private among other words, in any case and with any separators (5,000 names)', () => {
    const phrases = [...Object.values(tables), lesser]
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
