/** Whether what had the focus is no longer there for it: removed, or not displayed. Older browsers tell only the first. */
export function isGone(element: Element | null): boolean {
  if (!element) return false;
  const {checkVisibility} = element as Partial<Element>;
  return !element.isConnected || checkVisibility?.call(element) === false;
}
