import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {
  VoiceInterruptRequestEvent,
  VoiceMuteRequestEvent,
  VoiceStopRequestEvent,
} from '../../events/requests.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import {isCalling} from '../../state/is-calling.js';
import {focusedIn} from '../focus.js';
import {hangUpIcon, microphoneIcon, microphoneOffIcon, stopIcon} from '../panel-icons.js';
import {buttons} from '../buttons.styles.js';
import type {Snapshot} from '../../state/snapshot.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import type {HoldToTalk} from './hold-to-talk.js';
import {controlsStyles} from './voice-controls.styles.js';

/**
 * Start, hold to talk, mute, stop talking, hang up.
 *
 * @tag voice-controls
 * @csspart controls - The buttons.
 * @csspart talk - The button that starts a conversation; in push-to-talk, the one to hold.
 * @csspart mute - The button that switches the microphone off and on.
 * @csspart interrupt - The button that makes the assistant stop talking.
 * @csspart hang-up - The button that ends the conversation.
 */
export class VoiceControls extends VoicePart {
  static override properties: PropertyDeclarations = {hold: {state: true}};

  static override styles = [tokens, buttons, controlsStyles];

  private hold: HoldToTalk | null = null;
  #holdLoading = false;
  #focused: Element | null = null;

  protected override select({phase, muted, textOnly, held, capabilities}: Snapshot): readonly unknown[] {
    return [phase, muted, textOnly, held, capabilities];
  }

  override render(): TemplateResult {
    const {phase, muted, textOnly, capabilities} = this.owner.snapshot;
    const {words, assistant} = this.owner;
    const ended = !isCalling({phase});
    const answering = phase === 'thinking' || phase === 'speaking';
    const spoken = !ended && !textOnly;
    return html`<div
      part="controls"
      role="group"
      aria-label=${assistant?.displayName ?? nothing}
      tabindex="-1"
    >
      ${
        spoken
          ? nothing
          : html`<button
              part="talk"
              class="accented start ${ended ? 'wide' : 'icon'}"
              title=${ended ? nothing : words.start}
              @click=${this.#start}
            >
              ${microphoneIcon}${ended ? words.start : nothing}
            </button>`
      }
      ${spoken && assistant?.turnDetection === 'push-to-talk' && capabilities?.pushToTalk !== false ? this.hold?.render() : nothing}
      ${
        spoken
          ? html`<button
              part="mute"
              class="mute"
              aria-pressed=${muted}
              aria-label=${muted ? words.mute : nothing}
              title=${muted ? words.unmute : words.mute}
              @click=${this.#toggleMute}
            >
              ${muted ? microphoneOffIcon : microphoneIcon}
            </button>`
          : nothing
      }
      ${
        answering
          ? html`<button part="interrupt" class="wide interrupt" @click=${this.#interrupt}>
              ${stopIcon}${words.interrupt}
            </button>`
          : nothing
      }
      ${
        ended
          ? nothing
          : html`<button part="hang-up" class="hang-up" title=${words.hangUp} @click=${this.#hangUp}>
              ${hangUpIcon}
            </button>`
      }
    </div>`;
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

  readonly #start = (): void => this.owner.request(new VoiceStartRequestEvent());
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
