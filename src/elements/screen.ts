/* What tells of the screen. A DOM without one, as of a test runner, may lack each of them: there nothing ever changes. */

/** As the constructor does. */
export function sizeObserver(
  changed: ResizeObserverCallback,
): Pick<ResizeObserver, 'observe' | 'disconnect'> {
  return typeof ResizeObserver === 'undefined' ? nothingSeen : new ResizeObserver(changed);
}

/** As the constructor does. */
export function sightObserver(
  changed: IntersectionObserverCallback,
): Pick<IntersectionObserver, 'observe' | 'disconnect'> {
  return typeof IntersectionObserver === 'undefined' ? nothingSeen : new IntersectionObserver(changed);
}

/** Whether the user wants less motion; followed by `change`. */
export function reducedMotion(): Pick<
  MediaQueryList,
  'matches' | 'addEventListener' | 'removeEventListener'
> {
  return typeof matchMedia === 'undefined'
    ? Object.assign(new EventTarget(), {matches: true})
    : matchMedia('(prefers-reduced-motion: reduce)');
}

const nothingSeen = {observe() {}, disconnect() {}};
