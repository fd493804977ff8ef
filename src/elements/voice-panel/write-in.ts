import type {PanelHost} from '../panel-host.js';
import {pendingWords} from './pending-words.js';

/** Leads to the text field of a panel that is being opened, with what was typed already. */
export async function writeIn(host: PanelHost): Promise<void> {
  try {
    await host.loadPart('voice-composer');
    await host.updateComplete;
    const composer = host.renderRoot.querySelector('voice-composer');
    await composer?.updateComplete;
    composer?.type(pendingWords.get(host) ?? '');
  } catch (cause) {
    host.failToLoad(cause);
  } finally {
    pendingWords.delete(host);
  }
}
