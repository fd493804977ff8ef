/** Scrolls to an element, and frames it for a while where that is wanted. */
export function show(element: Element, framed = false): string {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({block: 'center', behavior: calm ? 'auto' : 'smooth'});
  if (framed) frame(element);
  return 'It is in view now.';
}

/** An animation leaves the page's own styles alone. */
function frame(element: Element): void {
  const frame = {outline: '3px solid Highlight', outlineOffset: '3px'};
  element.animate(
    [frame, {...frame, offset: 0.8}, {outline: '3px solid transparent', outlineOffset: '3px'}],
    4_000,
  );
}
