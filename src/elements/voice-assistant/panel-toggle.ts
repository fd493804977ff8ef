import {VoicePanelToggleEvent} from '../../events/lifecycle.js';
import {focusedIn, matches} from '../focus.js';

/** Who opened or closed the panel. */
export type Actor = VoicePanelToggleEvent['by'];

/** Tells of the panel that it was opened or closed, and gives the focus back to where it was before. */
export class PanelToggle {
  /** Who opens or closes it now. */
  by: Actor = 'page';
  readonly #host: HTMLElement;
  #wasOpen = false;
  /** What had the focus when the panel was opened; null where that was the launcher. */
  #cameFrom: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /**
   * To be called with every drawing.
   * @param draw puts the panel there, or takes it away
   */
  follow(open: boolean, panel: HTMLElement | null, draw: () => void): void {
    const {by} = this;
    this.by = 'page';
    if (open === this.#wasOpen) return draw();
    this.#wasOpen = open;
    if (open) this.#cameFrom = this.#focused === this.#host ? null : this.#focused;
    const leaves = !open && panel !== null && hasFocus(panel);
    draw();
    if (leaves && !panel?.isConnected) this.#giveFocusBack();
    if (!open) this.#cameFrom = null;
    this.#host.dispatchEvent(new VoicePanelToggleEvent(open, by));
  }

  get #focused(): HTMLElement | null {
    return focusedIn(this.#host.getRootNode() as Document | ShadowRoot);
  }

  /** What had the focus may be gone, or be nothing that can have it: then the launcher takes it. */
  #giveFocusBack(): void {
    this.#cameFrom?.focus({preventScroll: true});
    if (!this.#cameFrom || this.#cameFrom === document.body || this.#focused !== this.#cameFrom)
      this.#host.focus();
  }
}

/** Whether the focus is in it, or in what is slotted into it. The focus in a modal dialog is within nothing around it. */
function hasFocus(panel: HTMLElement): boolean {
  return panel.contains(focusedIn(panel.getRootNode() as ShadowRoot)) || matches(panel, ':focus-within');
}
