/* How much of a thing its colours leave to be seen, from 0 to 1. */

/** By `opacity` and `filter`. */
export function opacityOf({opacity, filter}: CSSStyleDeclaration): number {
  if (filter === 'none') return Number(opacity);
  const filters = [...filter.matchAll(/(?<![\w-])opacity\(([^)]*)\)/g)].map(([, amount]) =>
    fraction(amount!),
  );
  return filters.reduce((product, amount) => product * amount, Number(opacity));
}

/** By the colour of text. */
export function inkOf(style: CSSStyleDeclaration): number {
  return alphaOf(style.getPropertyValue('-webkit-text-fill-color') || style.color);
}

/** Whether text shows the background of the element, such as a gradient, in place of a colour of its own. */
export function showsThroughText(style: CSSStyleDeclaration): boolean {
  const clip = style.getPropertyValue('background-clip') || style.getPropertyValue('-webkit-background-clip');
  return /\btext\b/.test(clip) && (style.backgroundImage !== 'none' || alphaOf(style.backgroundColor) > 0);
}

/** Colours are computed to `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)` or the like of `oklch(1 2 3 / 0.4)`. */
function alphaOf(color: string): number {
  const alpha = /(?:^rgba\(.*,|\/)\s*([^\s,/)]+)\)$/.exec(color)?.[1];
  return alpha === undefined ? 1 : fraction(alpha);
}

function fraction(amount: string): number {
  const number = parseFloat(amount) / (amount.endsWith('%') ? 100 : 1);
  return Number.isNaN(number) ? 1 : number;
}
