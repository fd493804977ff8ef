/** What a listener says to show that they follow, in lower case and without hyphens. */
const phrases = [
  'aha',
  'alright',
  'gotcha',
  'hm',
  'hmm',
  'mhm',
  'mm',
  'mm hmm',
  'ok',
  'okay',
  'right',
  'sure',
  'uh huh',
  'yeah',
  'yep',
  'yes',
];
/** Far longer than any of them, with the punctuation around it: what is longer need not be looked at. */
const maxLength = 200;
const aroundWords = /^[\s.,!?;:"'()[\]{}-]+|[\s.,!?;:"'()[\]{}-]+$/g;

/** Whether a text is an acknowledgement and nothing else. */
export function isAcknowledgement(text: string): boolean {
  return phrases.includes(plain(text));
}

/** Whether a text is an acknowledgement, or how one begins. */
export function mayBecomeAcknowledgement(text: string): boolean {
  const said = plain(text);
  return said !== '' && phrases.some(phrase => phrase.startsWith(said));
}

function plain(text: string): string {
  if (text.length > maxLength) return '';
  return text
    .toLowerCase()
    .replace(aroundWords, '')
    .replace(/[\s-]+/g, ' ');
}
