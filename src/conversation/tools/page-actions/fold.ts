const stroked: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  // One letter each, written in two ways
  ς: 'σ',
  ى: 'ی',
  ي: 'ی',
  ك: 'ک',
  ہ: 'ه',
  ۃ: 'ه',
  ة: 'ه',
};

/** Accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic, with the bar that stretches; dots of Hindi and Bengali. */
const accents = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0640\u064b-\u065f\u0670\u093c\u09bc]/g;

/** Stands for `*` in patterns: see `name-patterns.ts`. */
export const wildcard = '\ue000';

/**
 * A name as it is compared: in lower case, without accents, its words between single spaces, with one in front and
 * one behind. Letters and digits are words of their own, so are letters of Latin beside others. `#` is a “no”.
 * @param isCamelCase `cardNumber` and `PINCode` are two words
 */
export function fold(name: string, isCamelCase = false): string {
  const words = isCamelCase ? name.replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1$2 ') : name;
  return ` ${words
    .normalize('NFKD')
    .toLowerCase()
    .replace(accents, '')
    .normalize('NFC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\u02bc/g, ' ') // An apostrophe that counts as a letter
    .replace(/#/g, ' no ')
    .replace(/[łđðøıßæœςىيكہۃة]/g, letter => stroked[letter]!)
    // P.I.N.
    .replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, '')
    .replace(/(?<=[\p{L}\p{M}])(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .replace(/(?<=\p{Script=Latin})(?=\p{L})(?!\p{Script=Latin})/gu, ' ')
    .replace(/(?<=[\p{L}\p{M}])(?<!\p{Script=Latin})(?=\p{Script=Latin})/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N}\ue000]+/gu, ' ')
    .trim()} `;
}
