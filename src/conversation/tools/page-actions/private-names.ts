import {fold} from './fold.js';
import {patternOf} from './name-patterns.js';
import {codes} from './private-words/codes.js';
import {expiry} from './private-words/expiry.js';
import {harmless} from './private-words/harmless.js';
import {identity} from './private-words/identity.js';
import {passwords} from './private-words/passwords.js';
import {payment} from './private-words/payment.js';

/** How far a secret goes: `form` makes all of its form private, `field` only the field. */
export type Secrecy = 'form' | 'field';

/** A text that is longer than this is none of the names that people give to fields. */
const maxNameLength = 500;

const patterns = {
  harmless: patternOf(harmless),
  form: patternOf(passwords, payment),
  field: patternOf(codes, expiry, identity),
};

/** What the name of a field says of it, in any of the languages that there are words of; null when it is no secret. */
export function secrecyOf(name: string): Secrecy | null {
  const start = name.slice(0, maxNameLength);
  const readings = new Set([false, true].map(isCamelCase => fold(start, isCamelCase)));
  const finds = (pattern: RegExp) =>
    [...readings].some(reading => reading.replace(patterns.harmless, ' ').search(pattern) >= 0);
  if (finds(patterns.form)) return 'form';
  return finds(patterns.field) ? 'field' : null;
}
