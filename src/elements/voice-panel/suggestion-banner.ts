import {html, nothing, type TemplateResult} from 'lit';
import {promptWords} from '../../localize/en/prompts.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {Strings} from '../../localize/strings.js';
import type {PanelHost} from '../panel-host.js';

/** Assistants whose user declined captions: they are not suggested again on this page. */
const declined = new WeakSet<PanelHost>();

/** What may help now: to go on with the conversation of the page before, or captions where sound is poor. */
export function suggestionBanner(host: PanelHost, given: Strings): TemplateResult {
  const words = {...promptWords, ...given};
  if (host.snapshot.restored) {
    const goOn = () => host.dispatchEvent(new VoiceStartRequestEvent());
    return html`<div part="notice" class="banner" role="group" aria-label=${words.conversationKept}>
      <p>${words.conversationKept}</p>
      <button @click=${goOn}>${words.goOn}</button>
      <button @click=${() => host.clear()}>${words.startAfresh}</button>
    </div>`;
  }
  if (host.captions === 'on' || declined.has(host)) return html`${nothing}`;
  const decline = () => {
    declined.add(host);
    host.requestUpdate();
  };
  return html`<div part="notice" class="banner" role="group" aria-label=${words.captionsHelp}>
    <p data-notice="captions">${words.captionsHelp}</p>
    <button @click=${() => (host.captions = 'on')}>${words.showCaptions}</button>
    <button @click=${decline}>${words.decline}</button>
  </div>`;
}
