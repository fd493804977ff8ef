/**
 * What a panel does when it appears: opens a dialog as modal, takes the focus, and stays on the screen, above the
 * on-screen keyboard.
 * @param dismiss closes it
 * @returns a function that ends it
 */
export function appear(panel: HTMLElement, dismiss: () => void): () => void {
  if (panel instanceof HTMLDialogElement) openModal(panel);
  const end = new AbortController();
  keepFocus(panel, end.signal);
  if (panel.matches('dialog, [role=dialog]')) panel.focus({preventScroll: true});
  keepOnScreen(panel, end.signal);
  if (panel.matches('[role=dialog]'))
    import('./give-way.js').then(
      ({giveWay}) => giveWay(panel, dismiss, end.signal),
      () => {}, // Escape leads out, too.
    );
  // Only fingers swipe.
  if (navigator.maxTouchPoints)
    import('./sheet-swipe.js').then(
      ({swipeToDismiss}) => swipeToDismiss(panel, dismiss, end.signal),
      () => {}, // There is a button, too.
    );
  return () => end.abort();
}

function openModal(dialog: HTMLDialogElement): void {
  if (!(dialog as Partial<HTMLDialogElement>).showModal) {
    dialog.open = true; // In the DOM of a test runner.
    return;
  }
  dialog.close(); // One that was moved in the page is open without being modal.
  dialog.showModal();
}

/**
 * A modal dialog of the page hears at the document that the focus has left it, and calls it back: by `focusin`, or by
 * `focus` on its way down, as those of jQuery do. Of what is in the panel it hears nothing, but for what the page has put
 * there: pages, and React, listen for that themselves.
 */
function keepFocus(panel: HTMLElement, signal: AbortSignal): void {
  const {host} = panel.getRootNode() as ShadowRoot;
  const keep = (event: Event) => {
    const path = event.composedPath() as Node[];
    if (path.includes(panel) && !path.some(node => node.parentNode === host)) event.stopPropagation();
  };
  panel.addEventListener('focusin', keep, {signal});
  addEventListener('focus', keep, {signal, capture: true});
}

/** @see https://developer.mozilla.org/docs/Web/API/VisualViewport */
function keepOnScreen(panel: HTMLElement, signal: AbortSignal): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    // Lengths of a zoomed page are longer, also those that are parts of the screen. (Older browsers do not tell.)
    const zoom = (panel as Partial<typeof panel>).currentCSSZoom ?? 1;
    const covered = Math.max(0, innerHeight - viewport.height - viewport.offsetTop) / zoom;
    panel.style.setProperty('--_zoom', `${zoom}`);
    // A page that is pinched larger also has a smaller visual viewport; that is no keyboard.
    panel.style.setProperty('--_keyboard', viewport.scale > 1.01 ? '0px' : `${Math.round(covered)}px`);
  };
  viewport.addEventListener('resize', follow, {signal});
  viewport.addEventListener('scroll', follow, {signal});
  follow();
}
