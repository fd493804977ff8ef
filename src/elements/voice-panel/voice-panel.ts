import {LitElement, type TemplateResult} from 'lit';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import {sameValues} from '../same-values.js';
import {focusedIn} from '../focus.js';
import {isGone} from '../is-gone.js';
import type {PanelHost} from '../panel-host.js';
import {loadConversationView, panelAppears, renderPanel} from './panel.js';

/** What of a conversation the panel draws by itself; its parts see to the rest. */
function drawnOf(snapshot: Snapshot): readonly unknown[] {
  const {phase, error, endsAt, devices, restored, quality, agent, capabilities, textOnly, video, preview} =
    snapshot;
  const isEmpty = !recentTurns(snapshot).length;
  return [
    phase,
    error,
    endsAt,
    devices.lost,
    restored,
    quality,
    agent,
    capabilities,
    textOnly,
    video,
    preview,
    isEmpty,
  ];
}

/**
 * The panel of a `<voice-assistant>`, in its shadow root. It has none of its own: the slots, parts and ids in it are
 * those of the assistant.
 * @internal
 */
export class VoicePanel extends LitElement {
  /** The assistant around it; set before it comes to the page. */
  host!: PanelHost;

  /** What is on the screen: a section or a dialog. */
  #shown: HTMLElement | null = null;
  #dismiss: (() => void) | null = null;
  #unsubscribe: (() => void) | null = null;
  #drawn: readonly unknown[] = [];
  /** What had the focus before it was drawn. */
  #focused: Element | null = null;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.host.subscribe(() => {
      if (!sameValues(drawnOf(this.host.snapshot), this.#drawn)) this.requestUpdate();
    });
    this.requestUpdate(); // What was moved in the page appears again.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#attach(null);
  }

  protected override render(): TemplateResult {
    this.#drawn = drawnOf(this.host.snapshot);
    return renderPanel(this.host);
  }

  protected override willUpdate(): void {
    this.#focused = focusedIn(this.host.renderRoot);
  }

  protected override updated(): void {
    if (this.isConnected) this.#attach(this.querySelector<HTMLElement>('.panel'));
    // The button that was pressed is gone with its view or notice. What the page has the focus on keeps it.
    if (isGone(this.#focused) && !this.host.asking) this.#shown?.focus({preventScroll: true});
  }

  #attach(panel: HTMLElement | null): void {
    if (panel === this.#shown) return;
    this.#shown = panel;
    this.#dismiss?.();
    this.#dismiss = panel && panelAppears(panel, this.host);
  }
}

/** Makes ready what a panel is drawn with. It is of no use by itself, so it registers itself. */
export async function loadPanel(): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- No page names it; a page may register the assistant itself.
  if (!customElements.get('voice-panel')) customElements.define('voice-panel', VoicePanel);
  await loadConversationView();
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-panel': VoicePanel;
  }
}
