import {html, nothing, type TemplateResult} from 'lit';
import type {VoiceConversation} from '../../conversation/index.js';
import {promptWords} from '../../localize/en/prompts.js';
import type {PromptStrings, Strings} from '../../localize/strings.js';
import {VoiceError} from '../../state/voice-error.js';
import {adoptStyles} from '../adopt-styles.js';
import {consentStyles} from './consent.styles.js';
import type {PanelHost} from '../panel-host.js';
import type {View} from '../view.js';
import type {Act} from '../act.js';

/** The question whether anything may leave the page, as long as it is open. */
class Question {
  readonly answer: Promise<void>;
  /** Something is to start when the person agrees. */
  starts = false;
  /** Why something that was to wait could not be taken. */
  trouble: VoiceError | null = null;
  /** What is to wait is taken one after the other, so that it is sent in that order. */
  keeping: Promise<unknown> = Promise.resolve();
  readonly view: View;
  readonly #settled = new AbortController();
  #unsubscribe: (() => void) | null = null;
  readonly #host: PanelHost;
  /** The person was writing when they were asked. */
  readonly #writing: boolean;
  #settle!: (reason?: DOMException) => void;

  constructor(host: PanelHost) {
    this.#host = host;
    this.#writing = host.renderRoot.querySelector('voice-composer:focus-within') !== null;
    this.answer = new Promise((resolve, reject) => {
      this.#settle = reason => (reason ? reject(reason) : resolve());
    });
    this.answer.catch(() => {}); // Without anything that waits for it, a no is no failure.
    this.view = {asks: true, render: given => this.#render({...promptWords, ...given})};
  }

  /** Aborts when it was answered, or withdrawn. */
  get settled(): AbortSignal {
    return this.#settled.signal;
  }

  /** Puts it on the screen, in place of what is there. */
  show(): void {
    const host = this.#host;
    adoptStyles(host.renderRoot, consentStyles);
    host.view = this.view;
    host.show();
    host.requestUpdate(); // Something else may start now.
    this.#unsubscribe ??= host.subscribe(() => this.#follow());
    void host.updateComplete.then(() => {
      // A page that asks by itself does not take the focus from what the person is at.
      if (this.starts || this.#writing) host.renderRoot.querySelector<HTMLElement>('.consent')?.focus();
    });
  }

  /** A panel that is closed answers nothing, and asks again when it opens; a page can do without the question. */
  #follow(): void {
    const {open, layout, consentPending} = this.#host;
    if (!consentPending) this.settle(null);
    else if (!open && layout !== 'inline') this.settle(null, new DOMException('Not answered', 'AbortError'));
  }

  /** @param agreed null when it is withdrawn without an answer */
  settle(agreed: boolean | null, reason?: DOMException): void {
    const host = this.#host;
    if (questions.get(host) !== this) return;
    questions.delete(host);
    if (agreed !== null) host.agreed = agreed;
    if (host.view === this.view) host.view = null;
    this.#settle(reason);
    this.#settled.abort();
    this.#unsubscribe?.();
    if (!this.#writing) return;
    void host.updateComplete.then(() =>
      host.renderRoot.querySelector<HTMLElement>('voice-composer')?.focus(),
    );
  }

  /** The page can say it in its own words, by the slot. What waits is seen above. */
  #render(words: PromptStrings & Strings): TemplateResult {
    const {snapshot, layout} = this.#host;
    return html`${
        layout !== 'custom' && snapshot.turns.length
          ? html`<voice-transcript
              exportparts="transcript, turn, turn-user, turn-assistant"
            ></voice-transcript>`
          : nothing
      }
      <div
        part="consent"
        class="consent"
        role="group"
        aria-label=${words.consentTitle}
        aria-describedby="consent-text"
        tabindex="-1"
      >
        <div id="consent-text">
          <slot name="consent">
            <h3>${words.consentTitle}</h3>
            <p>${words.consentText}</p>
          </slot>
        </div>
        ${
          this.trouble
            ? html`<p role="alert">${words[`error-${this.trouble.code}`] ?? this.trouble.message}</p>`
            : nothing
        }
        <button class="primary" @click=${() => this.settle(true)}>
          ${this.starts ? words.agree : words.agreeOnly}
        </button>
        <button @click=${() => this.settle(false, new DOMException('Not agreed', 'AbortError'))}>
          ${words.decline}
        </button>
      </div>`;
  }
}

const questions = new WeakMap<PanelHost, Question>();

/** Asks the person once the panel is seen, before they have asked for anything. */
export function askConsent(host: PanelHost): void {
  if (!host.consentPending) return;
  const asked = questions.get(host);
  if (asked) return asked.show();
  const question = open(host);
  // What has waited since an earlier no goes now; a start takes it along.
  question.answer.then(() => (question.starts ? undefined : host.sendText(''))).catch(() => {});
  question.show();
}

/**
 * Does something with the conversation once the person agrees to it.
 * @param keep has it wait, and be seen to wait; after a no it goes on waiting
 * @throws a DOMException `AbortError` when they do not agree, or the signal's reason; what `keep` throws
 */
export async function whenAgreed(
  host: PanelHost,
  conversation: VoiceConversation,
  signal: AbortSignal,
  act: Act,
  keep?: Act,
): Promise<void> {
  const question = questions.get(host) ?? open(host);
  if (!keep) question.starts = true;
  const end = () => question.settle(null, signal.reason as DOMException);
  signal.addEventListener('abort', end, {signal: question.settled});
  const kept = (question.keeping = question.keeping.catch(() => {}).then(() => keep?.(conversation)));
  kept.catch((cause: unknown) => {
    question.trouble = VoiceError.from(cause);
    host.requestUpdate();
  });
  question.show(); // Again, if something else took its place.
  await kept;
  await question.answer;
  signal.throwIfAborted();
  if (keep) return conversation.messages.sendKept();
  if (host.compact) host.setOpen(false, 'page');
  await act(conversation);
}

function open(host: PanelHost): Question {
  const question = new Question(host);
  questions.set(host, question);
  return question;
}
