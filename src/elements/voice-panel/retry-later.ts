import {html, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {Strings} from '../../localize/strings.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {AssistantController} from '../assistant-controller.js';

/** More seconds than this are told in minutes. */
const maxSeconds = 90;

/** When what failed can be tried again. */
const ends = new WeakMap<VoiceError, number>();
/** Of those who draw the button. */
const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

/** Of the panel. */
interface Host extends Pick<ReactiveControllerHost, 'requestUpdate'> {
  readonly snapshot: {readonly error: VoiceError | null};
  readonly locale: {readonly language: string};
  dispatchEvent(event: Event): void;
}

/** The button that tries again, once the server is ready for it; until then it says how long that takes. */
export function retryLater(host: Host, words: Strings): TemplateResult {
  const retry = () => host.dispatchEvent(new VoiceStartRequestEvent());
  return draw(host, host.snapshot.error!, {words, language: host.locale.language, retry}, 'primary');
}

/** The same among the buttons of the dock. */
export function retryInDock(host: ReactiveControllerHost, owner: AssistantController): TemplateResult {
  const {assistant, snapshot, words} = owner;
  const retry = () => owner.request(new VoiceStartRequestEvent());
  const language = assistant?.locale?.language ?? 'en';
  return draw(host, snapshot.error!, {words, language, retry}, 'wide accented');
}

interface Button {
  readonly words: Strings;
  readonly language: string;
  readonly retry: () => void;
}

function draw(
  host: Pick<ReactiveControllerHost, 'requestUpdate'>,
  error: VoiceError,
  {words, language, retry}: Button,
  className: string,
): TemplateResult {
  const endsAt = ends.get(error) ?? performance.now() + error.retryAfter! * 1000;
  ends.set(error, endsAt);
  const seconds = Math.ceil((endsAt - performance.now()) / 1000);
  clearTimeout(timers.get(host));
  if (seconds > 0)
    timers.set(
      host,
      setTimeout(() => host.requestUpdate(), 1_000),
    );
  // Not read out with each second: what it stands in is an alert.
  return html`<button part="talk" class=${className} ?disabled=${seconds > 0} @click=${retry}>
      ${words.retry}</button
    ><span role="timer" aria-live="off">${seconds > 0 ? inTime(seconds, language) : ''}</span>`;
}

/** Such as “in 7 seconds”, in the language of the widget. */
function inTime(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  return seconds > maxSeconds
    ? format.format(Math.ceil(seconds / 60), 'minute')
    : format.format(seconds, 'second');
}
