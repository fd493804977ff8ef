import {html, type TemplateResult} from 'lit';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {Strings} from '../../localize/strings.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {PanelHost} from '../panel-host.js';

/** More seconds than this are told in minutes. */
const maxSeconds = 90;

interface Wait {
  readonly endsAt: number;
  timer?: ReturnType<typeof setTimeout>;
}

const waits = new WeakMap<VoiceError, Wait>();

/** The button that tries again, once the server is ready for it; until then it says how long that takes. */
export function retryLater(host: PanelHost, words: Strings): TemplateResult {
  const error = host.snapshot.error!;
  const wait = waits.get(error) ?? {endsAt: performance.now() + error.retryAfter! * 1000};
  waits.set(error, wait);
  const seconds = Math.ceil((wait.endsAt - performance.now()) / 1000);
  clearTimeout(wait.timer);
  if (seconds > 0) wait.timer = setTimeout(() => host.requestUpdate(), 1_000);
  const retry = () => host.dispatchEvent(new VoiceStartRequestEvent());
  // Not read out with each second: what it stands in is an alert.
  return html`<button part="talk" class="primary" ?disabled=${seconds > 0} @click=${retry}>
      ${words.retry}</button
    ><span role="timer" aria-live="off">${seconds > 0 ? inTime(seconds, host.locale.language) : ''}</span>`;
}

/** Such as “in 7 seconds”, in the language of the widget. */
function inTime(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  return seconds > maxSeconds
    ? format.format(Math.ceil(seconds / 60), 'minute')
    : format.format(seconds, 'second');
}
