import {css, html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {StringKey} from '../../localize/strings.js';
import {clock, shownStatus, spokenStatus} from '../status-words.js';
import {outsideZones} from '../../state/outside-zones.js';
import type {Snapshot} from '../../state/snapshot.js';
import {tokens} from '../tokens.styles.js';
import {unseen} from '../unseen.styles.js';
import {VoicePart} from '../voice-part.js';

/** A new live region must stand empty for a moment, or what it says first is not read out. */
const announceAfterMs = 100;
/** An answer that takes longer is said to be on its way: nothing else is heard meanwhile. In milliseconds. */
const longThoughtMs = 2_000;

/**
 * What is going on, in words, for eyes and for screen readers.
 *
 * @tag voice-status
 * @csspart status - The line.
 * @csspart status-text - The words.
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
  #thinking: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setTimeout> | undefined;

  protected override select(snapshot: Snapshot): readonly unknown[] {
    const {phase, muted, textOnly, held, userSpeaking, startedAt, lastCallMs, quality, error} = snapshot;
    return [error?.code, phase, muted, textOnly, held, userSpeaking, startedAt, lastCallMs, quality];
  }

  override render(): TemplateResult {
    const {words, snapshot, assistant} = this.owner;
    const {startedAt, quality, textOnly, lastCallMs} = snapshot;
    const lasts = startedAt === null ? lastCallMs : Date.now() - startedAt;
    return html`<p part="status">
        <span part="status-text"
          >${(assistant ? shownStatus(assistant) : []).map(key => words[key]).join(' · ')}</span
        >
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
    document.addEventListener('visibilitychange', this.#tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#tick);
    clearTimeout(this.#ticking);
    this.#think(false);
  }

  protected override willUpdate(): void {
    const {phase, userSpeaking} = this.owner.snapshot;
    this.#think(phase === 'thinking' && !userSpeaking); // It must not talk over the person.
    const announcement = this.#isToldBeside ? null : spokenStatus(this.owner.snapshot);
    if (announcement === this.#announcing) return;
    this.#announcing = announcement;
    if (this.hasUpdated) this.announced = announcement;
    else setTimeout(() => (this.announced = this.#announcing), announceAfterMs);
  }

  protected override updated(): void {
    const {snapshot} = this.owner;
    clearTimeout(this.#ticking);
    if (snapshot.startedAt === null || document.hidden || !this.isConnected) return;
    const left = 1000 - (Math.max(0, Date.now() - snapshot.startedAt) % 1000);
    this.#ticking = outsideZones(() => setTimeout(this.#tick, left));
  }

  /** The panel shows an error in words of its own, which are an alert. */
  get #isToldBeside(): boolean {
    const {phase, error} = this.owner.snapshot;
    return phase === 'failed' && error !== null && this.closest('voice-panel') !== null;
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
