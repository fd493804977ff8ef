/**
 * Keeps what is typed into the fields of a shadow root from the page. Its listeners see the assistant as the target, so
 * that shortcuts of single keys would not know that the user is writing. What types nothing goes on to the page: Escape,
 * Tab, function keys, the modifier keys, and combinations with Ctrl, Alt or Meta. A page that keeps track of keys hears
 * the end of each key whose beginning it has heard.
 */
export function keepTyping(root: ShadowRoot): void {
  /** Keys that are down without the page knowing. */
  const kept = new Set<string>();
  const keep = (event: Event) => {
    // A password manager may send a bare event.
    const {code = ''} = event as Partial<KeyboardEvent>;
    const isOurs = event.type === 'keyup' ? kept.has(code) : isTyped(event);
    if (event.type === 'keydown' && isOurs) kept.add(code);
    else if (event.type !== 'keypress') kept.delete(code);
    if (isOurs) event.stopPropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const) root.addEventListener(type, keep);
}

function isTyped(event: Event): boolean {
  const field = event.composedPath()[0] as Element;
  // What the page has put into a slot, it knows as a field.
  if (field.getRootNode() !== event.currentTarget || !field.matches('input, textarea, select')) return false;
  if (!(event instanceof KeyboardEvent)) return true;
  if (/^(Escape|Tab|F\d+|Control|Alt|AltGraph|Meta|Shift)$/.test(event.key)) return false;
  return event.getModifierState('AltGraph') || (!event.ctrlKey && !event.altKey && !event.metaKey);
}
