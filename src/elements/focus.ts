/* Where the focus is. The DOMs of test runners throw in places: happy-dom if it is in a shadow root, jsdom if nowhere. */

/** What has the focus there. */
export function focusedIn(root: DocumentOrShadowRoot | null): HTMLElement | null {
  return attempt(() => root?.activeElement as HTMLElement) ?? null;
}

/** Whether an element matches a selector of pseudo-classes. */
export function matches(element: Element, selector: string): boolean {
  return attempt(() => element.matches(selector)) ?? false;
}

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
