import {transcriptWords} from '../../localize/en/transcript.js';
import {css, html, nothing, type LitElement, type TemplateResult} from 'lit';
import {VoiceFeedbackEvent, type VoiceFeedback} from '../../events/index.js';
import type {Turn, Turns} from '../../state/turns.js';
import type {AssistantController} from '../assistant-controller.js';
import {badIcon, copiedIcon, copyIcon, goodIcon} from './turn-icons.js';

/** How long a copy is confirmed, in milliseconds. */
const confirmMs = 2_000;

/** How the buttons look; for the sheets of the transcript. */
export const actionStyles = css`
  .actions {
    display: flex;
  }
  .actions.lasting {
    order: 1;
    flex-basis: 100%;
    margin-inline-start: -6px; /* The icons begin where the words do. */
  }
  .actions button {
    min-inline-size: 28px;
    block-size: 28px;
    border-radius: 8px;
    color: var(--_text-muted);
  }
  /* Not opacity: that would make a layer of every turn, to be painted with every word. */
  .actions:not(.lasting) svg {
    display: none;
  }
  .turn:hover .actions svg,
  .turn:focus-within .actions svg {
    display: block;
  }
  .actions button:focus-visible {
    outline-offset: -2px;
  }
  .actions svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .actions [aria-pressed='true'] {
    color: var(--_text);
  }
  .actions [aria-pressed='true'] svg {
    fill: color-mix(in srgb, currentColor 30%, transparent);
  }
  /* Where nothing hovers, what is not seen would still be tapped. */
  @media (hover: none), (forced-colors: active) {
    .turn .actions:not(.lasting) svg {
      display: block;
    }
  }
`;

/**
 * What can be done with a finished turn: copy it, rate it. The buttons of all turns are one stop of the Tab key;
 * arrow keys lead from turn to turn.
 */
export class TurnActions {
  readonly #host: LitElement;
  readonly #owner: AssistantController;
  readonly #say: (text: string) => void;
  readonly #ratings = new Map<string, VoiceFeedback['rating']>();
  /** The turn whose buttons had the focus last. */
  #current: string | null = null;
  /** The one whose buttons the Tab key reaches. */
  #stop: string | undefined;
  #copied: string | null = null;

  /** @param say tells a screen reader */
  constructor(host: LitElement, owner: AssistantController, say: (text: string) => void) {
    this.#host = host;
    this.#owner = owner;
    this.#say = say;
  }

  /** Finds out which of the turns that are drawn the Tab key leads to: where it was, or else the last one. */
  lead(turns: Turns): void {
    const known = turns.find(({id}) => id === this.#current);
    this.#stop = (known ?? turns.findLast(({text, final}) => text && final))?.id;
  }

  /** The buttons of a turn. */
  render(turn: Turn): TemplateResult {
    const {assistant} = this.#owner;
    const words = {...transcriptWords, ...this.#owner.words};
    const {id, role} = turn;
    const rated = role === 'assistant' && (assistant?.feedback === 'turns' || assistant?.feedback === 'both');
    const copied = this.#copied === id;
    const button = (part: string, label: string, icon: TemplateResult, act: () => void, pressed?: boolean) =>
      html`<button
        part=${part}
        tabindex=${id === this.#stop ? 0 : -1}
        title=${label}
        aria-pressed=${pressed ?? nothing}
        @click=${act}
      >
        ${icon}
      </button>`;
    const rate = (part: string, label: string, icon: TemplateResult, rating: VoiceFeedback['rating']) =>
      button(part, label, icon, () => this.#rate(id, rating), this.#ratings.get(id) === rating);
    // Keys on its way up: the buttons in it are what has the focus.
    return html`<div
      class="actions ${rated ? 'lasting' : ''}"
      @keydown=${this.#move}
      @focusin=${() => this.#reach(id)}
    >
      ${button('copy', copied ? words.copied : words.copy, copied ? copiedIcon : copyIcon, () => void this.#copy(turn))}
      ${
        rated
          ? [
              rate('good-answer', words.goodAnswer, goodIcon, 'good'),
              rate('bad-answer', words.badAnswer, badIcon, 'bad'),
            ]
          : nothing
      }
    </div>`;
  }

  async #copy({id, text}: Turn): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return; // Not allowed here, as in some frames: the words can still be selected.
    }
    this.#copied = id;
    this.#say(this.#owner.words.copied);
    this.#host.requestUpdate();
    setTimeout(() => {
      if (this.#copied !== id) return;
      this.#copied = null;
      this.#host.requestUpdate();
    }, confirmMs);
  }

  #rate(turnId: string, rating: VoiceFeedback['rating']): void {
    if (this.#ratings.get(turnId) === rating) return;
    this.#ratings.set(turnId, rating);
    this.#owner.request(new VoiceFeedbackEvent({turnId, rating, comment: ''}));
    this.#host.requestUpdate();
  }

  #reach(id: string): void {
    if (this.#current === id) return;
    this.#current = id;
    this.#host.requestUpdate();
  }

  readonly #move = (event: KeyboardEvent): void => {
    const step = {ArrowUp: -1, ArrowDown: 1}[event.key];
    if (!step) return;
    event.preventDefault();
    const button = event.target as HTMLElement;
    const same = [...this.#host.renderRoot.querySelectorAll<HTMLElement>(`[part=${button.part.value}]`)];
    same[same.indexOf(button) + step]?.focus();
  };
}
