import {packs} from '../../src/localize/packs.js';

/** The languages of the widget, by their own names. */
export const languages: Readonly<Record<string, string>> = Object.fromEntries(
  ['en', ...Object.keys(packs)].map(code => [code, nameOf(code)]),
);

export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr';
}

function nameOf(code: string): string {
  return new Intl.DisplayNames([code], {type: 'language'}).of(code) ?? code;
}
