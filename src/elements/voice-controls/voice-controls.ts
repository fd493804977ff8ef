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
import {focusedIn, matches} from '../focus.js';
import {isGone} from '../is-gone.js';
import {
  closeIcon,
  hangUpIcon,
  keyboardIcon,
  microphoneIcon,
  microphoneOffIcon,
  stopIcon,
} from '../panel-icons.js';
import {buttons} from '../buttons.styles.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {Assistant} from '../assistant.js';
import {takesText} from '../capabilities-of.js';
import {isMicrophoneBlocked} from '../status-words.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import type {retryInDock} from '../voice-panel/retry-later.js';
import type {HoldToTalk} from './hold-to-talk.js';
import type {SharingButtons} from './sharing-buttons.js';
import {controlsStyles} from './voice-controls.styles.js';

/**
 * Start, hold to talk, type, mute, stop the answer, end the call.
 *
 * @tag voice-controls
 * @csspart controls - The buttons.
 * @csspart talk - The button that starts a conversation; in push-to-talk, the one to hold.
 * @csspart keyboard - The button that leads to the conversation in writing.
 * @csspart camera - The button that turns the camera on and off.
 * @csspart screen - The button that shares the screen, and stops that.
 * @csspart dismiss - The button that takes a failed call away.
 * @csspart mute - The button that switches the microphone off and on.
 * @csspart interrupt - The button that stops the answer.
 * @csspart hang-up - The button that ends the conversation.
 */
export class VoiceControls extends VoicePart {
  static override properties: PropertyDeclarations = {
    bar: {type: Boolean, reflect: true},
    keyboard: {type: Boolean},
    hold: {state: true},
    retry: {state: true},
    sharing: {state: true},
  };

  static override styles = [tokens, buttons, controlsStyles];

  /** Small buttons in one row, beside something else. */
  bar = false;

  /** Offers to go on in writing. */
  keyboard = false;

  private hold: HoldToTalk | null = null;
  /** Loaded with the first server that is to be tried later. */
  private retry: typeof retryInDock | null = null;
  private sharing: SharingButtons | null = null;
  readonly #loading = new Set<string>();
  #focused: Element | null = null;

  protected override select(snapshot: Snapshot, assistant: Assistant): readonly unknown[] {
    const {phase, muted, textOnly, held, capabilities, error, lastCallMs, restored, camera, screen} =
      snapshot;
    return [
      phase,
      muted,
      textOnly,
      held,
      capabilities,
      error,
      lastCallMs,
      restored,
      camera,
      screen,
      assistant.displayName,
    ];
  }

  override render(): TemplateResult {
    const {words, assistant, snapshot} = this.owner;
    const ended = !isCalling(snapshot);
    const name = assistant?.displayName ?? words.assistant;
    return html`<div
      part="controls"
      role="group"
      aria-label=${ended ? name : fill(words.callWith, {name})}
      tabindex="-1"
    >
      ${ended ? this.#renderStart(words) : this.#renderCall(words)}
    </div>`;
  }

  #renderStart(words: Strings): TemplateResult | typeof nothing {
    const {assistant, snapshot} = this.owner;
    const {phase, error, restored, lastCallMs} = snapshot;
    // In the panel, what to do stands beside the reason for it.
    if (((phase === 'failed' && error) || restored) && this.closest('voice-panel')) return nothing;
    const docked = this.closest('.dock') !== null;
    if (docked && isMicrophoneBlocked(error?.code) && takesText(assistant))
      return html`${this.#renderDismiss(words)}<button
          class="wide accented"
          @click=${() => assistant?.typeInstead?.()}
        >
          ${words.typeInstead}
        </button>`;
    if (docked && error?.retryAfter) return this.#renderRetryLater(words);
    const again = lastCallMs === undefined ? words.start : words.talkAgain;
    const retry = error?.code === 'connection-lost' ? words.reconnect : words.retry;
    return html`${docked ? this.#renderDismiss(words) : nothing}<button
        part="talk"
        class="wide accented"
        @click=${this.#start}
      >
        ${phase === 'failed' ? retry : html`${microphoneIcon}${again}`}
      </button>`;
  }

  #renderRetryLater(words: Strings): TemplateResult {
    if (!this.retry)
      import('../voice-panel/retry-later.js').then(
        ({retryInDock}) => (this.retry = retryInDock),
        () => {}, // There is a way to the panel, too.
      );
    return html`${this.#renderDismiss(words)}${this.retry?.(this, this.owner)}`;
  }

  #renderDismiss(words: Strings): TemplateResult {
    return html`<button part="dismiss" class="dismiss" title=${words.close} @click=${this.#hangUp}>
      ${closeIcon}
    </button>`;
  }

  #renderCall(words: Strings): TemplateResult {
    const {phase, muted, textOnly, capabilities, error} = this.owner.snapshot;
    const isSilent = error?.code === 'playback-blocked' && this.closest('.dock');
    const {assistant} = this.owner;
    const answering = phase === 'speaking' || (phase === 'thinking' && textOnly);
    const holds =
      !textOnly && assistant?.turnDetection === 'push-to-talk' && capabilities?.pushToTalk !== false;
    const name = {name: assistant?.displayName ?? words.assistant};
    const stop =
      answering && !isSilent
        ? html`<button
            part="interrupt"
            class="interrupt"
            title=${fill(words.interrupt, name)}
            @click=${this.#interrupt}
          >
            ${stopIcon}
          </button>`
        : this.bar || textOnly
          ? nothing
          : html`<span class="interrupt" aria-hidden="true">${stopIcon}</span>`;
    const microphone = textOnly
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
        </button>`;
    return html`${holds ? this.hold?.render() : nothing}${this.sharing?.render(this.bar)}
      ${
        this.bar || !this.keyboard
          ? nothing
          : html`<button
              part="keyboard"
              class="keyboard"
              title=${takesText(assistant) ? words.typeHere : words.transcript}
              @click=${() => assistant?.typeInstead?.()}
            >
              ${keyboardIcon}
            </button>`
      }
      ${
        isSilent
          ? html`<button class="wide accented sound" @click=${() => assistant?.unblockPlayback()}>
              ${words.playSound}
            </button>`
          : nothing
      }
      ${this.bar ? [stop, microphone] : [microphone, stop]}
      <button
        part="hang-up"
        class="hang-up ${textOnly ? 'chat' : ''}"
        title=${textOnly ? words.endChat : words.hangUp}
        @click=${this.#hangUp}
      >
        ${textOnly ? closeIcon : hangUpIcon}
      </button>`;
  }

  protected override willUpdate(): void {
    this.#focused = focusedIn(this.shadowRoot);
  }

  protected override updated(): void {
    const {assistant, snapshot} = this.owner;
    const {camera, screen} = snapshot.capabilities ?? {};
    if (assistant?.turnDetection === 'push-to-talk')
      this.#load('hold', async () => new (await import('./hold-to-talk.js')).HoldToTalk(this, this.owner));
    if (camera || screen)
      this.#load(
        'sharing',
        async () => new (await import('./sharing-buttons.js')).SharingButtons(this.shadowRoot, this.owner),
      );
    if (isGone(this.#focused)) this.#keepFocus();
  }

  /** The focused button is gone with its reason: the focus stays near, but on nothing that a second press would do. */
  #keepFocus(): void {
    const group = this.renderRoot.querySelector('div')!;
    group.focus();
    // Where a failure is told there are no controls.
    if (!matches(group, ':focus')) this.closest<HTMLElement>('.panel')?.focus({preventScroll: true});
  }

  /** What few need comes where it is wanted; tried again with the next change where it did not. */
  #load(name: string, load: () => Promise<object>): void {
    if (this.#loading.has(name)) return;
    this.#loading.add(name);
    load().then(
      part => Object.assign(this, {[name]: part}),
      () => this.#loading.delete(name),
    );
  }

  readonly #start = (): void => {
    const {assistant} = this.owner;
    const request = new VoiceStartRequestEvent();
    this.owner.request(request);
    if (assistant && !request.defaultPrevented) assistant.shownFace = null; // Who talks looks at the voice.
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
