import {css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {StringKey} from '../../localize/strings.js';
import {announceAfterMs, saidForMs} from '../live-region.js';
import {clock, isOpen, shownStatus, spokenStatus} from '../status-words.js';
import {outsideZones} from '../../state/outside-zones.js';
import type {Snapshot} from '../../state/snapshot.js';
import {tokens} from '../tokens.styles.js';
import {unseen} from '../unseen.styles.js';
import {VoicePart} from '../voice-part.js';

/** Where the microphone is allowed, no one is asked for it: the phase is over sooner than this. In milliseconds. */
const askedAfterMs = 600;
/** An answer that takes longer is said to be on its way: nothing else is heard meanwhile. In milliseconds. */
const longThoughtMs = 2_000;

/**
 * What is going on, in words, for eyes and for screen readers.
 *
 * @tag voice-status
 * @csspart status - The line.
 * @csspart status-text - The words.
 * @csspart timer - How long the call lasts.
 * @csspart quality - That the connection is poor.
 */
export class VoiceStatus extends VoicePart {
  static override properties: PropertyDeclarations = {announced: {state: true}};

  static override styles = [
    tokens,
    unseen,
    css`
      :host {
        display: block;
        font: var(--_font);
        font-size: 0.875em;
        color: var(--_text-muted);
      }
      p {
        display: flex;
        flex-wrap: wrap;
        justify-content: var(--_status-align, center);
        gap: 0 6px;
        margin: 0;
      }
      [role='timer'] {
        direction: ltr;
        unicode-bidi: isolate;
        font-variant-numeric: tabular-nums;
      }
      [part='quality'] {
        color: var(--_text);
        font-weight: 600;
      }
    `,
  ];

  private announced: StringKey | null = null;
  #announcing: StringKey | null = 'phase-idle';
  #isNew = true;
  #saying: ReturnType<typeof setTimeout> | undefined;
  #said: ReturnType<typeof setTimeout> | undefined;
  #thinking: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setTimeout> | undefined;

  protected override select(snapshot: Snapshot): readonly unknown[] {
    const {phase, muted, textOnly, held, userSpeaking, startedAt, lastCallMs, quality, error} = snapshot;
    return [error?.code, phase, muted, textOnly, held, userSpeaking, startedAt, lastCallMs, quality];
  }

  override render(): TemplateResult {
    const {words, snapshot, assistant} = this.owner;
    // The button to hold says so itself; and beside the conversation in writing there is room for a word.
    const shown = (assistant ? shownStatus(assistant) : [])
      .filter(key => key !== 'holdToTalk')
      .map(key => (key === 'talkToInterrupt' && this.closest('.bar') ? 'phase-speaking' : key));
    const {startedAt, quality, textOnly, lastCallMs} = snapshot;
    const lasts = startedAt === null ? lastCallMs : Date.now() - startedAt;
    return html`<p part="status">
        <span part="status-text">${shown.map(key => words[key]).join(' · ')}</span>
        ${
          lasts === undefined || textOnly
            ? nothing
            : html`<span part="timer" role="timer" aria-label=${words.duration}>${clock(lasts)}</span>`
        }
        ${quality === 'poor' ? html`<span part="quality">${words.poorConnection}</span>` : nothing}
      </p>
      <div class="unseen" role="status">${this.announced && words[this.announced]}</div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#isNew = true;
    document.addEventListener('visibilitychange', this.#tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#tick);
    for (const timer of [this.#ticking, this.#saying, this.#said]) clearTimeout(timer);
    this.announced = null;
    this.#think(false);
  }

  protected override willUpdate(): void {
    const {phase, userSpeaking} = this.owner.snapshot;
    this.#think(phase === 'thinking' && !userSpeaking); // It must not talk over the person.
    const {assistant, snapshot} = this.owner;
    if (!assistant) return;
    const announcement = this.#isToldBeside ? null : spokenStatus(assistant);
    const isNew = this.#isNew;
    this.#isNew = false;
    if (announcement === this.#announcing) return;
    this.#announcing = announcement;
    clearTimeout(this.#saying);
    // A call that ended before is no news; nor is, in a dock, how a call stands whose panel has just given way to it.
    if (isNew && (snapshot.phase === 'idle' || (isOpen(snapshot) && 'told' in this.dataset))) return;
    const waitMs =
      announcement === 'phase-requesting-microphone' ? askedAfterMs : isNew ? announceAfterMs : 0;
    if (waitMs) this.#saying = setTimeout(() => (this.announced = announcement), waitMs);
    else this.announced = announcement;
  }

  protected override updated(changed: PropertyValues): void {
    const {snapshot} = this.owner;
    if (changed.has('announced')) {
      clearTimeout(this.#said);
      if (this.announced) this.#said = setTimeout(() => (this.announced = null), saidForMs);
    }
    clearTimeout(this.#ticking);
    if (snapshot.startedAt === null || document.hidden || !this.isConnected) return;
    const left = 1000 - (Math.max(0, Date.now() - snapshot.startedAt) % 1000);
    this.#ticking = outsideZones(() => setTimeout(this.#tick, left));
  }

  /** Panel and dock tell an error in words of their own. */
  get #isToldBeside(): boolean {
    const {phase, error} = this.owner.snapshot;
    return phase === 'failed' && error !== null && this.closest('voice-panel, .dock') !== null;
  }

  readonly #tick = (): void => this.requestUpdate();

  /** Says once that an answer takes its time, and no more when it is there. */
  #think(thinks: boolean): void {
    if (thinks) {
      this.#thinking ??= setTimeout(() => (this.announced = 'phase-thinking'), longThoughtMs);
    } else {
      clearTimeout(this.#thinking);
      this.#thinking = undefined;
      if (this.announced === 'phase-thinking') this.announced = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-status': VoiceStatus;
  }
}
