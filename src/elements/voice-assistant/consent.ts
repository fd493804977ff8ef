import {html} from 'lit';
import {occasionWords} from '../../localize/en-occasions.js';
import {adoptStyles} from '../adopt-styles.js';
import {consentStyles} from './consent.styles.js';
import type {View} from './view.js';
import type {VoiceAssistant} from './voice-assistant.js';

interface Question {
  /** Puts it on the screen; once it is answered, does nothing. */
  readonly show: () => void;
  readonly answer: Promise<void>;
}

const questions = new WeakMap<VoiceAssistant, Question>();

/**
 * Resolves when the person agrees, now or earlier on this page, to what happens when the microphone opens.
 * @throws a DOMException `AbortError` when they do not, or the signal's reason
 */
export function agree(assistant: VoiceAssistant, signal: AbortSignal): Promise<void> {
  let question = questions.get(assistant);
  if (!question) {
    question = ask(assistant, signal);
    question.answer.catch(() => questions.delete(assistant)); // A no is not for ever.
    questions.set(assistant, question);
  }
  question.show(); // Again, if something else took its place.
  return question.answer;
}

function ask(assistant: VoiceAssistant, signal: AbortSignal): Question {
  adoptStyles(assistant.renderRoot, consentStyles);
  let view: View | null = null;
  const answer = new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    view = consentView(resolve, () => reject(new DOMException('Not agreed', 'AbortError')));
  }).finally(() => {
    if (assistant.view === view) assistant.view = null;
    view = null;
  });
  const show = () => {
    if (!view) return;
    assistant.view = view;
    assistant.show();
  };
  return {show, answer};
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
