import {html, type TemplateResult} from 'lit';
import {wordsOf} from '../../localize/strings.js';
import {adoptStyles} from '../adopt-styles.js';
import {dialogStyles} from './dialog.styles.js';
import type {PanelHost} from '../panel-host.js';
import {faceOf} from './face.js';

/** What leads out of a dialog. */
interface Ways {
  readonly keydown: (event: KeyboardEvent) => void;
  /** One step. */
  readonly back: () => void;
  readonly close: () => void;
}

/** The dialog on whose backdrop the press began that may become a click there. */
let pressed: EventTarget | null = null;

/** The panel as a dialog over the page, modal or full-screen. */
export function renderDialog(host: PanelHost, content: TemplateResult, ways: Ways): TemplateResult {
  adoptStyles(host.renderRoot, dialogStyles);
  const cancel = (event: Event) => {
    event.preventDefault(); // The attribute `open` closes it, not the browser.
    ways.back();
  };
  const press = (event: PointerEvent) => {
    pressed = isOnBackdrop(event) && event.button === 0 ? event.currentTarget : null;
  };
  // What is selected in the panel may end on the backdrop; that closes nothing.
  const click = (event: MouseEvent) => {
    if (isOnBackdrop(event) && pressed === event.currentTarget) ways.close();
  };
  return html`<dialog
    part="panel"
    class="panel ${host.layout} ${faceOf(host)}"
    aria-label=${host.view?.title?.(wordsOf(host)) ?? host.displayName}
    tabindex="-1"
    @keydown=${ways.keydown}
    @cancel=${cancel}
    @pointerdown=${press}
    @click=${click}
  >
    ${content}
  </dialog>`;
}

/** A dialog is the target on its own margins, too. */
function isOnBackdrop({target, currentTarget, clientX, clientY}: MouseEvent): boolean {
  if (target !== currentTarget) return false;
  const {left, right, top, bottom} = (currentTarget as Element).getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
