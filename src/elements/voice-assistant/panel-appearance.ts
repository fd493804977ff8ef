/**
 * What a panel does when it appears: opens a dialog as modal, takes the focus, and stays above the on-screen
 * keyboard.
 * @returns a function that ends it
 */
export function appear(panel: HTMLElement): () => void {
  if (panel instanceof HTMLDialogElement) {
    panel.close(); // One that was moved in the page is open without being modal.
    panel.showModal();
  }
  if (panel.matches('dialog, [role=dialog]')) panel.focus({preventScroll: true});
  const end = new AbortController();
  keepAboveKeyboard(panel, end.signal);
  return () => end.abort();
}

/** @see https://developer.mozilla.org/docs/Web/API/VisualViewport */
function keepAboveKeyboard(panel: HTMLElement, signal: AbortSignal): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    const covered = Math.max(0, innerHeight - viewport.height - viewport.offsetTop);
    // A page that is pinched larger also has a smaller visual viewport; that is no keyboard.
    panel.style.setProperty('--_keyboard', viewport.scale > 1.01 ? '0px' : `${Math.round(covered)}px`);
  };
  viewport.addEventListener('resize', follow, {signal});
  viewport.addEventListener('scroll', follow, {signal});
  follow();
}
