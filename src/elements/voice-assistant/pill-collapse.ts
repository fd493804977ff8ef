/** A page that was scrolled this far is being read, in pixels. */
const readingFrom = 200;

/**
 * Has the pill make room: while the page is scrolled, and where it covers what has the focus.
 * @param pill what may cover something
 */
export function makeRoom(
  pill: HTMLElement,
  collapse: (collapsed: boolean) => void,
  signal: AbortSignal,
): void {
  let isReading = false;
  let covers = false;
  const update = () => collapse(isReading || covers);
  const listening = {signal, capture: true, passive: true};
  document.addEventListener(
    'scroll',
    ({target}) => {
      const {scrollTop} = (target as Document).scrollingElement ?? (target as Element);
      isReading = scrollTop >= readingFrom;
      update();
    },
    listening,
  );
  document.addEventListener(
    'focusin',
    ({target}) => {
      const element = target as Element;
      covers = !element.shadowRoot?.contains(pill) && overlap(element, pill);
      update();
    },
    listening,
  );
}

function overlap(one: Element, other: Element): boolean {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
