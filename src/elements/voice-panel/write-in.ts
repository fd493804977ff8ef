import type {PanelHost} from '../panel-host.js';

/** Leads to the text field of a panel that is being opened. @param words typed already */
export async function writeIn(host: PanelHost, words?: string): Promise<void> {
  await host.loadPart('voice-composer');
  await host.updateComplete;
  const composer = host.renderRoot.querySelector('voice-composer');
  if (words) composer?.type(words);
  else composer?.focus();
}
