/**
 * Keeps what is typed into the fields of a shadow root from the page. Its listeners see the assistant as the target, so
 * that shortcuts of single keys would not know that the user is writing. What types nothing goes on to the page: Escape,
 * Tab, function keys, and combinations with Ctrl, Alt or Meta.
 */
export function keepTyping(root: ShadowRoot): void {
  for (const type of ['keydown', 'keypress', 'keyup'] as const) root.addEventListener(type, keep);
}

function keep(event: Event): void {
  if (isTyped(event)) event.stopPropagation();
}

function isTyped(event: Event): boolean {
  const field = event.composedPath()[0] as Element;
  // What the page has put into a slot, it knows as a field.
  if (field.getRootNode() !== event.currentTarget || !field.matches('input, textarea, select')) return false;
  // A password manager may send a bare event.
  if (!(event instanceof KeyboardEvent) || event.getModifierState('AltGraph')) return true;
  return !event.ctrlKey && !event.altKey && !event.metaKey && !/^(Escape|Tab|F\d+)$/.test(event.key);
}
