import {fold} from './fold.js';
import {patternOf} from './name-patterns.js';
import {accounts} from './private-words/accounts.js';
import {codes} from './private-words/codes.js';
import {expiry} from './private-words/expiry.js';
import {harmless} from './private-words/harmless.js';
import {identity} from './private-words/identity.js';
import {lesser} from './private-words/lesser.js';
import {passwords} from './private-words/passwords.js';
import {payment} from './private-words/payment.js';

/** How far a secret goes: `form` makes all of its form private, `field` only the field. */
export type Secrecy = 'form' | 'field';

/** A text that is longer than this is none of the names that people give to fields. */
const maxNameLength = 500;

const patterns = {
  harmless: patternOf(harmless),
  /** Taken out of a name before `form` is looked for. */
  lesser: patternOf(lesser),
  form: patternOf(passwords, payment),
  field: patternOf(codes, expiry, identity, accounts, lesser),
};

/** What the name of a field says of it, in any of the languages that there are words of; null when it is no secret. */
export function secrecyOf(name: string): Secrecy | null {
  const start = name.slice(0, maxNameLength);
  const readings = [...new Set([false, true].map(isCamelCase => fold(start, isCamelCase)))].map(reading =>
    reading.replace(patterns.harmless, ' '),
  );
  if (readings.some(reading => has(reading.replace(patterns.lesser, ' '), patterns.form))) return 'form';
  return readings.some(reading => has(reading, patterns.field)) ? 'field' : null;
}

function has(reading: string, pattern: RegExp): boolean {
  return reading.search(pattern) >= 0;
}
