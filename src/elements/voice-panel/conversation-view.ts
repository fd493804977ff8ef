import {html, nothing, type TemplateResult} from 'lit';
import type {Strings} from '../../localize/strings.js';
import {isCalling} from '../../state/is-calling.js';
import {recentTurns} from '../../state/snapshot.js';
import type {PanelHost} from '../panel-host.js';
import {takesText} from '../capabilities-of.js';
import {faceOf, isNew} from './face.js';
import {renderAnnouncer, renderError} from './notices.js';
import {pendingWords} from './pending-words.js';
import {renderOtherWay, renderPermissionHint, renderStartCard, renderSuggestions} from './start-card.js';

export {conversationViewStyles} from './conversation-view.styles.js';
export {derivedTokens} from '../derived-tokens.js';
export {unseen} from '../unseen.styles.js';
export {appear} from './panel-appearance.js';

/** What few ever see. */
type Draw = (host: PanelHost, words: Strings) => TemplateResult;
/** Of that, what was loaded. */
const lazyDraws = new Map<() => Promise<Draw>, Draw>();
const loadEndWarning = async () => (await import('./end-warning.js')).endWarning;
const loadDeviceNotice = async () => (await import('../voice-settings/voice-settings.js')).deviceNotice;
const loadSuggestions = async () => (await import('./suggestion-banner.js')).suggestionBanner;
const loadRetryLater = async () => (await import('./retry-later.js')).retryLater;
const loadDiagnosisButton = async () => (await import('./diagnosis-view.js')).diagnosisButton;

/** The conversation itself, between head and text field. */
export function renderConversation(host: PanelHost, words: Strings): TemplateResult {
  const voice = faceOf(host) === 'voice';
  if (!voice || host.snapshot.online) loadWriting(host);
  return html`${voice ? renderVoice(host, words) : renderText(host, words)} ${renderNotices(host, words)}
    ${host.debug ? renderDebug(host) : nothing}
    <div class=${voice ? 'foot' : isCalling(host.snapshot) ? 'bar' : 'bar idle'}>
      <voice-status exportparts="status, status-text, timer, quality"></voice-status>
      <voice-controls
        ?bar=${!voice}
        ?keyboard=${host.transcript === 'on'}
        exportparts="controls, mute, talk, interrupt, hang-up, keyboard, camera, screen"
      ></voice-controls>
      ${voice && host.snapshot.phase === 'idle' ? renderOtherWay(host, words) : nothing}
    </div>`;
}

/** The voice, large, and the words of the moment. */
function renderVoice(host: PanelHost, words: Strings): TemplateResult {
  const {visualizer, snapshot} = host;
  const asks = snapshot.phase === 'requesting-microphone';
  return html`<div part="stage" class="stage ${visualizer}">
    ${
      visualizer === 'none'
        ? nothing
        : html`<voice-waveform
            part=${visualizer === 'orb' ? 'orb' : nothing}
            exportparts="waveform"
          ></voice-waveform>`
    }
    ${snapshot.video || snapshot.preview ? renderVideo(host) : nothing}
    ${
      isNew(host)
        ? renderStartCard(host, words)
        : asks
          ? renderPermissionHint(words)
          : html`${
              snapshot.phase === 'failed' && !recentTurns(snapshot).length
                ? nothing
                : html`<voice-captions exportparts="captions, live-caption"></voice-captions>`
            }
            ${renderSuggestions(host, words)}`
    }
  </div>`;
}

/** What was said, in writing. */
function renderText(host: PanelHost, words: Strings): TemplateResult {
  const {captions, firstMessage, hint, snapshot} = host;
  return html`<voice-transcript
      exportparts="transcript, turn, turn-user, turn-assistant, bubble, bubble-user, bubble-assistant, latest, copy, good-answer, bad-answer"
    >
      <slot name="empty" slot="empty"
        >${isCalling(snapshot) ? nothing : firstMessage || hint || (takesText(host) ? words.empty : nothing)}</slot
      >
    </voice-transcript>
    ${captions === 'on' ? html`<voice-captions exportparts="captions, live-caption"></voice-captions>` : nothing}
    ${renderSuggestions(host, words)}`;
}

/** What the person should know, and what they are asked. */
function renderNotices(host: PanelHost, words: Strings): TemplateResult {
  const {snapshot} = host;
  return html`${snapshot.endsAt ? renderLazy(loadEndWarning, host, words) : nothing}
  ${snapshot.devices.lost ? renderLazy(loadDeviceNotice, host, words) : nothing}
  ${snapshot.restored || snapshot.quality === 'poor' ? renderLazy(loadSuggestions, host, words) : nothing}
  ${
    snapshot.error
      ? renderError(host, snapshot.error, words, {
          retryLater: () => renderLazy(loadRetryLater, host, words),
          diagnose: () => renderLazy(loadDiagnosisButton, host, words),
        })
      : nothing
  }
  ${host.banner?.render(words) ?? nothing} ${renderAnnouncer(host)}`;
}

/** A letter that is typed anywhere in the panel is the beginning of a message. */
export function beginTyping(host: PanelHost, event: KeyboardEvent): void {
  const {key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented} = event;
  const isLetter = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
  if (isComposing || defaultPrevented || host.view || !takesText(host)) return;
  const words = pendingWords.get(host);
  if (words !== undefined && key.length === 1 && !ctrlKey && !metaKey && !altKey) {
    event.preventDefault();
    pendingWords.set(host, words + key);
  }
  if (!isLetter || words !== undefined) return;
  const [target] = event.composedPath() as HTMLElement[];
  if (
    faceOf(host) === 'text' ||
    host.transcript === 'off' ||
    /^(input|textarea|select)$/.test(target!.localName)
  )
    return;
  event.preventDefault();
  pendingWords.set(host, key);
  host.typeInstead();
}

/**
 * What is needed to write and to read comes with the first wish for it, and with every call: by then the network may be
 * gone.
 */
function loadWriting(host: PanelHost): void {
  host.loadPart('voice-transcript').catch(() => {}); // Tried again with the next change.
  host.loadPart('voice-composer').catch(() => {});
}

/** Always the same one: what was typed into it stays, whatever is shown above. */
export function renderComposer(host: PanelHost): TemplateResult | typeof nothing {
  const {textInput, layout, view, transcript} = host;
  if (textInput !== 'on' || layout === 'custom') return nothing;
  const isSpoken = faceOf(host) === 'voice' && transcript === 'on' && !view;
  return html`<voice-composer
    ?hidden=${isSpoken || (view && !view.asks)}
    exportparts="composer, input, send, attach, attachment, remove-image"
  ></voice-composer>`;
}

/** In the place of the orb, once there is something to see. */
function renderVideo(host: PanelHost): TemplateResult {
  host.loadPart('voice-video').catch(() => {}); // Tried again with the next change.
  return html`<voice-video exportparts="video, preview"></voice-video>`;
}

/** On top of everything, and of nothing while the panel is closed. */
function renderDebug(host: PanelHost): TemplateResult {
  void host.loadPart('voice-debug');
  return html`<voice-debug popover="manual" exportparts="debug"></voice-debug>`;
}

/** It is loaded when it is first to be seen; without a network the panel goes without. */
function renderLazy(load: () => Promise<Draw>, host: PanelHost, words: Strings): TemplateResult | undefined {
  const draw = lazyDraws.get(load);
  if (draw) return draw(host, words);
  load().then(
    draw => {
      lazyDraws.set(load, draw);
      host.requestUpdate();
    },
    () => {},
  );
  return undefined;
}
