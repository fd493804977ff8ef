import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {isCalling} from '../../state/is-calling.js';
import type {Snapshot} from '../../state/snapshot.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import {lastAnswer} from './last-answer.js';
import type {TurnLog} from './turn-log.js';
import {transcriptStyles} from './voice-transcript.styles.js';

/**
 * The conversation, as a log that grows at its end.
 *
 * @tag voice-transcript
 * @slot empty - What shows before anything was said.
 * @csspart transcript - The log.
 * @csspart turn - Each turn.
 * @csspart turn-user - Each turn of the person.
 * @csspart turn-assistant - Each turn of the assistant.
 * @csspart bubble - The words of a turn.
 * @csspart bubble-user - The words of the person.
 * @csspart bubble-assistant - The words of the assistant.
 * @csspart latest - The button that leads back to the end.
 * @csspart copy - The button that copies a turn.
 * @csspart good-answer - The button that praises an answer.
 * @csspart bad-answer - The button that disapproves of an answer.
 */
export class VoiceTranscript extends VoicePart {
  static override properties: PropertyDeclarations = {turns: {state: true}};

  static override styles = [tokens, transcriptStyles];

  /** Draws the turns. It is loaded while the first words are spoken, so that it delays nothing. */
  private turns: TurnLog | null = null;
  #loading = false;
  /** The answer that was there before it, or before the call; null before it was drawn. */
  #known: {readonly id?: string} | null = null;
  /** The frame that shows what was drawn last. */
  #frame: Promise<unknown> | null = null;

  protected override select(snapshot: Snapshot): readonly unknown[] {
    // Not `turns`, which are put together when they are read.
    const {phase, textOnly, transcript, agent, userSpeaking} = snapshot;
    return [phase, textOnly, agent, userSpeaking, transcript ?? snapshot.turns];
  }

  override render(): TemplateResult {
    const {words, snapshot, assistant} = this.owner;
    const invitation = assistant?.firstMessage || words.empty;
    // The log itself is silent: it would read every new word of a streaming answer. What is worth it, turns say.
    return html`<div
        part="transcript"
        class="log"
        role="log"
        aria-live="off"
        tabindex="0"
        aria-label=${words.transcript}
      >
        <div class="turns">
          ${
            this.turns?.render() ??
            html`<p class="empty">
              <slot name="empty">${isCalling(snapshot) ? nothing : invitation}</slot>
            </p>`
          }
        </div>
      </div>
      ${this.turns?.renderBeside()}`;
  }

  /** Words can come faster than frames: no more than one update is drawn for each frame. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#frame;
    await super.scheduleUpdate();
    this.#frame = new Promise(requestAnimationFrame);
  }

  protected override updated(): void {
    const {snapshot} = this.owner;
    // What is restored comes a little later than the transcript.
    if (!this.#known || (!this.turns && !isCalling(snapshot))) this.#known = {...lastAnswer(snapshot)};
    if (this.#loading || (snapshot.phase !== 'listening' && !snapshot.turns.length)) return;
    this.#loading = true;
    import('./turn-log.js').then(
      ({TurnLog}) => (this.turns = new TurnLog(this, this.owner, this.#known?.id)),
      () => (this.#loading = false), // Tried again with the next change.
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-transcript': VoiceTranscript;
  }
}
