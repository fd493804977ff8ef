import {css, html, type ReactiveController, type TemplateResult} from 'lit';
import {transcriptWords} from '../../localize/en/transcript.js';
import {adoptStyles} from '../adopt-styles.js';
import type {Assistant} from '../assistant.js';
import type {AssistantController} from '../assistant-controller.js';
import {microphoneIcon} from '../panel-icons.js';
import {isOpen} from '../status-words.js';
import type {VoicePart} from '../voice-part.js';

/** A press shorter than this is a click. It latches, for people who cannot hold. In milliseconds. */
const clickMs = 300;

const styles = css`
  .hold {
    grid-column: 1 / -1;
    justify-self: center;
    inline-size: min(100%, 332px);
    min-block-size: 52px;
    border-radius: var(--_pill, 26px);
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  .hold[aria-pressed='true'] {
    box-shadow: 0 0 0 5px color-mix(in srgb, var(--_accent) 35%, transparent);
  }
  .hold[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
`;

/** Push-to-talk on one button: held by pointer or key, or latched by a click until the next one. Loaded where it is wanted. */
export class HoldToTalk implements ReactiveController {
  readonly #host: VoicePart;
  readonly #owner: AssistantController;
  /** The assistant this button made listen: what a hotkey or the page holds is not the button's to release. */
  #holding: Assistant | null = null;
  /** When the press began that still lasts. */
  #pressedAt = 0;

  constructor(host: VoicePart, owner: AssistantController) {
    this.#host = host;
    this.#owner = owner;
    adoptStyles(host.shadowRoot, styles);
    host.addController(this);
  }

  render(): TemplateResult {
    const {words, snapshot} = this.#owner;
    const {held, muted, capabilities} = snapshot;
    // Where nothing marks the end of a turn, nothing is sent either.
    const isLatched = this.#holding && !this.#pressedAt; // It is pressed again.
    const sendWords = isLatched ? (words.send ?? transcriptWords.send) : words.releaseToSend;
    const heldWords = capabilities?.pushToTalk === 'mute' ? words['status-held'] : sendWords;
    const ready = !muted && isOpen(snapshot);
    return html`<button
      part="talk"
      class="wide accented hold"
      aria-pressed=${held}
      aria-disabled=${!ready}
      @pointerdown=${this}
      @pointerup=${this}
      @pointercancel=${this}
      @lostpointercapture=${this}
      @keydown=${this}
      @keyup=${this}
      @click=${this}
      @blur=${this}
      @contextmenu=${this}
    >
      ${microphoneIcon}${held ? heldWords : words.holdToTalk}
    </button>`;
  }

  /** Everything that happens to the button, and what takes the person away from it. */
  handleEvent(event: Event): void {
    switch (event.type) {
      case 'pointerdown': {
        const {button, pointerId} = event as PointerEvent;
        if (button) break;
        // A finger that slips off the button goes on talking.
        (event.currentTarget as Element).setPointerCapture(pointerId);
        this.#press();
        break;
      }
      case 'pointerup':
        this.#lift();
        break;
      case 'keydown':
      case 'keyup': {
        const {key, repeat} = event as KeyboardEvent;
        if (key !== ' ' && key !== 'Enter') break;
        event.preventDefault(); // Or it would be a click, too.
        if (event.type === 'keyup') this.#lift();
        else if (!repeat) this.#press();
        break;
      }
      case 'click':
        // By pointer or key it was a press; what has no count is the click of a screen reader or a voice command.
        if ((event as MouseEvent).detail) break;
        this.#press();
        this.#pressedAt = 0;
        break;
      case 'contextmenu':
        event.preventDefault();
        break;
      case 'pointercancel':
      case 'lostpointercapture':
        if (this.#pressedAt) this.#release(true);
        break;
      case 'visibilitychange':
        if (document.hidden) this.#release(true);
        break;
      default: // blur, of the button or the window
        this.#release(true);
    }
  }

  hostConnected(): void {
    addEventListener('blur', this);
    document.addEventListener('visibilitychange', this);
  }

  hostDisconnected(): void {
    removeEventListener('blur', this);
    document.removeEventListener('visibilitychange', this);
    const holding = this.#holding;
    this.#forget();
    queueMicrotask(() => holding?.stopTalking(true)); // The assistant may be drawing itself just now.
  }

  hostUpdate(): void {
    const {held, muted} = this.#owner.snapshot;
    if (!held) this.#forget();
    else if (muted || this.#owner.assistant?.turnDetection !== 'push-to-talk') this.#release();
  }

  #press(): void {
    const {assistant, snapshot} = this.#owner;
    if (snapshot.held) {
      assistant?.stopTalking();
    } else if (assistant && !snapshot.muted) {
      assistant.startTalking();
      this.#holding = assistant;
      this.#pressedAt = performance.now();
    }
  }

  #lift(): void {
    if (this.#pressedAt && performance.now() - this.#pressedAt > clickMs) this.#release();
    this.#pressedAt = 0;
    this.#host.requestUpdate();
  }

  /** @param atOnce the user has left */
  #release(atOnce = false): void {
    this.#holding?.stopTalking(atOnce);
    this.#forget();
  }

  #forget(): void {
    this.#holding = null;
    this.#pressedAt = 0;
  }
}
