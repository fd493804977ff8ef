import {html, type TemplateResult} from 'lit';
import {isCalling} from '../../state/is-calling.js';
import type {Assistant} from '../assistant.js';
import {VoicePart} from '../voice-part.js';
import {keepJournal, type Entry} from './journal.js';
import {LevelPlot, plotRate} from './level-plot.js';
import {debugStyles} from './voice-debug.styles.js';

/** Round trips as long as this fill the plot, in milliseconds. */
const longRoundTrip = 500;

/**
 * For developers: phases, timings, events, and the levels of both voices and the connection as live plots.
 * In English, and never with what was said.
 *
 * @tag voice-debug
 * @csspart debug - All of it.
 */
export class VoiceDebug extends VoicePart {
  static override styles = debugStyles;

  readonly #plot = new LevelPlot(['#5eead4', '#fbbf24', '#a5b4fc']);
  #watched: Assistant | null = null;
  #watching = new AbortController();
  #entries: readonly Entry[] = [];
  #roundTripMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.popover) (this as Partial<HTMLElement>).showPopover?.();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(null);
  }

  override render(): TemplateResult {
    const {phase, quality, muted, online, turns, usage, devices} = this.owner.snapshot;
    const facts: readonly (readonly [string, unknown])[] = [
      ['phase', phase],
      ['since', this.#sinceOf(phase)],
      ['online', online],
      ['muted', muted],
      ['quality', quality ?? 'not measured'],
      ['turns', turns.length],
      usage.seconds === undefined
        ? ['tokens', `${usage.inputTokens} in, ${usage.outputTokens} out`]
        : ['usage', `${usage.seconds} s`],
      ['devices', `${devices.inputs.length} in, ${devices.outputs.length} out`],
    ];
    return html`<section part="debug" lang="en" dir="ltr" aria-label="Debug">
      <dl>
        ${facts.map(
          ([name, fact]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${fact}</dd>
            </div>`,
        )}
      </dl>
      <figure>
        ${this.#plot.canvas}
        <figcaption><i></i>microphone<i></i>assistant<i></i>round trip, up to ${longRoundTrip} ms</figcaption>
      </figure>
      <ol tabindex="0" aria-label="Events">
        ${this.#entries.map(
          ({at, name, facts}) =>
            html`<li><time>${(at / 1000).toFixed(2)}</time> <b>${name}</b> ${facts}</li>`,
        )}
      </ol>
    </section>`;
  }

  protected override updated(): void {
    this.#watch(this.owner.assistant);
    this.#measure(isCalling(this.owner.snapshot));
  }

  #watch(assistant: Assistant | null): void {
    if (assistant === this.#watched) return;
    this.#watching.abort();
    this.#measure(false);
    this.#watched = assistant;
    if (!assistant) return;
    this.#watching = new AbortController();
    const {signal} = this.#watching;
    this.#entries = keepJournal(assistant, signal, () => this.requestUpdate());
    assistant.addEventListener('voice-quality', event => (this.#roundTripMs = event.roundTripMs), {signal});
  }

  /** Levels are read only while there is something to hear. */
  #measure(measuring: boolean): void {
    if (measuring === Boolean(this.#timer)) return;
    const {levels} = this.owner;
    if (!measuring) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      levels?.input.close(this);
      levels?.output.close(this);
      return;
    }
    if (!levels) return;
    levels.input.open(this);
    levels.output.open(this);
    this.#timer = setInterval(() => {
      if (document.hidden) return;
      const trip = Math.min(1, this.#roundTripMs / longRoundTrip);
      this.#plot.add([levels.input.level(), levels.output.level(), trip]);
    }, 1000 / plotRate);
  }

  #sinceOf(phase: string): string {
    const change = this.#entries.find(({name, facts}) => name === 'phase-change' && facts.endsWith(phase));
    return change ? `${(change.at / 1000).toFixed(2)} s` : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-debug': VoiceDebug;
  }
}
