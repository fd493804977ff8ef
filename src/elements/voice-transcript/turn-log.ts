import {html, nothing, type LitElement, type ReactiveController, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {transcriptWords} from '../../localize/en/transcript.js';
import type {Strings, TranscriptStrings} from '../../localize/strings.js';
import {recentTurns} from '../../state/snapshot.js';
import type {Turn} from '../../state/turns.js';
import {adoptStyles} from '../adopt-styles.js';
import type {AssistantController} from '../assistant-controller.js';
import {buttons} from '../buttons.styles.js';
import {announceAfterMs, saidForMs} from '../live-region.js';
import {minimizeIcon} from '../panel-icons.js';
import {pictureOf} from '../picture.js';
import type {renderMarkdown} from './markdown.js';
import {actionStyles, TurnActions} from './turn-actions.js';
import {unseen} from '../unseen.styles.js';
import {turnStyles} from './turn-log.styles.js';
import {lastAnswer} from './last-answer.js';
import {TurnWindow} from './turn-window.js';

/** Characters of a turn that are shown: megabytes would freeze the page at layout. Copying a turn copies all of it. */
const maxShownLength = 200_000;

/** Of a turn that is laid out at a time, in characters; it ends with a word, where there are words. */
const part = /[^]{1,4999}(?:\s|$)|[^]{1,5000}/gu;
/** Characters up to which a turn is laid out as a whole; speech without a break is hardly ever longer. */
const maxWholeLength = 10_000;

const dots = html`<i></i><i></i><i></i>`;
/** Not read out: it says nothing. */
const waitingUser = html`<div class="turn user" aria-hidden="true">
  <p class="bubble waiting">${dots}</p>
</div>`;

/** The turns of a transcript: draws those that the window shows, and reads out what is not heard. */
export class TurnLog implements ReactiveController {
  readonly #host: LitElement;
  readonly #owner: AssistantController;
  readonly #window: TurnWindow;
  readonly #actions: TurnActions;
  #markdown: typeof renderMarkdown | null = null;
  #markdownLoading = false;
  /** What a screen reader is told. Another id is another message, even with the same words. */
  #announced: {readonly id: string; readonly text: string} | null = null;
  /** Its region is there, and was empty. */
  #canAnnounce = false;
  #ready: ReturnType<typeof setTimeout> | undefined;
  #said: ReturnType<typeof setTimeout> | undefined;
  /** The last complete answer that was noticed. */
  #latestAnswer: string | undefined;
  /** The turns without words that were noticed: each is read out once. */
  readonly #failed = new Set<string>();
  readonly #pictures = new WeakMap<Blob, HTMLElement>();

  /** @param known the last complete answer that was there before the transcript */
  constructor(host: LitElement, owner: AssistantController, known?: string) {
    this.#host = host;
    this.#owner = owner;
    this.#actions = new TurnActions(host, owner, text => this.#announce(String(performance.now()), text));
    adoptStyles(host.shadowRoot, buttons, unseen, turnStyles, actionStyles);
    this.#window = new TurnWindow(
      host,
      host.renderRoot.querySelector('.log')!,
      () => owner.snapshot,
      turn => this.#speaker(turn),
    );
    this.#latestAnswer = known;
    this.#newlyFailed();
    host.addController(this);
  }

  /** The turns; null when there is nothing to show. */
  render(): TemplateResult | null {
    // A turn has its place as soon as it begins, and loses it when it ends empty.
    const turns = this.#window.settle().filter(isShown);
    const last = turns.at(-1);
    // The place of words that are being spoken, until they come.
    const isHeard = this.#owner.snapshot.userSpeaking && (last?.role !== 'user' || last.final);
    if (!last && !isHeard) return null;
    this.#actions.lead(turns);
    if (!this.#markdownLoading && turns.some(turn => this.#isRich(turn))) void this.#loadMarkdown();
    return html`${this.#window.renderBefore()}${repeat(
      turns,
      turn => turn.id,
      turn => this.#renderTurn(turn),
    )}${this.#window.renderAfter()}${isHeard ? waitingUser : nothing}`;
  }

  /** The way back to the end, and what is read out. */
  renderBeside(): TemplateResult {
    const {latest} = this.#words;
    return html`${
        this.#window.following
          ? nothing
          : html`<button part="latest" class="latest" title=${latest} @click=${this.#window.toEnd}>
              ${minimizeIcon}
            </button>`
      }
      <div class="unseen" aria-live="polite">
        ${repeat(
          this.#announced ? [this.#announced] : [],
          ({id}) => id,
          ({text}) => html`<p>${text}</p>`,
        )}
      </div>`;
  }

  hostUpdate(): void {
    if (this.#canAnnounce) this.#notice();
  }

  hostUpdated(): void {
    this.#window.drawn();
    this.#ready ??= setTimeout(() => {
      this.#canAnnounce = true;
      this.#notice(); // There may have been an answer meanwhile.
    }, announceAfterMs);
  }

  /** Reads out what is new, and not heard. */
  #notice(): void {
    const failed = this.#newlyFailed();
    if (failed) this.#announce(failed, this.#notUnderstood);
    const answer = lastAnswer(this.#owner.snapshot);
    // What is heard anyway is not read out on top.
    const isUnheard = answer?.written || this.#owner.assistant?.volume === 0;
    if (answer && answer.id !== this.#latestAnswer && isUnheard) void this.#announceAnswer(answer);
    this.#latestAnswer = answer?.id;
  }

  #renderTurn(turn: Turn): TemplateResult {
    if (turn.transcriptionFailed) return this.#renderNotUnderstood();
    const {role, final, interrupted, image, waiting} = turn;
    const text = turn.text.slice(0, maxShownLength);
    const words = this.#words;
    const {assistant} = this.#owner;
    return html`<div
      part="turn turn-${role}"
      class="turn ${role} ${waiting ? 'unsent' : ''}"
      aria-busy=${!final}
    >
      <span class="unseen">${this.#speaker(turn)}</span>
      ${
        image
          ? this.#pictureOf(image)
          : !text
            ? html`<p part="bubble bubble-${role}" class="bubble waiting">${dots}</p>`
            : this.#markdown && text === turn.text && this.#isRich(turn)
              ? html`<div part="bubble bubble-${role}" class="bubble rich" dir="auto">
                  ${this.#markdown(turn, assistant?.linkHosts)}
                </div>`
              : html`<p part="bubble bubble-${role}" class="bubble" dir="auto">${inParts(text)}</p>`
      }
      ${text && final ? this.#actions.render(turn) : nothing}
      ${interrupted || waiting ? html`<span class="note">${waiting ? words.notSent : words.interrupted}</span>` : nothing}
    </div>`;
  }

  /** Not in the name of the speaker: these are not their words. */
  #renderNotUnderstood(): TemplateResult {
    return html`<div part="turn turn-user" class="turn user unsent">
      <p part="bubble bubble-user" class="bubble" dir="auto">${this.#notUnderstood}</p>
    </div>`;
  }

  get #words(): TranscriptStrings & Strings {
    return {...transcriptWords, ...this.#owner.words};
  }

  get #notUnderstood(): string {
    return this.#words.notUnderstood;
  }

  #pictureOf(image: Blob): HTMLElement {
    let picture = this.#pictures.get(image);
    if (!picture) this.#pictures.set(image, (picture = pictureOf(image, this.#owner.words.you)));
    return picture;
  }

  #speaker({role}: Turn): string {
    const {words, assistant} = this.#owner;
    return role === 'user' ? words.you : (assistant?.displayName ?? words.assistant);
  }

  #isRich({role, written}: Turn): boolean {
    return role === 'assistant' && written === true && this.#owner.assistant?.markdown !== 'off';
  }

  #newlyFailed(): string | undefined {
    const failed = recentTurns(this.#owner.snapshot).filter(
      ({id, transcriptionFailed}) => transcriptionFailed && !this.#failed.has(id),
    );
    for (const {id} of failed) this.#failed.add(id);
    return failed.at(-1)?.id;
  }

  #announce(id: string, text: string): void {
    this.#announced = {id, text};
    this.#host.requestUpdate();
    clearTimeout(this.#said);
    this.#said = setTimeout(() => {
      this.#announced = null;
      this.#host.requestUpdate();
    }, saidForMs);
  }

  /** Without the signs of Markdown, as it is shown. */
  async #announceAnswer(turn: Turn): Promise<void> {
    const text = turn.text.slice(0, maxShownLength);
    const words = this.#isRich(turn)
      ? await import('./markdown.js').then(
          ({plainText}) => plainText(text),
          () => text,
        )
      : text;
    this.#announce(turn.id, `${this.#speaker(turn)}: ${words}`);
  }

  async #loadMarkdown(): Promise<void> {
    this.#markdownLoading = true;
    try {
      const {markdownStyles, renderMarkdown} = await import('./markdown.js');
      adoptStyles(this.#host.shadowRoot, markdownStyles);
      this.#markdown = renderMarkdown;
      this.#host.requestUpdate();
    } catch {
      this.#markdownLoading = false; // The words show as they are; tried again with the next change.
    }
  }
}

function isShown({text, image, final, transcriptionFailed}: Turn): boolean {
  return text !== '' || image !== undefined || !final || transcriptionFailed === true;
}

/** With every word a browser lays out a paragraph as a whole. A very long one is several, so that it keeps up. */
function inParts(text: string): string | TemplateResult[] {
  if (text.length <= maxWholeLength) return text;
  return text.match(part)!.map(words => html`<span class="part">${words}</span>`);
}
