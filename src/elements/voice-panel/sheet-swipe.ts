/** A sheet that was drawn down this far is let go, in pixels. */
const farEnough = 80;

/**
 * Lets a finger draw the panel down by its head, as far as it stands as a sheet at the bottom of a small screen.
 * @param dismiss closes it
 */
export function swipeToDismiss(panel: HTMLElement, dismiss: () => void, signal: AbortSignal): void {
  const head = panel.querySelector<HTMLElement>('.header');
  if (!head || !panel.matches('.floating')) return;
  let from = 0;
  let moved = 0;
  const follow = ({touches}: TouchEvent) => {
    moved = Math.max(0, touches[0]!.clientY - from);
    panel.style.translate = moved ? `0 ${moved}px` : '';
  };
  const end = () => {
    panel.style.translate = '';
    head.removeEventListener('touchmove', follow);
    if (moved > farEnough) dismiss();
  };
  head.addEventListener(
    'touchstart',
    ({touches}) => {
      // Where it floats in a corner, it is no sheet.
      if (panel.getBoundingClientRect().bottom < innerHeight - 1 || touches.length > 1) return;
      from = touches[0]!.clientY;
      moved = 0;
      head.addEventListener('touchmove', follow, {passive: true, signal});
    },
    {passive: true, signal},
  );
  for (const type of ['touchend', 'touchcancel']) head.addEventListener(type, end, {signal});
}
