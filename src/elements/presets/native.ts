/** What a colour of nothing looks like. */
const clear = /^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/;

/** The page's own look: what it is written in and on, and the colour of what can be pressed on it. */
export function native(host: Element): string {
  const own = getComputedStyle(host);
  const button = firstSeen(
    host,
    'button, [type=submit], [role=button], a[class*=button], a[class*=btn]',
    isFilled,
  );
  const look: Readonly<Record<string, string | undefined>> = {
    'preset-surface': surfaceOf(host),
    'preset-accent':
      own.accentColor !== 'auto'
        ? own.accentColor
        : ((button && styleOf(button).backgroundColor) ?? colorOf(firstSeen(host, 'a[href]', () => true))),
    'preset-radius': button && `max(4px, calc(${styleOf(button).borderTopLeftRadius} * 1.5))`,
    pill:
      button &&
      (parseFloat(styleOf(button).borderTopLeftRadius) < 12 ? styleOf(button).borderTopLeftRadius : ''),
  };
  const rules = Object.entries(look).filter(([, value]) => value);
  return `:host{${rules.map(([name, value]) => `--_${name}:${value}`).join(';')}}`;
}

const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
const colorOf = (element: Element | undefined): string | undefined => element && styleOf(element).color;

/** The first that is on the page, and not in the widget. */
function firstSeen(
  {localName}: Element,
  selector: string,
  fits: (element: Element) => boolean,
): Element | undefined {
  return [...document.querySelectorAll(selector)].find(
    element => element.getClientRects().length > 0 && !element.closest(localName) && fits(element),
  );
}

/** Whether it has a colour of its own: most pages have one button that is to be pressed first. */
function isFilled(element: Element): boolean {
  const {backgroundColor} = styleOf(element);
  const channels = (backgroundColor.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return !clear.test(backgroundColor) && Math.max(...channels) - Math.min(...channels) > 24;
}

/** What is behind the element: the nearest background that hides what is behind it. */
function surfaceOf(host: Element): string | undefined {
  for (let node: Element | null = host.parentElement; node; node = node.parentElement) {
    const {backgroundColor} = styleOf(node);
    if (!clear.test(backgroundColor)) return backgroundColor;
  }
  return undefined;
}
