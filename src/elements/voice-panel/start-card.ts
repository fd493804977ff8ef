import {html, nothing, type TemplateResult} from 'lit';
import {VoiceSendRequestEvent} from '../../events/requests.js';
import {errorSentences} from '../../localize/en/errors.js';
import {startWords} from '../../localize/en/start.js';
import {fill} from '../../localize/fill.js';
import type {StartStrings, Strings} from '../../localize/strings.js';
import {recentTurns} from '../../state/snapshot.js';
import {takesText} from '../capabilities-of.js';
import type {PanelHost} from '../panel-host.js';
import {isNew} from './face.js';

/** What the browser says of the microphone, once it was asked. */
let permission: PermissionStatus | null = null;
let asked = false;

/** What greets a person before the first call: who this is, what it can do, and how to begin. */
export function renderStartCard(host: PanelHost, given: Strings): TemplateResult {
  const words = {...startWords, ...given};
  const {name, displayName, hint, firstMessage} = host;
  const invitation = firstMessage || hint || (name && takesText(host) ? words.empty : '');
  return html`<div part="start-card" class="start-card">
    <h3>${name ? fill(words.hello, {name: displayName}) : words.talkToUs}</h3>
    <p><slot name="empty">${invitation}</slot></p>
    ${renderSuggestions(host, given)}
  </div>`;
}

/** Under the button that starts: the other way, and what the microphone has to do with it. */
export function renderOtherWay(host: PanelHost, given: Strings): TemplateResult {
  const words = {...startWords, ...given};
  askPermission(host);
  return html`${
    takesText(host) && host.transcript === 'on'
      ? html`<button part="type-instead" class="plain" @click=${() => host.typeInstead()}>
          ${recentTurns(host.snapshot).length ? words.transcript : words.typeInstead}
        </button>`
      : nothing
  }
  ${isNew(host) ? html`<p class="fine">${microphoneNote(words)}</p>` : nothing}`;
}

/** An insecure page gets no microphone, and its browser says `denied`: no setting of the site changes that. */
function microphoneNote(words: Strings & StartStrings): string {
  if (globalThis.isSecureContext === false)
    return words['error-insecure-context'] ?? errorSentences['insecure-context'].message;
  const notes = {
    granted: words.microphoneAllowed,
    denied: words.unblockMicrophone,
    prompt: words.microphoneAsked,
  };
  return notes[permission?.state ?? 'prompt'];
}

/** Conversation starters, until something was said. */
export function renderSuggestions(host: PanelHost, given: Strings): TemplateResult | typeof nothing {
  const {suggestions = [], snapshot} = host;
  const list = (typeof suggestions === 'string' ? suggestions.split('|') : suggestions)
    .map(text => text.trim())
    .filter(Boolean);
  const isWanted =
    list.length && !recentTurns(snapshot).length && takesText(host) && snapshot.phase !== 'failed';
  if (!isWanted) return nothing;
  return html`<div class="suggestions" role="group" aria-label=${given.suggestions ?? startWords.suggestions}>
    ${list.map(
      text =>
        html`<button
          part="suggestion"
          dir="auto"
          @click=${() => host.dispatchEvent(new VoiceSendRequestEvent(text))}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}

/** What to press in the question of the browser; nothing where it asks none. */
export function renderPermissionHint(words: Strings): TemplateResult {
  const isAsked = permission?.state !== 'granted';
  // It keeps its place all the same: the picture above does not hop.
  return html`<p class="ask">${isAsked ? (words.chooseAllow ?? startWords.chooseAllow) : nothing}</p>`;
}

/** Once for a page; each start card is drawn with what is known then. Not every browser tells. */
function askPermission(host: PanelHost): void {
  if (asked) return;
  asked = true;
  (navigator.permissions as Partial<Permissions> | undefined)?.query?.({name: 'microphone'}).then(
    status => {
      permission = status;
      host.requestUpdate();
    },
    () => {},
  );
}
