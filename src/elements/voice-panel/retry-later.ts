import {html, type TemplateResult} from 'lit';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {Strings} from '../../localize/strings.js';
import type {VoiceError} from '../../state/voice-error.js';

/** More seconds than this are told in minutes. */
const maxSeconds = 90;

/** Where the button stands: the panel, or the buttons of the dock. */
export interface RetryPlace {
  readonly snapshot: {readonly error: VoiceError | null};
  readonly locale: {readonly language: string};
  requestUpdate(): void;
  dispatchEvent(event: Event): void;
}

/** When what failed can be tried again. */
const ends = new WeakMap<VoiceError, number>();
const timers = new WeakMap<RetryPlace, ReturnType<typeof setTimeout>>();

/**
 * The button that tries again, once the server is ready for it; until then it says how long that takes.
 * @param place the same object each time
 */
export function retryLater(place: RetryPlace, words: Strings, className = 'primary'): TemplateResult {
  const error = place.snapshot.error!;
  const endsAt = ends.get(error) ?? performance.now() + error.retryAfter! * 1000;
  ends.set(error, endsAt);
  const seconds = Math.ceil((endsAt - performance.now()) / 1000);
  clearTimeout(timers.get(place));
  if (seconds > 0)
    timers.set(
      place,
      setTimeout(() => place.requestUpdate(), 1_000),
    );
  const retry = () => place.dispatchEvent(new VoiceStartRequestEvent());
  // Not read out with each second: what it stands in is an alert.
  return html`<button part="talk" class=${className} ?disabled=${seconds > 0} @click=${retry}>
      ${words.retry}</button
    ><span role="timer" aria-live="off">${seconds > 0 ? inTime(seconds, place.locale.language) : ''}</span>`;
}

/** Such as “in 7 seconds”, in the language of the widget. */
function inTime(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  return seconds > maxSeconds
    ? format.format(Math.ceil(seconds / 60), 'minute')
    : format.format(seconds, 'second');
}
