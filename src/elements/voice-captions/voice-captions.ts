import {css, html, nothing, type TemplateResult} from 'lit';
import {isCalling} from '../../state/is-calling.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import {tokens} from '../tokens.styles.js';
import {unseen} from '../unseen.styles.js';
import {VoicePart} from '../voice-part.js';

/** Two lines hold no more. */
const maxCharacters = 240;

/**
 * What is being said right now, for people who do not hear: the latest words of the side that speaks.
 *
 * @tag voice-captions
 * @csspart captions - The words.
 * @csspart live-caption - The words.
 */
export class VoiceCaptions extends VoicePart {
  static override styles = [
    tokens,
    unseen,
    css`
      :host {
        display: block;
        font: var(--_font);
        color: var(--_text);
      }
      /* The last lines show: what overflows does so at the top. */
      p {
        display: flex;
        flex-direction: column;
        justify-content: end;
        block-size: 3lh;
        margin: 0;
        overflow: hidden;
        font-weight: 500;
        text-align: center;
        text-wrap: pretty;
        overflow-wrap: anywhere;
        word-break: auto-phrase;
        unicode-bidi: isolate;
      }
      /* What fits stands at the top. */
      span {
        margin-block-end: auto;
      }
      /* Beside the picture. */
      @media (max-height: 480px) {
        p {
          block-size: auto;
          max-block-size: 3lh;
          text-align: start;
        }
      }
      .over {
        color: var(--_text-muted);
      }
    `,
  ];

  protected override select({
    phase,
    userSpeaking,
    textOnly,
    transcript,
    turns,
  }: Snapshot): readonly unknown[] {
    return [phase, userSpeaking, textOnly, transcript ?? turns];
  }

  override render(): TemplateResult {
    const {snapshot} = this.owner;
    const turn = recentTurns(snapshot).findLast(({text}) => text);
    const isWaiting = snapshot.userSpeaking && turn?.role !== 'user';
    // What was said is settled once the answer is on its way.
    const isSettled = turn?.role === 'user' && !snapshot.userSpeaking;
    const look = (isSettled && !isWaiting) || !isCalling(snapshot) ? 'over' : '';
    const settings = this.owner.assistant as {transcript?: 'on' | 'off'} | null;
    const isOnlyHere = snapshot.textOnly && settings?.transcript === 'off';
    const answer = isOnlyHere && turn?.role === 'assistant' && turn.final ? turn.text : '';
    // They can be read, as on a braille display; they are not read out, but for an answer that stands nowhere else.
    return html`<p
        part="captions live-caption"
        class=${look}
        dir="auto"
        aria-hidden=${answer ? 'true' : nothing}
      >
        <span>${isWaiting ? '…' : turn && latest(turn.text)}</span>
      </p>
      <div class="unseen" aria-live="polite">${answer}</div>`;
  }
}

/** The end of a text, from the beginning of a word. */
function latest(text: string): string {
  return text.length > maxCharacters ? text.slice(-maxCharacters).replace(/^\S{0,30}\s/, '') : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-captions': VoiceCaptions;
  }
}
