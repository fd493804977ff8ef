import {html} from 'lit';
import {occasionWords} from '../../localize/en-occasions.js';
import type {View} from './view.js';
import type {VoiceAssistant} from './voice-assistant.js';

const answers = new WeakMap<VoiceAssistant, Promise<void>>();

/**
 * Resolves when the person agrees, now or earlier on this page, to what happens when the microphone opens.
 * @throws a DOMException `AbortError` when they do not, or the signal's reason
 */
export function agree(assistant: VoiceAssistant, signal: AbortSignal): Promise<void> {
  let answer = answers.get(assistant);
  if (!answer) {
    answer = ask(assistant, signal).finally(() => (assistant.view = null));
    answer.catch(() => answers.delete(assistant)); // A no is not for ever.
    answers.set(assistant, answer);
  }
  return answer;
}

function ask(assistant: VoiceAssistant, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    assistant.view = consentView(resolve, () => reject(new DOMException('Not agreed', 'AbortError')));
    assistant.show();
  });
}

/** The page can say it in its own words, by the slot. */
function consentView(yes: () => void, no: () => void): View {
  return {
    render: (_, given) => {
      const words = {...occasionWords, ...given};
      return html`<div part="consent" class="consent">
        <slot name="consent">
          <h3>${words.consentTitle}</h3>
          <p>${words.consentText}</p>
        </slot>
        <button class="primary" @click=${yes}>${words.agree}</button>
        <button @click=${no}>${words.decline}</button>
      </div>`;
    },
  };
}
