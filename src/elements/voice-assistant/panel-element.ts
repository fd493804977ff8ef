import type {PanelHost} from '../panel-host.js';
import type {LazyPart} from '../parts.js';
import type {VoicePanel} from '../voice-panel/voice-panel.js';
import {ConversationElement} from './conversation-element.js';
import {PanelToggle, type Actor} from './panel-toggle.js';

/** An element with a panel: loaded on the first intent, an element of its own, there while it is open. */
export abstract class PanelElement extends ConversationElement {
  /** Loads the panel; the define entry sees to it that it is registered then, with its parts. @internal */
  static loadPanel = async (): Promise<unknown> =>
    (await import('../voice-panel/voice-panel.js')).loadPanel();

  /** Loads a part that not every panel shows; the define entry sees to it that it is registered then. @internal */
  static loadPart: (tag: LazyPart) => Promise<unknown> = () => Promise.resolve();

  /** Why nothing opens; empty if something does. */
  protected trouble = '';
  #panel: VoicePanel | null = null;
  #loading: Promise<void> | null = null;
  #isLoaded = false;
  readonly #toggle = new PanelToggle(this);

  override get updateComplete(): Promise<boolean> {
    return this.allDrawn().then(() => !this.#panel?.isConnected || this.#panel.updateComplete);
  }

  /** Whether the person is asked for consent. @internal */
  get asking(): boolean {
    return !!this.view?.asks && (this.open || this.layout === 'inline');
  }

  /** Opens the panel. */
  show(): void {
    this.open = true;
  }

  /** Closes the panel. A conversation goes on, and the launcher shows it. */
  hide(): void {
    this.open = false;
  }

  /** Opens or closes the panel. @param by who does it @internal */
  setOpen(open: boolean, by: Actor): void {
    if (open !== this.open) this.#toggle.by = by;
    this.trouble = '';
    this.open = open;
  }

  /** Opens the settings. */
  showSettings(): void {
    this.show();
    Promise.all([import('../voice-panel/settings-view.js'), this.loadPart('voice-settings')]).then(
      ([{settingsView}]) => (this.view = settingsView),
      (cause: unknown) => this.failToLoad(cause),
    );
  }

  /** Opens the conversation in writing, with the focus in the text field. @internal */
  typeInstead(): void {
    this.shownFace = 'text';
    this.show();
    import('../voice-panel/prompts.js').then(({writeIn}) => writeIn(this.asker), this.failToLoad.bind(this));
  }

  /** Registers a part that not every panel shows. @internal */
  loadPart(tag: LazyPart): Promise<unknown> {
    return (this.constructor as typeof PanelElement).loadPart(tag);
  }

  protected loadPanel(): void {
    this.#loading ??= (this.constructor as typeof PanelElement).loadPanel().then(
      () => {
        this.#isLoaded = true;
        this.trouble = '';
        this.requestUpdate();
      },
      (cause: unknown) => {
        this.#loading = null; // The next attempt may have a network again.
        if (this.open) this.failToLoad(cause);
      },
    );
  }

  /** Loads what a conversation needs, and what was said on the page before. */
  protected async recall(): Promise<void> {
    await this.loadConversation().catch(() => {}); // Tried again, and told, when it is needed.
  }

  /**
   * @param host what the panel is to know of this element
   * @param draw puts the panel where it belongs; null: there is none now
   */
  protected drawPanel(host: PanelHost, draw: (panel: HTMLElement | null) => void): void {
    const {open, layout, view} = this;
    const shown = this.#panel;
    const shows = layout === 'custom' ? open && view : open || layout === 'inline';
    if (!shows || !this.#isLoaded) this.#panel = null;
    else this.#panel ??= Object.assign(document.createElement('voice-panel'), {host});
    this.#toggle.follow(open, shown, () => draw(this.#panel));
    this.#panel?.requestUpdate();
  }
}
