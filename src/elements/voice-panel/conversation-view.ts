import {html, nothing, type TemplateResult} from 'lit';
import {fill} from '../../localize/fill.js';
import type {Strings} from '../../localize/strings.js';
import {isCalling} from '../../state/is-calling.js';
import type {PanelHost} from '../panel-host.js';
import {renderAnnouncer, renderError} from './notices.js';

export {conversationViewStyles} from './conversation-view.styles.js';
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
  const {snapshot, transcript, captions, visualizer} = host;
  return html`${
      transcript === 'on'
        ? html`<voice-transcript
            exportparts="transcript, turn, turn-user, turn-assistant, latest, copy, good-answer, bad-answer"
          >
            <slot name="empty" slot="empty"
              >${isCalling(snapshot) ? nothing : host.firstMessage || fill(words.empty, {start: words.start})}</slot
            >
          </voice-transcript>`
        : html`<div class="filler"></div>`
    }
    ${snapshot.endsAt ? renderLazy(loadEndWarning, host, words) : nothing}
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
    ${host.banner?.render(words) ?? nothing} ${renderAnnouncer(host)}
    <div class="stage">
      ${visualizer === 'none' ? nothing : html`<voice-waveform exportparts="waveform"></voice-waveform>`}
      ${captions === 'on' ? renderCaptions(host) : nothing} ${host.debug ? renderDebug(host) : nothing}
      <voice-status exportparts="status, timer, quality"></voice-status>
    </div>
    <voice-controls exportparts="controls, mute, talk, interrupt, hang-up"></voice-controls>`;
}

/** Always the same one: what was typed into it stays, whatever is shown above. */
export function renderComposer(host: PanelHost): TemplateResult | typeof nothing {
  const {textInput, layout, view} = host;
  if (textInput !== 'on' || layout === 'custom') return nothing;
  return html`<voice-composer
    ?hidden=${view && !view.asks}
    exportparts="composer, input, send, attach, attachment, remove-image"
  ></voice-composer>`;
}

/** Few need them: they come when they are switched on. */
function renderCaptions(host: PanelHost): TemplateResult {
  host.loadPart('voice-captions').catch(() => {}); // Tried again with the next change.
  return html`<voice-captions exportparts="captions"></voice-captions>`;
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
