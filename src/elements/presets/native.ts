/** Red, green, blue, each 0 to 255, and opacity, 0 to 255. */
type Pixel = readonly [number, number, number, number];

const white: Pixel = [255, 255, 255, 255];
/** Corners that are rounder are meant as round as can be. */
const roundest = 24;

/** The page's own look, as it is now: what it is written on, and the colour and the corners of what is to be pressed. */
export function native(host: Element): string {
  const surface = surfaceOf(host);
  const buttons = seen(host, 'button, [type=submit], [role=button], a[class*=button], a[class*=btn]');
  const button = buttons.find(element => isAccent(backgroundOf(element), surface));
  const {accentColor} = getComputedStyle(host);
  const link = seen(host, 'a[href]')[0];
  const accent = accentColor !== 'auto' ? accentColor : button ? css(backgroundOf(button)) : colorOf(link);
  const corner = button ? parseFloat(getComputedStyle(button).borderTopLeftRadius) : NaN;
  const isRound = !button || corner > roundest || getComputedStyle(button).borderTopLeftRadius.includes('%');
  const look: Readonly<Record<string, string | undefined>> = {
    'preset-surface': css(surface),
    'preset-accent': accent,
    'preset-radius': isRound ? undefined : `${Math.max(4, corner * 1.5)}px`,
    pill: isRound ? undefined : `${corner}px`,
  };
  const rules = Object.entries(look).filter(([, value]) => value);
  return `:host{${rules.map(([name, value]) => `--_${name}:${value}`).join(';')}}`;
}

const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});

/** Whatever its notation. */
function pixelOf(color: string): Pixel {
  if (!context) return [0, 0, 0, 0];
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, opacity];
}

const css = ([red, green, blue]: Pixel): string => `rgb(${red}, ${green}, ${blue})`;
const backgroundOf = (element: Element): Pixel => pixelOf(getComputedStyle(element).backgroundColor);
const colorOf = (element?: Element): string | undefined => element && getComputedStyle(element).color;

/** What is on the page around the widget, from its own tree outwards. */
function seen(host: Element, selector: string): Element[] {
  const roots = new Set<ParentNode>([host.getRootNode() as ParentNode, document]);
  return [...roots]
    .flatMap(root => [...root.querySelectorAll(selector)])
    .filter(element => element.getClientRects().length > 0 && !element.closest(host.localName));
}

/** Filled, and not with the colour that everything stands on: gray ones are for what is less important. */
function isAccent([red, green, blue, opacity]: Pixel, surface: Pixel): boolean {
  const isColourful = Math.max(red, green, blue) - Math.min(red, green, blue) > 24;
  const isStrong = Math.abs(red + green + blue - surface[0] - surface[1] - surface[2]) > 300;
  return opacity > 250 && (isColourful || isStrong);
}

/** What is behind the element: the nearest background that hides what is behind it, else that of an empty page. */
function surfaceOf(host: Element): Pixel {
  for (let node = around(host); node; node = around(node)) {
    const pixel = backgroundOf(node);
    if (pixel[3] > 250) return pixel;
  }
  return /^dark/.test(getComputedStyle(document.documentElement).colorScheme) ? pixelOf('#121212') : white;
}

function around(node: Element): Element | null {
  return node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
}
