import {html, nothing, type TemplateResult} from 'lit';
import {wordsOf, type Strings} from '../../localize/strings.js';
import {isCalling} from '../../state/is-calling.js';
import {adoptStyles} from '../adopt-styles.js';
import {buttons} from '../buttons.styles.js';
import {backIcon, closeIcon, minimizeIcon, settingsIcon} from '../panel-icons.js';
import type * as ConversationView from './conversation-view.js';
import type * as Dialog from './dialog.js';
import {faceOf} from './face.js';
import type * as OrbTravel from './orb-travel.js';
import {panelStyles} from './panel.styles.js';
import type {PanelHost} from '../panel-host.js';

/** Loaded with the first layout that needs it. */
let dialog: typeof Dialog | null = null;
/** In the file of the parts, which is fetched together with this one. */
let conversationView: typeof ConversationView | null = null;

/** Nothing waits for it: without it the orb is in its place at once. */
let orbTravel: typeof OrbTravel | null = null;

/** To be awaited before the panel is drawn. */
export async function loadConversationView(): Promise<void> {
  import('./orb-travel.js').then(
    ({orbPlace, travel}) => (orbTravel = {orbPlace, travel}),
    () => {},
  );
  conversationView = await import('./conversation-view.js');
}

/** As `appear` of panel-appearance.ts, which is there by the time that there is a panel. */
export function panelAppears(panel: HTMLElement, host: PanelHost): (() => void) | null {
  return conversationView && conversationView.appear(panel, () => close(host));
}

/**
 * To be called before the picture of the voice changes its place.
 * @returns what is to be called once it has
 */
export function orbLeaves({renderRoot}: PanelHost): () => void {
  const from = orbTravel?.orbPlace(renderRoot) ?? null;
  return () => orbTravel?.travel(renderRoot, from);
}

/** The conversation's frame: everything between the head and the text field. Loaded on the first intent. */
export function renderPanel(host: PanelHost): TemplateResult {
  adoptStyles(host.renderRoot, buttons, panelStyles);
  if (conversationView)
    adoptStyles(
      host.renderRoot,
      conversationView.derivedTokens,
      conversationView.unseen,
      conversationView.conversationViewStyles,
    );
  const words = wordsOf(host);
  const {layout, displayName, view} = host;
  const asksFirst = !view && host.consentPending && host.agreed === null;
  if (asksFirst) askConsent(host);
  const content = html`${renderHeader(host, words)}${
      asksFirst
        ? html`<div class="filler"></div>`
        : (view?.render(words) ?? conversationView?.renderConversation(host, words))
    }${conversationView?.renderComposer(host)}<slot name="footer"></slot>`;
  if (layout === 'modal' || layout === 'fullscreen') {
    if (dialog)
      return dialog.renderDialog(host, content, {
        keydown: event => pressed(host, event),
        back: () => goBack(host),
        close: () => close(host),
      });
    import('./dialog.js').then(
      module => {
        dialog = module;
        host.requestUpdate();
      },
      (cause: unknown) => host.failToLoad(cause),
    );
    return html``;
  }
  const floating = layout === 'floating';
  return html`<section
    part="panel"
    class="panel ${layout} ${faceOf(host)}"
    role=${floating ? 'dialog' : 'region'}
    aria-label=${view?.title?.(words) ?? displayName}
    tabindex="-1"
    @keydown=${(event: KeyboardEvent) => pressed(host, event)}
  >
    ${content}
  </section>`;
}

/** Before a panel in which nothing may be sent yet can be used. */
function askConsent(host: PanelHost): void {
  import('./prompts.js').then(
    ({askConsent}) => askConsent(host),
    (cause: unknown) => host.failToLoad(cause),
  );
}

function renderHeader(host: PanelHost, words: Strings): TemplateResult {
  const {displayName, layout, settings, view, snapshot} = host;
  const title = view?.title?.(words);
  const calling = isCalling(snapshot);
  return html`<header part="header" class="header">
    ${title ? nothing : renderPicture(host, words)}
    <slot name="header">
      ${
        title
          ? html`<button part="back" class="back" aria-label=${words.back} @click=${() => leaveView(host)}>
              ${backIcon}
            </button>`
          : nothing
      }
      <h2 part="title" class="title">
        ${title ?? html`<slot name="title"><bdi>${displayName}</bdi></slot>`}
      </h2>
    </slot>
    ${
      settings === 'on' && !view
        ? html`<button part="settings-button" title=${words.settings} @click=${() => host.showSettings()}>
            ${settingsIcon}
          </button>`
        : nothing
    }
    ${
      layout === 'inline'
        ? nothing
        : html`<button
            part="close"
            title=${calling ? words.minimize : words.close}
            @click=${() => close(host)}
          >
            ${calling ? minimizeIcon : closeIcon}
          </button>`
    }
  </header>`;
}

/** Who speaks. In writing, the voice is a small picture, too, which leads back to the large one. */
function renderPicture(host: PanelHost, words: Strings): TemplateResult | typeof nothing {
  const {displayAvatar, visualizer, snapshot} = host;
  const avatar = displayAvatar ? html`<img class="avatar" src=${displayAvatar} alt="" />` : nothing;
  if (faceOf(host) === 'voice') return avatar;
  const picture =
    visualizer === 'none'
      ? displayAvatar
        ? avatar
        : html`<span class="disc"></span>`
      : html`<voice-waveform visualizer="orb" part="orb" exportparts="waveform">${avatar}</voice-waveform>`;
  // What is typed has no other face.
  if (snapshot.textOnly || snapshot.restored) return html`<span class="to-voice">${picture}</span>`;
  return html`<button class="to-voice" title=${words.showVoice} @click=${() => (host.shownFace = 'voice')}>
    ${picture}
  </button>`;
}

function pressed(host: PanelHost, event: KeyboardEvent): void {
  stepBack(host, event);
  conversationView?.beginTyping(host, event);
}

/** Escape leads out of what took the place of the conversation, and only then out of the panel. */
function stepBack(host: PanelHost, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing || (host.layout === 'inline' && !host.view?.title)) return;
  event.stopPropagation();
  event.preventDefault(); // A dialog would be closed by the browser.
  goBack(host);
}

function goBack(host: PanelHost): void {
  if (host.view?.title) leaveView(host);
  else close(host);
}

/** Back to the conversation, and to the button that led away from it. */
function leaveView(host: PanelHost): void {
  const {opener} = host.view ?? {};
  host.view = null;
  const find = (selector: string) => host.renderRoot.querySelector<HTMLElement>(selector);
  void host.updateComplete.then(() =>
    (find(`[part=${opener}]`) ?? find('.panel'))?.focus({preventScroll: true}),
  );
}

function close(host: PanelHost): void {
  host.setOpen(false, 'person');
}
