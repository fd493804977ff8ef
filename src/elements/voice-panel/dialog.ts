import {html, type TemplateResult} from 'lit';
import {adoptStyles} from '../adopt-styles.js';
import {dialogStyles} from './dialog.styles.js';
import type {PanelHost} from '../panel-host.js';

/** The panel as a dialog over the page, modal or full-screen. */
export function renderDialog(host: PanelHost, content: TemplateResult, close: () => void): TemplateResult {
  adoptStyles(host.renderRoot, dialogStyles);
  const cancel = (event: Event) => {
    event.preventDefault(); // The attribute `open` closes it, not the browser.
    close();
  };
  return html`<dialog
    part="panel"
    class="panel ${host.layout}"
    aria-label=${host.displayName}
    tabindex="-1"
    @cancel=${cancel}
    @pointerdown=${(event: Event) => event.target === event.currentTarget && close()}
  >
    ${content}
  </dialog>`;
}
