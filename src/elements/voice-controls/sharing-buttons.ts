import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {VoiceCameraRequestEvent, VoiceScreenRequestEvent} from '../../events/sharing-requests.js';
import {sharingWords} from '../../localize/en/sharing.js';
import {adoptStyles} from '../adopt-styles.js';
import type {Assistant} from '../assistant.js';
import type {AssistantController} from '../assistant-controller.js';
import {cameraIcon, screenIcon} from '../sharing-icons.js';
import {sharingStyles} from './sharing-buttons.styles.js';

type Source = 'camera' | 'screen';

/** Assistants that do what the buttons ask for. */
const served = new WeakSet<Assistant>();

/** Camera and screen, where the backend of the call takes them. What is on stands in every row, so that it is seen. */
export class SharingButtons {
  readonly #owner: AssistantController;

  constructor(root: Node | null, owner: AssistantController) {
    this.#owner = owner;
    adoptStyles(root, sharingStyles);
    // The browser asks only in the moment of a press: what asks it has to be there by then.
    void import('../../conversation/call/sharing.js').catch(() => {}); // A press asks for it again.
  }

  /** @param bar only what is on, small, beside something else */
  render(bar: boolean): TemplateResult | typeof nothing {
    const {assistant, snapshot} = this.#owner;
    if (assistant) serve(assistant);
    const canShare = typeof (navigator.mediaDevices as Partial<MediaDevices>)?.getDisplayMedia === 'function';
    const offered: readonly (readonly [Source, boolean | undefined])[] = [
      ['camera', snapshot.capabilities?.camera],
      ['screen', snapshot.capabilities?.screen && canShare],
    ];
    const shown = offered.filter(([source, can]) => snapshot[source] || (can && !bar));
    if (!shown.length) return nothing;
    // Each keeps its button: the one that is pressed must not become the other.
    return html`<span class="sharing"
      >${repeat(
        shown,
        ([source]) => source,
        ([source]) => this.#renderButton(source, bar),
      )}</span
    >`;
  }

  #renderButton(source: Source, bar: boolean): TemplateResult {
    const {snapshot, words: given} = this.#owner;
    const words = {...sharingWords, ...given};
    const on = Boolean(snapshot[source]);
    const [start, stop] =
      source === 'camera' ? [words.startCamera, words.stopCamera] : [words.shareScreen, words.stopSharing];
    const isWorded = on && !bar;
    return html`<button
      part=${source}
      class="share ${on ? 'on' : ''} ${snapshot[source] ?? ''}"
      title=${on ? stop : start}
      @click=${() => this.#owner.request(requestOf(source, !on))}
    >
      ${source === 'camera' ? cameraIcon : screenIcon}${isWorded ? html`<span>${stop}</span>` : nothing}
    </button>`;
  }
}

function requestOf(source: Source, on: boolean): Event {
  return source === 'camera' ? new VoiceCameraRequestEvent(on) : new VoiceScreenRequestEvent(on);
}

/** Has an assistant do what is asked for, unless the page says no. */
function serve(assistant: Assistant): void {
  if (served.has(assistant)) return;
  served.add(assistant);
  const answer = (event: Event, act: (on: boolean) => Promise<void> | void) =>
    queueMicrotask(() => {
      const {on, defaultPrevented} = event as VoiceCameraRequestEvent;
      if (!defaultPrevented) act(on)?.catch(() => {}); // Told by voice-error and on screen.
    });
  assistant.addEventListener('voice-camera-request', event =>
    answer(event, on => (on ? assistant.startCamera?.() : assistant.stopCamera?.())),
  );
  assistant.addEventListener('voice-screen-request', event =>
    answer(event, on => (on ? assistant.startScreenShare?.() : assistant.stopScreenShare?.())),
  );
}
