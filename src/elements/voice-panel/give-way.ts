/**
 * Who leads the focus on to the page, key by key, must see where it is: a panel that covers it gives way. (A focus that a
 * script sets is not followed: the person may be writing here.)
 */
export function giveWay(panel: HTMLElement, dismiss: () => void, signal: AbortSignal): void {
  const {host} = panel.getRootNode() as ShadowRoot;
  let isTab = false;
  const listening = {signal, capture: true};
  document.addEventListener('keydown', ({key}) => (isTab = key === 'Tab'), listening);
  document.addEventListener('keyup', () => (isTab = false), listening);
  document.addEventListener(
    'focusin',
    ({target}) => {
      if (
        isTab &&
        target instanceof Element &&
        target !== host &&
        !host.contains(target) &&
        isCovered(target, host)
      )
        dismiss();
    },
    listening,
  );
}

/** Whether nothing of an element is seen for another one that is above it. */
function isCovered(element: Element, cover: Element): boolean {
  const {left, right, top, bottom, width, height} = element.getBoundingClientRect();
  if (!width || !height) return false;
  const inset = 1;
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + inset, top + inset],
    [right - inset, top + inset],
    [left + inset, bottom - inset],
    [right - inset, bottom - inset],
  ] as const;
  return points.every(([x, y]) => document.elementFromPoint(x, y) === cover);
}
