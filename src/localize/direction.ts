/** Languages written from right to left, and tags that name such a script (`az-Arab`). */
const rightToLeft = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b|-(arab|hebr)\b/i;

/**
 * The writing direction of an element.
 * @param tag its language, as a BCP 47 tag
 * @param dir what it or the page says itself; `auto` is for text of unknown language, and says nothing
 */
export function directionOf(tag: string, dir?: string): 'ltr' | 'rtl' {
  if (dir === 'ltr' || dir === 'rtl') return dir;
  return rightToLeft.test(tag) ? 'rtl' : 'ltr';
}
