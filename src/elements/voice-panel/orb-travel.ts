import {outsideZones} from '../../state/outside-zones.js';
import {reducedMotion} from '../screen.js';

/** Milliseconds that the orb takes from place to place. */
const flight = 320;
const easing = 'cubic-bezier(0.2, 0.8, 0.2, 1)';
/** Where there is an orb: on the stage, in the head, in the dock, on the launcher. One of them at a time. */
const places = '.stage.orb voice-waveform, .to-voice > *, .dock .orb, .dock .disc';

/** Where the orb is seen. */
export interface OrbPlace {
  readonly orb: Element;
  readonly at: DOMRect;
  /** How wide the picture is of which the orb is a part. */
  readonly size: number;
  readonly dock: DOMRect | null;
}

export function orbPlace(root: ShadowRoot): OrbPlace | null {
  for (const orb of root.querySelectorAll(places)) {
    const at = orb.getBoundingClientRect();
    // On the launcher there is nothing around it.
    const size = at.width * (orb.matches('.disc') ? 1.25 : 1);
    if (size) return {orb, at, size, dock: root.querySelector('.dock')?.getBoundingClientRect() ?? null};
  }
  return null;
}

/**
 * Has the orb go from where it was to where it is now, so that there is one at any time. With the next frame, since by
 * then the parts around it have their size.
 */
export function travel(root: ShadowRoot, from: OrbPlace | null): void {
  if (!from || leaving.has(root)) return;
  leaving.add(root);
  outsideZones(() =>
    requestAnimationFrame(() => {
      leaving.delete(root);
      arrive(root, from);
    }),
  );
}

/** Where the orb is to go with the next frame. What changes meanwhile changes nothing of where it comes from. */
const leaving = new WeakSet<ShadowRoot>();

function arrive(root: ShadowRoot, from: OrbPlace): void {
  const motion = Number(getComputedStyle(root.host).getPropertyValue('--_motion')) || 0;
  if (!motion || reducedMotion().matches) return;
  const panel = root.querySelector<HTMLElement>('.panel');
  // A dialog comes from nowhere: what is not above it would be cut off.
  if (panel && from.dock && !covers(panel, from.dock)) return;
  const seen = orbPlace(root);
  if (!seen) return;
  const {orb} = seen;
  const isOnItsWay = orb.getAnimations().length > 0;
  if (isOnItsWay && orb === from.orb) return;
  for (const animation of orb.getAnimations()) animation.cancel();
  const to = orbPlace(root) ?? seen;
  if (Math.abs(to.size - from.size) < 2) return;
  const zoom = (orb as Partial<typeof orb>).currentCSSZoom ?? 1; // Older browsers do not tell.
  const x = (from.at.x + from.at.width / 2 - to.at.x - to.at.width / 2) / zoom;
  const y = (from.at.y + from.at.height / 2 - to.at.y - to.at.height / 2) / zoom;
  orb.animate(
    [
      {translate: `${x}px ${y}px`, transform: `scale(${from.size / to.size})`, zIndex: 2},
      {translate: '0 0', transform: 'none', zIndex: 2},
    ],
    {duration: flight * motion, easing},
  );
}

/**
 * The panel is there at once then, for what flies to be seen, and for what is pressed meanwhile: what is clipped cannot be.
 * @returns whether it covers the launcher, and the orb can come out of that
 */
function covers(panel: HTMLElement, dock: DOMRect): boolean {
  const {top, right, bottom, left} = panel.getBoundingClientRect();
  const distances = [dock.top - top, right - dock.right, bottom - dock.bottom, dock.left - left];
  if (distances.some(distance => distance < -24)) return false;
  for (const animation of panel.getAnimations()) animation.cancel();
  return true;
}
