import {html, nothing, type TemplateResult} from 'lit';
import {fill} from '../../localize/fill.js';
import {wordsOf, type Strings} from '../../localize/strings.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import {isCalling} from '../../state/is-calling.js';
import type {VoiceError} from '../../state/voice-error.js';
import {adoptStyles} from '../adopt-styles.js';
import {buttons} from '../buttons.styles.js';
import {backIcon, closeIcon, minimizeIcon, settingsIcon} from '../panel-icons.js';
import type * as Dialog from './dialog.js';
import {panelStyles} from './panel.styles.js';
import type {View} from './view.js';
import {VoiceAssistant} from './voice-assistant.js';

/** Loaded with the first layout that needs it. */
let dialog: typeof Dialog | null = null;
/** What few ever see, once it was loaded. */
const lazyViews = new Map<() => Promise<View>, View>();
const loadDeviceNotice = async () => (await import('../voice-settings/voice-settings.js')).deviceNotice;
const loadSuggestions = async () => (await import('./suggestion-banner.js')).suggestionBanner;
const loadDiagnosisButton = async () => (await import('./diagnosis-view.js')).diagnosisButton;

/** The conversation's frame: everything between the head and the text field. Loaded on the first intent. */
export function renderPanel(assistant: VoiceAssistant): TemplateResult {
  adoptStyles(assistant.renderRoot, buttons, panelStyles);
  const words = wordsOf(assistant);
  const {layout, displayName, view} = assistant;
  const asksFirst = !view && assistant.consentPending && assistant.agreed === null;
  if (asksFirst) askConsent(assistant);
  const content = html`${renderHeader(assistant, words)}${
      asksFirst
        ? html`<div class="filler"></div>`
        : (view?.render(assistant, words) ?? renderConversation(assistant, words))
    }${renderComposer(assistant)}<slot name="footer"></slot>`;
  if (layout === 'modal' || layout === 'fullscreen') {
    if (dialog) return dialog.renderDialog(assistant, content, () => close(assistant));
    import('./dialog.js').then(
      module => {
        dialog = module;
        assistant.requestUpdate();
      },
      (cause: unknown) => assistant.failToLoad(cause),
    );
    return html``;
  }
  const floating = layout === 'floating';
  return html`<section
    part="panel"
    class="panel ${layout}"
    role=${floating ? 'dialog' : 'region'}
    aria-label=${displayName}
    tabindex="-1"
    @keydown=${(event: KeyboardEvent) => floating && closeOnEscape(assistant, event)}
  >
    ${content}
  </section>`;
}

/** Before a panel in which nothing may be sent yet can be used. */
function askConsent(assistant: VoiceAssistant): void {
  import('./prompts.js').then(
    ({askConsent}) => askConsent(assistant),
    (cause: unknown) => assistant.failToLoad(cause),
  );
}

function renderHeader(assistant: VoiceAssistant, words: Strings): TemplateResult {
  const {displayName, avatar, layout, settings, view, snapshot} = assistant;
  const title = view?.title?.(words);
  const calling = isCalling(snapshot);
  return html`<header part="header" class="header">
    <slot name="header">
      ${
        title
          ? html`<button class="back" aria-label=${words.back} @click=${() => (assistant.view = null)}>
              ${backIcon}
            </button>`
          : avatar
            ? html`<img class="avatar" src=${avatar} alt="" />`
            : nothing
      }
      <h2 part="title" class="title">
        ${title ?? html`<slot name="title"><bdi>${displayName}</bdi></slot>`}
      </h2>
    </slot>
    ${
      settings === 'on' && !view
        ? html`<button
            part="settings-button"
            aria-label=${words.settings}
            title=${words.settings}
            @click=${() => assistant.showSettings()}
          >
            ${settingsIcon}
          </button>`
        : nothing
    }
    ${
      layout === 'inline'
        ? nothing
        : html`<button
            part="close"
            aria-label=${calling ? words.minimize : words.close}
            title=${calling ? words.minimize : words.close}
            @click=${() => close(assistant)}
          >
            ${calling ? minimizeIcon : closeIcon}
          </button>`
    }
  </header>`;
}

function renderConversation(assistant: VoiceAssistant, words: Strings): TemplateResult {
  const {snapshot, transcript, captions, visualizer} = assistant;
  return html`${
      transcript === 'on'
        ? html`<voice-transcript
            exportparts="transcript, turn, turn-user, turn-assistant, latest, copy, good-answer, bad-answer"
          >
            <slot name="empty" slot="empty"
              >${isCalling(snapshot) ? nothing : fill(words.empty, {start: words.start})}</slot
            >
          </voice-transcript>`
        : html`<div class="filler"></div>`
    }
    ${snapshot.endsAt ? html`<p class="banner" role="status">${fill(words.endsSoon, {seconds: 30}, assistant.locale.language)}</p>` : nothing}
    ${snapshot.devices.lost ? renderLazy(loadDeviceNotice, assistant, words) : nothing}
    ${snapshot.restored || snapshot.quality === 'poor' ? renderLazy(loadSuggestions, assistant, words) : nothing}
    ${snapshot.error ? renderError(assistant, snapshot.error, words) : nothing}
    ${assistant.banner?.render(assistant, words) ?? nothing}
    <div class="stage">
      ${visualizer === 'none' ? nothing : html`<voice-waveform exportparts="waveform"></voice-waveform>`}
      ${captions === 'on' ? renderCaptions() : nothing} ${assistant.debug ? renderDebug() : nothing}
      <voice-status exportparts="status, timer, quality"></voice-status>
    </div>
    <voice-controls exportparts="controls, mute, talk, interrupt, hang-up"></voice-controls>`;
}

/** Always the same one: what was typed into it stays, whatever is shown above. */
function renderComposer(assistant: VoiceAssistant): TemplateResult | typeof nothing {
  const {textInput, layout, view, session, snapshot} = assistant;
  const writes = (session?.capabilities ?? snapshot.capabilities)?.text ?? true;
  if (textInput !== 'on' || layout === 'custom' || !writes) return nothing;
  return html`<voice-composer
    ?hidden=${view && !view.asks}
    exportparts="composer, input, send, attach, attachment, remove-image"
  ></voice-composer>`;
}

/** Few need them: they come when they are switched on. */
function renderCaptions(): TemplateResult {
  VoiceAssistant.loadPart('voice-captions').catch(() => {}); // Tried again with the next change.
  return html`<voice-captions exportparts="captions"></voice-captions>`;
}

/** On top of everything, and of nothing while the panel is closed. */
function renderDebug(): TemplateResult {
  void VoiceAssistant.loadPart('voice-debug');
  return html`<voice-debug popover="manual" exportparts="debug"></voice-debug>`;
}

function renderError(assistant: VoiceAssistant, error: VoiceError, words: Strings): TemplateResult {
  const retry = () => assistant.dispatchEvent(new VoiceStartRequestEvent());
  return html`<div part="error" class="error" role="alert">
    <p>${words[`error-${error.code}`] ?? error.message}</p>
    ${
      error.code === 'playback-blocked'
        ? html`<button @click=${() => assistant.unblockPlayback()}>${words.playSound}</button>`
        : assistant.snapshot.phase === 'failed'
          ? html`<button @click=${retry}>${words.retry}</button
              >${renderLazy(loadDiagnosisButton, assistant, words)}`
          : nothing
    }
  </div>`;
}

/** It is loaded when it is first to be seen; without a network the panel goes without. */
function renderLazy(
  load: () => Promise<View>,
  assistant: VoiceAssistant,
  words: Strings,
): TemplateResult | typeof nothing {
  const loaded = lazyViews.get(load);
  if (loaded) return loaded.render(assistant, words);
  load().then(
    view => {
      lazyViews.set(load, view);
      assistant.requestUpdate();
    },
    () => {},
  );
  return nothing;
}

function closeOnEscape(assistant: VoiceAssistant, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing) return;
  event.stopPropagation();
  close(assistant);
}

function close(assistant: VoiceAssistant): void {
  assistant.hide();
  assistant.focus();
}
