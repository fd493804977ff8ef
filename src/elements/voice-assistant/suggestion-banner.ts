import {html, nothing} from 'lit';
import {promptWords} from '../../localize/en/prompts.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {View} from './view.js';
import type {VoiceAssistant} from './voice-assistant.js';

/** Assistants whose user declined captions: they are not suggested again on this page. */
const declined = new WeakSet<VoiceAssistant>();

/** What may help now: to go on with the conversation of the page before, or captions where sound is poor. */
export const suggestionBanner: View = {
  render(assistant, given) {
    const words = {...promptWords, ...given};
    if (assistant.snapshot.restored) {
      const goOn = () => assistant.dispatchEvent(new VoiceStartRequestEvent());
      return html`<div class="banner" role="group" aria-label=${words.conversationKept}>
        <p>${words.conversationKept}</p>
        <button @click=${goOn}>${words.goOn}</button>
        <button @click=${() => assistant.clear()}>${words.startAfresh}</button>
      </div>`;
    }
    if (assistant.captions === 'on' || declined.has(assistant)) return html`${nothing}`;
    const decline = () => {
      declined.add(assistant);
      assistant.requestUpdate();
    };
    return html`<div class="banner" role="group" aria-label=${words.captionsHelp}>
      <p role="status">${words.captionsHelp}</p>
      <button @click=${() => (assistant.captions = 'on')}>${words.showCaptions}</button>
      <button @click=${decline}>${words.decline}</button>
    </div>`;
  },
};
