/** Characters that change the direction of what stands around them: a name must not rearrange a question. */
const directionControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text without what could rearrange the one that it is put into. */
export function withoutDirectionControls(text: string): string {
  return text.replace(directionControls, '');
}

/** A name in words: `add_to_cart` is “add to cart”. */
export function humanizeName(name: string): string {
  return withoutDirectionControls(name)
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .trim();
}
