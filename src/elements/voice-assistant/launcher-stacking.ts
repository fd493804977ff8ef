import type {PanelHost} from '../panel-host.js';

/** One of the assistants of a page. */
type Neighbour = PanelHost & {readonly placement: string; readonly launcher: string; hide(): void};

/** Each that is followed already, and whether it was open when it was last looked at. */
const followed = new WeakMap<Neighbour, boolean>();

/**
 * Lets several floating assistants of a page stand side by side, with one panel open at a time. Loaded with the
 * second one.
 */
export function stackLaunchers(tag: string): void {
  const assistants = [...document.querySelectorAll<Neighbour>(tag)];
  const floating = assistants.filter(({layout, launcher}) => layout === 'floating' && launcher !== 'none');
  const corners = new Map<string, number>();
  for (const assistant of floating) {
    const {launcher, placement} = assistant;
    const corner = launcher === 'bar' ? placement.replace(/-.*/, '') : placement;
    const before = corners.get(corner) ?? 0;
    corners.set(corner, before + 1);
    const frame = assistant.renderRoot?.querySelector<HTMLElement>('.frame');
    frame?.style.setProperty('--_neighbours', String(before));
  }
  const opened = floating.find(assistant => assistant.open && !followed.get(assistant));
  if (opened) for (const other of floating) if (other !== opened) other.hide();
  for (const assistant of assistants) {
    if (!followed.has(assistant)) assistant.subscribe(() => stackLaunchers(tag));
    followed.set(assistant, assistant.open);
  }
}
