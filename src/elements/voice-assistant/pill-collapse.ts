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
  let isCollapsed = false;
  /** Where it stands when it has its words. */
  let place: DOMRect;
  const update = () => {
    if (!isCollapsed) place = pill.getBoundingClientRect();
    isCollapsed = scrollY >= readingFrom || covers(place);
    collapse(isCollapsed);
  };
  const listening = {signal, passive: true};
  addEventListener('scroll', update, listening);
  for (const type of ['focusin', 'focusout']) document.addEventListener(type, update, listening);
}

/** What is larger than half the screen is no field that one could want to see. */
function covers(place: DOMRect): boolean {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return false;
  const {left, right, top, bottom, height} = focused.getBoundingClientRect();
  if (!height || height > innerHeight / 2) return false;
  return left < place.right && place.left < right && top < place.bottom && place.top < bottom;
}
