/** Fields that were of type `password` once: a button that shows what was typed makes them `text`. */
const revealed = new WeakSet<Node>();
let observer: MutationObserver | undefined;

/** Begins to watch the page for them. */
export function watchPasswords(): void {
  if (observer) return;
  observer = new MutationObserver(note);
  observer.observe(document, {subtree: true, attributeFilter: ['type'], attributeOldValue: true});
}

export function wasPassword(field: Element): boolean {
  note(observer?.takeRecords() ?? []);
  return revealed.has(field);
}

function note(records: readonly MutationRecord[]): void {
  for (const {target, oldValue} of records) if (oldValue?.toLowerCase() === 'password') revealed.add(target);
}
