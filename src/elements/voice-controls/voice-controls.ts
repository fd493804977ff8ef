import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {
  VoiceInterruptRequestEvent,
  VoiceMuteRequestEvent,
  VoiceStopRequestEvent,
} from '../../events/requests.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import {fill} from '../../localize/fill.js';
import type {Strings} from '../../localize/strings.js';
import {isCalling} from '../../state/is-calling.js';
import {focusedIn} from '../focus.js';
import {hangUpIcon, keyboardIcon, microphoneIcon, microphoneOffIcon, stopIcon} from '../panel-icons.js';
import {buttons} from '../buttons.styles.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {Assistant} from '../assistant.js';
import {isMicrophoneBlocked} from '../status-words.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import type {HoldToTalk} from './hold-to-talk.js';
import {controlsStyles} from './voice-controls.styles.js';

/**
 * Start, hold to talk, type, mute, stop the answer, end the call.
 *
 * @tag voice-controls
 * @csspart controls - The buttons.
 * @csspart talk - The button that starts a conversation; in push-to-talk, the one to hold.
 * @csspart keyboard - The button that leads to the conversation in writing.
 * @csspart mute - The button that switches the microphone off and on.
 * @csspart interrupt - The button that stops the answer.
 * @csspart hang-up - The button that ends the conversation.
 */
export class VoiceControls extends VoicePart {
  static override properties: PropertyDeclarations = {
    bar: {type: Boolean, reflect: true},
    keyboard: {type: Boolean},
    hold: {state: true},
  };

  static override styles = [tokens, buttons, controlsStyles];

  /** Small buttons in one row, beside something else. */
  bar = false;

  /** Offers to go on in writing. */
  keyboard = false;

  private hold: HoldToTalk | null = null;
  #holdLoading = false;
  #focused: Element | null = null;

  protected override select(
    {phase, muted, textOnly, held, capabilities, error, turns, transcript}: Snapshot,
    assistant: Assistant,
  ): readonly unknown[] {
    const isNew = !(transcript?.recent ?? turns).length;
    return [phase, muted, textOnly, held, capabilities, error, isNew, assistant.displayName];
  }

  override render(): TemplateResult {
    const {words, assistant, snapshot} = this.owner;
    const ended = !isCalling(snapshot);
    return html`<div
      part="controls"
      role="group"
      aria-label=${assistant?.displayName ?? nothing}
      tabindex="-1"
    >
      ${ended ? this.#renderStart(words) : this.#renderCall(words)}
    </div>`;
  }

  #renderStart(words: Strings): TemplateResult | typeof nothing {
    const {phase, error, turns} = this.owner.snapshot;
    // In the panel, what to do after a failure stands beside its reason.
    if (phase === 'failed' && error && this.closest('voice-panel')) return nothing;
    const {assistant} = this.owner;
    if (phase === 'failed' && isMicrophoneBlocked(error?.code) && assistant?.textInput === 'on')
      return html`<button class="wide accented" @click=${() => assistant.typeInstead?.()}>
        ${words.typeInstead}
      </button>`;
    const again = turns.length ? words.talkAgain : words.start;
    const retry = error?.code === 'connection-lost' ? words.reconnect : words.retry;
    return html`<button part="talk" class="wide accented" @click=${this.#start}>
      ${phase === 'failed' ? retry : html`${microphoneIcon}${again}`}
    </button>`;
  }

  #renderCall(words: Strings): TemplateResult {
    const {phase, muted, textOnly, capabilities} = this.owner.snapshot;
    const {assistant} = this.owner;
    const answering = phase === 'speaking' || (phase === 'thinking' && textOnly);
    const holds =
      !textOnly && assistant?.turnDetection === 'push-to-talk' && capabilities?.pushToTalk !== false;
    const name = {name: assistant?.displayName ?? words.assistant};
    return html`${holds ? this.hold?.render() : nothing}
      ${
        answering
          ? html`<button
              part="interrupt"
              class="interrupt"
              title=${fill(words.interrupt, name)}
              @click=${this.#interrupt}
            >
              ${stopIcon}
            </button>`
          : nothing
      }
      ${
        this.bar || !this.keyboard
          ? nothing
          : html`<button
              part="keyboard"
              class="keyboard"
              title=${words.typeHere}
              @click=${() => assistant?.typeInstead?.()}
            >
              ${keyboardIcon}
            </button>`
      }
      ${
        textOnly
          ? html`<button part="talk" class="mute" title=${words.talkInstead} @click=${this.#start}>
              ${microphoneIcon}
            </button>`
          : html`<button
              part="mute"
              class="mute"
              aria-pressed=${muted}
              aria-label=${muted ? words.mute : nothing}
              title=${muted ? words.unmute : words.mute}
              @click=${this.#toggleMute}
            >
              ${muted ? microphoneOffIcon : microphoneIcon}
            </button>`
      }
      <button
        part="hang-up"
        class="hang-up"
        title=${textOnly ? words.endChat : words.hangUp}
        @click=${this.#hangUp}
      >
        ${hangUpIcon}
      </button>`;
  }

  protected override willUpdate(): void {
    this.#focused = focusedIn(this.shadowRoot);
  }

  protected override updated(): void {
    if (this.owner.assistant?.turnDetection === 'push-to-talk' && !this.#holdLoading) this.#loadHold();
    // The focused button is gone with its reason: the focus stays near, but on nothing that a second press would do.
    if (this.#focused?.isConnected === false) this.renderRoot.querySelector('div')!.focus();
  }

  #loadHold(): void {
    this.#holdLoading = true;
    import('./hold-to-talk.js').then(
      ({HoldToTalk}) => (this.hold = new HoldToTalk(this, this.owner)),
      () => (this.#holdLoading = false), // Tried again with the next change.
    );
  }

  readonly #start = (): void => {
    const {assistant} = this.owner;
    if (assistant) assistant.shownFace = null; // Who talks looks at the voice.
    this.owner.request(new VoiceStartRequestEvent());
  };

  readonly #toggleMute = (): void =>
    this.owner.request(new VoiceMuteRequestEvent(!this.owner.snapshot.muted));
  readonly #interrupt = (): void => this.owner.request(new VoiceInterruptRequestEvent());
  readonly #hangUp = (): void => this.owner.request(new VoiceStopRequestEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-controls': VoiceControls;
  }
}
