/**
 * Keeps what is typed into the fields of a shadow root from the page. Its listeners see the assistant as the target, so
 * that shortcuts of single keys would not know that the user is writing. What types nothing goes on to the page: Escape,
 * Tab, function keys, the modifier keys, and combinations with Ctrl, Alt or Meta. A page that keeps track of keys hears
 * the end of each key whose beginning it has heard.
 */
export function keepTyping(root: ShadowRoot): void {
  /** Keys that are down without the page knowing. */
  const kept: Record<string, boolean | undefined> = {};
  const keep = (event: Event) => {
    const {type, code} = event as KeyboardEvent;
    const ends = type === 'keyup';
    const isOurs = ends ? kept[code] : isTyped(event);
    kept[code] = !ends && isOurs;
    if (isOurs) event.stopPropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const) root.addEventListener(type, keep);
}

function isTyped(event: Event): boolean {
  const field = event.composedPath()[0] as Element;
  // What the page has put into a slot, it knows as a field.
  if (field.getRootNode() !== event.currentTarget || !field.matches('input, textarea, select')) return false;
  const {key, ctrlKey, altKey, metaKey} = event as KeyboardEvent;
  // A password manager may send a bare event, which has no key.
  if (/^(Escape|Tab|Shift|AltGraph|F\d)/.test(key)) return false;
  return !(ctrlKey || altKey || metaKey) || (event as KeyboardEvent).getModifierState('AltGraph');
}
