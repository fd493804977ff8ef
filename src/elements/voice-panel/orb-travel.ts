import {outsideZones} from '../../state/outside-zones.js';
import {reducedMotion} from '../screen.js';

/** Milliseconds that the orb takes from place to place. */
const flight = 320;
const easing = 'cubic-bezier(0.2, 0.8, 0.2, 1)';
/** Where there is an orb: on the stage, in the head, in the dock, on the launcher. One of them at a time. */
const places = '.stage.orb voice-waveform, .to-voice > *, .dock .orb, .dock .disc';
/** Room for the shadow of the panel, in pixels. */
const shadow = 90;

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
 * Has the orb go from where it was to where it is now, so that there is one at any time; the panel opens out of the
 * launcher. With the next frame, since by then the parts around it have their size.
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
  const timing = {duration: flight * motion, easing};
  if (panel && from.dock) unfold(panel, from.dock, timing);
  const to = orbPlace(root);
  const isOnItsWay = to?.orb === from.orb && to.orb.getAnimations().length;
  if (!to || isOnItsWay || Math.abs(to.size - from.size) < 2) return;
  const scale = from.size / to.size;
  const x = from.at.x + from.at.width / 2 - to.at.x - to.at.width / 2;
  const y = from.at.y + from.at.height / 2 - to.at.y - to.at.height / 2;
  to.orb.animate(
    [
      {transform: `translate(${x}px, ${y}px) scale(${scale})`, zIndex: 2},
      {transform: 'none', zIndex: 2},
    ],
    timing,
  );
}

/** Only where it covers the launcher: a dialog comes from nowhere. */
function unfold(panel: HTMLElement, dock: DOMRect, timing: KeyframeAnimationOptions): void {
  const {top, right, bottom, left} = panel.getBoundingClientRect();
  const sides = [dock.top - top, right - dock.right, bottom - dock.bottom, dock.left - left];
  if (sides.some(side => side < -shadow)) return;
  for (const animation of panel.getAnimations()) animation.cancel(); // This one takes its place.
  const clipPath = `inset(${sides.map(side => `${side}px`).join(' ')} round ${dock.height / 2}px)`;
  panel.animate([{clipPath}, {clipPath: `inset(${-shadow}px round ${shadow}px)`}], timing);
}
