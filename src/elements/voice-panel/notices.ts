import {html, nothing, type TemplateResult} from 'lit';
import {answerSentences} from '../../localize/en/answers.js';
import type {Strings} from '../../localize/strings.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {PanelHost} from '../panel-host.js';
import {takesText} from '../capabilities-of.js';
import {errorSentence} from '../error-sentence.js';
import {announceAfterMs} from '../live-region.js';
import {closeIcon} from '../panel-icons.js';
import {isMicrophoneBlocked} from '../status-words.js';

/** The notices that are on the screen and were read out, by their `data-notice`. */
const said = new WeakMap<PanelHost, ReadonlySet<string>>();

/** Where notices are read out: one place that stays, whatever comes and goes. */
export function renderAnnouncer(host: PanelHost): TemplateResult {
  void host.updateComplete.then(() => announce(host));
  return html`<div class="announcer unseen" role="status"></div>`;
}

function announce(host: PanelHost): void {
  const notices = [...host.renderRoot.querySelectorAll<HTMLElement>('[data-notice]')];
  const before = said.get(host);
  said.set(host, new Set(notices.map(({dataset}) => dataset.notice!)));
  const added = notices.filter(({dataset}) => !before?.has(dataset.notice!));
  const text = added.map(({textContent}) => textContent.trim()).join(' ');
  if (notices.length && !text) return;
  setTimeout(() => {
    const announcer = host.renderRoot.querySelector('.announcer');
    if (announcer) announcer.textContent = text;
  }, announceAfterMs);
}

/** What is loaded only where it is wanted. */
interface LateButtons {
  readonly retryLater: () => unknown;
  readonly diagnose: () => unknown;
}

/** What went wrong. The alert is the sentence alone: buttons that come later must not have it read out again. */
export function renderError(
  host: PanelHost,
  error: VoiceError,
  words: Strings,
  {retryLater, diagnose}: LateButtons,
): TemplateResult {
  const failed = host.snapshot.phase === 'failed';
  const silent = error.code === 'playback-blocked';
  return html`<div part="error" class="error ${failed || silent ? '' : 'brief'}">
    <p role="alert">${sentenceOf(error, words)}</p>
    ${
      silent
        ? html`<button class="primary" @click=${() => host.unblockPlayback()}>${words.playSound}</button>`
        : nothing
    }
    ${failed ? html`${(error.retryAfter && retryLater()) || renderWaysOn(host, error, words)}${diagnose()}` : nothing}
    ${failed || silent ? nothing : renderDismiss(host, words)}
  </div>`;
}

/** One of them stands out: what is most likely to help. Pressing again does not open a microphone that is blocked. */
function renderWaysOn(host: PanelHost, {code}: VoiceError, words: Strings): TemplateResult {
  const retry = () => host.dispatchEvent(new VoiceStartRequestEvent());
  const again = code === 'connection-lost' ? words.reconnect : words.retry;
  const isBlocked = isMicrophoneBlocked(code);
  const canType = takesText(host) && (isBlocked || code === 'mic-missing' || code === 'mic-busy');
  const type = html`<button
    part="type-instead"
    class=${isBlocked ? 'primary' : ''}
    @click=${() => host.typeInstead()}
  >
    ${words.typeInstead}
  </button>`;
  const talk = html`<button part="talk" class=${isBlocked && canType ? '' : 'primary'} @click=${retry}>
    ${again}
  </button>`;
  if (!canType) return talk;
  return html`${isBlocked ? [type, talk] : [talk, type]}`;
}

/** What went wrong in particular, where there is a sentence for it. */
function sentenceOf(error: VoiceError, words: Partial<Record<string, string>>): string {
  const known: Partial<Record<string, {message: string}>> = answerSentences;
  const name = `${error.code}-${error.detail}`;
  return words[`error-${name}`] ?? known[name]?.message ?? errorSentence(error, words);
}

/** A call that is over keeps its reason; what goes on can do without the notice. */
function renderDismiss(host: PanelHost, words: Strings): TemplateResult {
  const dismiss = () =>
    host.loadConversation().then(
      conversation => conversation.dismissError(),
      () => {}, // It is loaded, or there would be no notice.
    );
  return html`<button part="dismiss" class="dismiss" aria-label=${words.close} @click=${dismiss}>
    ${closeIcon}
  </button>`;
}
