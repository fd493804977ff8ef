import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Preferences, VoiceConversation, VoiceLevels} from '../../conversation/index.js';
import {fill} from '../../localize/fill.js';
import {launcherWords} from '../../localize/en/launcher.js';
import {LocaleController} from '../../localize/locale-controller.js';
import type {LanguagePack} from '../../localize/strings.js';
import type {VoiceMuteRequestEvent, VoiceSendRequestEvent} from '../../events/requests.js';
import {VoiceErrorEvent, VoiceReadyEvent, VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {DiagnosisReport} from '../../state/diagnosis.js';
import {isCalling} from '../../state/is-calling.js';
import {initialSnapshot, type Snapshot} from '../../state/snapshot.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {EndReason} from '../../state/voice-event.js';
import type {VoiceToolApprovalEvent} from '../../events/tools.js';
import {provideAssistant, type Assistant} from '../assistant.js';
import {voiceIcon} from '../icons.js';
import {tokens} from '../tokens.styles.js';
import type {lazyParts} from '../parts.js';
import {AssistantSettings} from './assistant-settings.js';
import type {appear} from './panel-appearance.js';
import type {renderPanel} from './panel.js';
import type {View} from './view.js';
import {launcherStyles} from './voice-assistant.styles.js';

interface Panel {
  readonly renderPanel: typeof renderPanel;
  readonly appear: typeof appear;
}

/** What is done with a conversation once it is there. */
export type Act = (conversation: VoiceConversation) => unknown;

/**
 * A voice assistant: a launcher, and the conversation behind it.
 *
 * An idle page pays only for the launcher; panel and conversation are loaded when the person points at it, touches
 * it or moves the focus to it.
 *
 * @tag voice-assistant
 * @attr {string} lang - Language of the widget; the page's when unset.
 * @attr {'ltr' | 'rtl' | 'auto'} dir - Writing direction; that of the language when unset.
 * @slot launcher-icon - The launcher's icon.
 * @slot header - The head, but for its buttons.
 * @slot title - The name in the header.
 * @slot consent - What the person agrees to.
 * @slot empty - What shows before anything was said.
 * @slot footer - Below the controls.
 * @slot - Parts of a custom layout.
 * @csspart launcher - The button that opens and starts.
 * @csspart panel - The conversation's frame.
 * @csspart header - Its head.
 * @csspart title - The assistant's name.
 * @csspart close - The button that closes the panel.
 * @csspart settings-button - The button that opens the settings.
 * @csspart error - What went wrong.
 * @csspart diagnose - The button beside an error that checks what is wrong.
 * @csspart diagnosis - What was checked.
 * @csspart copy-report - The button that copies it.
 * @csspart check-again - The button that checks again.
 * @csspart consent - What the person agrees to before anything leaves the page.
 * @csspart approval - A tool that asks before it acts.
 * @cssstate idle - No conversation.
 * @cssstate requesting-microphone - Waiting for the microphone.
 * @cssstate connecting - Waiting for the server.
 * @cssstate listening - The person can speak.
 * @cssstate thinking - An answer is being made.
 * @cssstate speaking - The assistant's sound is coming out.
 * @cssstate reconnecting - The connection is being repaired.
 * @cssstate failed - The conversation ended with an error.
 * @cssstate muted - The microphone is off.
 * @cssstate user-speaking - The person is speaking.
 * @cssstate open - The panel is open.
 * @cssprop --voice-accent - Colour of what is active.
 * @cssprop --voice-accent-text - Text on it.
 * @cssprop --voice-surface - Background.
 * @cssprop --voice-surface-raised - Background of bubbles and fields.
 * @cssprop --voice-text - Text.
 * @cssprop --voice-text-muted - Secondary text.
 * @cssprop --voice-border - Lines.
 * @cssprop --voice-danger - Errors and hanging up.
 * @cssprop --voice-radius - Corners of the panel.
 * @cssprop --voice-font - Font, as in the `font` property.
 * @cssprop --voice-size - Diameter of the launcher.
 * @cssprop --voice-panel-width - Width of the panel.
 * @cssprop --voice-panel-height - Height of the panel.
 * @cssprop --voice-z-index - Stacking of the floating layout.
 * @cssprop --voice-gap - Space between parts.
 * @cssprop --voice-waveform-color - Colour of the waveform.
 * @fires voice-ready - The element is upgraded.
 * @fires voice-start-request - The person asks to start; cancelable.
 * @fires voice-stop-request - The person asks to hang up; cancelable.
 * @fires voice-mute-request - The person asks to mute or unmute; cancelable.
 * @fires voice-interrupt-request - The person asks the assistant to stop talking; cancelable.
 * @fires voice-send-request - The person sends typed words; cancelable.
 * @fires voice-phase-change - The phase changed.
 * @fires voice-session-start - A conversation began.
 * @fires voice-session-end - A conversation ended.
 * @fires voice-transcript - A turn changed.
 * @fires voice-message - A turn is final.
 * @fires voice-user-speech - The person starts or stops speaking.
 * @fires voice-interrupted - The assistant was silenced before its end.
 * @fires voice-device-change - Devices came or went, or another one is used.
 * @fires voice-feedback - The person rated an answer, or a conversation.
 * @fires voice-metrics - How long connecting, or a turn, took, and what it cost.
 * @fires voice-quality - The connection became better or worse.
 * @fires voice-tool-call - The assistant calls a tool.
 * @fires voice-tool-result - A call came to its end.
 * @fires voice-tool-approval - A tool waits for a yes or a no; cancelable.
 * @fires voice-guardrail - A guardrail tripped.
 * @fires voice-handoff - An agent handed over to another; cancelable.
 * @fires voice-error - Something went wrong.
 */
export class VoiceAssistant extends AssistantSettings implements Assistant {
  static override styles = [tokens, launcherStyles];

  /** Loads the panel; the define entry sees to it that its parts are registered then. @internal */
  static loadPanel = (): Promise<Panel> => import('../parts.js');

  /** Loads a part that not every panel shows; the define entry sees to it that it is registered then. @internal */
  static loadPart: (tag: keyof typeof lazyParts) => Promise<unknown> = () => Promise.resolve();

  static override properties: PropertyDeclarations = {
    panel: {state: true},
    view: {state: true},
    banner: {state: true},
    trouble: {state: true},
  };

  /** What draws the panel, once it was loaded. */
  private panel: Panel | null = null;

  /** What the panel shows instead of the conversation. @internal */
  view: View | null = null;
  /** What the panel shows above the controls. @internal */
  banner: View | null = null;
  /** What the person answered to the question of consent; null until they did. @internal */
  agreed: boolean | null = null;
  /** Why nothing opens; empty if something does. */
  private trouble = '';

  #shown: HTMLElement | null = null;
  #dismiss: (() => void) | null = null;
  #hotkeyEnd: AbortController | null = null;
  #conversation: VoiceConversation | null = null;
  #panelLoading: Promise<void> | null = null;
  #conversationLoading: Promise<VoiceConversation> | null = null;
  /** Made with the first tap or approach, unlocked by the first tap. */
  #audio: HTMLAudioElement | null = null;
  /** Aborts when the call is hung up, so that a start under way notices. */
  #callAbort = new AbortController();
  readonly #internals = this.attachInternals();
  readonly #listeners = new Set<() => void>();

  /** Its language and writing direction. @internal */
  readonly locale = new LocaleController(this);

  constructor() {
    super();
    this.addEventListener('context-request', event => provideAssistant(event, this));
    for (const type of Object.keys(this.#actions))
      this.addEventListener(type, event => this.#handleRequest(event));
  }

  /** How the conversation stands. Frozen; a change makes a new one. */
  get snapshot(): Snapshot {
    return this.#conversation?.snapshot ?? initialSnapshot;
  }

  /** Loudness of both sides; null until a conversation was loaded. */
  get levels(): VoiceLevels | null {
    return this.#conversation?.levels ?? null;
  }

  /** The words of its language; null for English, and until they are loaded. @internal */
  get pack(): LanguagePack | null {
    return this.locale.pack;
  }

  /** Whether nothing may leave the page: the person has not agreed. @internal */
  get consentPending(): boolean {
    return this.consent === 'required' && !this.agreed && !isCalling(this.snapshot);
  }

  /** Whether the person is asked for consent. @internal */
  get asking(): boolean {
    return !!this.view?.asks && (this.open || this.layout === 'inline');
  }

  /** The name that is shown. */
  get displayName(): string {
    return this.name || this.#word('assistant');
  }

  /**
   * Starts a conversation and resolves when the person can speak.
   * @throws {VoiceError} when it fails, or a DOMException `AbortError` when it is stopped meanwhile
   */
  start(): Promise<void> {
    this.banner = null;
    return this.#withConversation(conversation => conversation.start());
  }

  /** Hangs up: microphone off, connection closed. What was said stays. */
  stop(): void {
    this.#end('stopped');
  }

  /** Puts the focus on the launcher. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus(options);
  }

  /** Opens the panel. */
  show(): void {
    this.open = true;
  }

  /** Opens the settings. */
  showSettings(): void {
    this.show();
    Promise.all([import('./settings-view.js'), VoiceAssistant.loadPart('voice-settings')]).then(
      ([{settingsView}]) => (this.view = settingsView),
      (cause: unknown) => this.failToLoad(cause),
    );
  }

  /** Closes the panel. A conversation goes on, and the launcher shows it. */
  hide(): void {
    this.open = false;
  }

  /** Switches the microphone off; it stays off until `unmute()`, also between conversations. */
  mute(): void {
    this.muted = true;
  }

  /** Switches the microphone on. */
  unmute(): void {
    this.muted = false;
  }

  /** Speaks into another microphone, also in the middle of a call. An empty id is the system's choice. */
  setInputDevice(id: string): Promise<void> {
    return this.applyPreferences({inputDevice: id});
  }

  /** Is heard from another speaker, where the browser lets a page choose. An empty id is the system's choice. */
  setOutputDevice(id: string): Promise<void> {
    return this.applyPreferences({outputDevice: id});
  }

  /** Takes over what the person prefers, and stores it for this site unless `persist` is off. @internal */
  async applyPreferences(preferences: Preferences): Promise<void> {
    await (await this.#loadConversation()).applyPreferences(this, preferences);
  }

  /** Keeps `snapshot.devices` up to date until the signal aborts. During a call it is so anyway. */
  async watchDevices(signal: AbortSignal): Promise<void> {
    await (await this.#loadConversation()).watchDevices(signal);
  }

  /** Makes the assistant stop talking. */
  interrupt(): void {
    this.#conversation?.interrupt();
  }

  /** Push-to-talk: the person begins to speak. */
  startTalking(): void {
    this.#conversation?.startTalking();
  }

  /** Push-to-talk: the person has spoken. */
  stopTalking(): void {
    this.#conversation?.stopTalking();
  }

  /** Sends typed words. Without a conversation it starts one that has no microphone. */
  sendText(text: string): Promise<void> {
    return this.#withConversation(
      conversation => conversation.sendText(text),
      conversation => conversation.keepText(text),
    );
  }

  /**
   * Sends an image, a Blob or a `data:` URL, as small as the channel needs it.
   * @param options `respond: false` if more is to be said before the assistant answers
   */
  sendImage(image: Blob | string, options?: {respond?: boolean}): Promise<void> {
    return this.#withConversation(
      conversation => conversation.sendImage(image, options),
      conversation => conversation.keepImage(image, options),
    );
  }

  /**
   * Looks at everything that a conversation needs, and says in words what is missing. Takes less than ten
   * seconds; opens the microphone only where it is allowed already.
   */
  async diagnose(): Promise<DiagnosisReport> {
    return (await this.#loadConversation()).diagnose({...this.pack, ...this.strings}, this.consentPending);
  }

  /** Tells the assistant what is to be known about the page from now on. The same as setting `context`. */
  updateContext(context: unknown): void {
    this.context = context;
  }

  /** Lets a tool do what it asks for; with `always`, without asking again in this conversation. */
  approve(callId: string, always?: boolean): void {
    this.#conversation?.approve(callId, always);
  }

  /** Forbids a tool to do what it asks for. The assistant is told the reason, where there is one. */
  reject(callId: string, reason?: string): void {
    this.#conversation?.reject(callId, reason);
  }

  /** Forgets what was said. */
  clear(): void {
    this.#conversation?.clear();
  }

  /** Plays what the browser's autoplay policy blocked. To be called from a tap. */
  unblockPlayback(): void {
    this.#conversation?.unblockPlayback();
  }

  /** Reports that a file of the widget did not load. The next press asks for it again. @internal */
  failToLoad(cause: unknown): Error {
    const message = this.#word('error-connect-network');
    const help = 'See error.cause.';
    const error = Object.assign(new Error(message, {cause}), {code: 'internal', help, recoverable: true});
    if (!this.trouble) this.dispatchEvent(new VoiceErrorEvent(error as unknown as VoiceError));
    this.trouble = message;
    this.open = false;
    return error;
  }

  /** Calls back after each change of `snapshot`, `levels` or `words`. @returns a function that ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#bindHotkey();
    this.requestUpdate();
    if (document.querySelectorAll(this.localName)[1])
      import('./launcher-stacking.js').then(module => module.stackLaunchers(this.localName)).catch(() => {}); // They may overlap.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hotkeyEnd?.abort();
    this.#attachPanel(null);
    // A move within the document disconnects and connects again in one task: that must not end the call.
    queueMicrotask(() => this.isConnected || this.#end('removed'));
  }

  override render(): TemplateResult {
    const {layout, view, open, placement, locale, trouble} = this;
    const inline = layout === 'inline';
    const custom = layout === 'custom';
    const panel = this.panel && (open || inline) ? this.panel.renderPanel(this) : nothing;
    return html`${custom ? html`<slot></slot>` : nothing}${
      custom && !view
        ? nothing
        : html`<div
            class="frame ${inline ? 'inline' : 'floating'} ${placement}"
            lang=${locale.language}
            dir=${locale.direction}
          >
            ${custom || (inline && panel !== nothing) ? nothing : this.#renderLauncher()}
            ${trouble && html`<p class="trouble" role="alert">${trouble}</p>`}${panel}
          </div>`
    }`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('hotkey')) this.#bindHotkey();
    if (this.open || this.layout !== 'floating') {
      this.#loadPanel();
      if (this.resume === 'tab') void this.#recall();
    }
    if (!this.#conversation) return;
    void this.#conversation.configure(this);
    if (changed.has('muted') && this.muted !== this.snapshot.muted) this.#applyMute();
  }

  protected override firstUpdated(): void {
    this.#showStates(initialSnapshot);
    this.dispatchEvent(new VoiceReadyEvent());
  }

  protected override updated(changed: PropertyValues<this>): void {
    for (const state of ['open', 'muted'] as const) this.#toggleState(state, this[state]);
    this.#attachPanel(this.renderRoot.querySelector<HTMLElement>('.panel'));
    // The button that was pressed is gone with its view. What the page has the focus on keeps it.
    if (changed.has('view') && !this.asking && document.activeElement === document.body)
      this.#shown?.focus({preventScroll: true});
    if (changed.size) this.#notify();
  }

  #renderLauncher(): TemplateResult {
    const label = this.#word(this.snapshot.phase === 'idle' ? 'talkTo' : 'openConversation');
    return html`<button
      part="launcher"
      class="launcher"
      aria-label=${fill(label, {name: this.displayName})}
      aria-expanded=${this.open}
      @pointerenter=${this.#onIntent}
      @focus=${this.#onIntent}
      @touchstart=${{handleEvent: this.#onIntent, passive: true}}
      @click=${this.#onLauncherClick}
    >
      <slot name="launcher-icon">${voiceIcon}</slot>
    </button>`;
  }

  #attachPanel(panel: HTMLElement | null): void {
    if (panel === this.#shown || (panel && !this.isConnected)) return;
    this.#shown = panel;
    this.#dismiss?.();
    this.#dismiss = panel && this.panel!.appear(panel);
  }

  #bindHotkey(): void {
    this.#hotkeyEnd?.abort();
    if (!this.hotkey || !this.isConnected) return;
    const {signal} = (this.#hotkeyEnd = new AbortController());
    import('./hotkey.js').then(
      module => module.bindHotkey(this, signal),
      () => {}, // Without a network the hotkey could not start a call either.
    );
  }

  #word(key: keyof typeof launcherWords): string {
    return this.strings?.[key] ?? (this.pack ?? launcherWords)[key];
  }

  /** The user points at the launcher or focuses it: what a conversation needs is loaded before it is asked for. */
  readonly #onIntent = (): void => {
    this.locale.read(); // Its words may not have come through.
    this.#loadPanel();
    void this.#recall().then(() => this.consentPending || this.#conversation?.prepare());
  };

  readonly #onLauncherClick = async (): Promise<void> => {
    if (this.open) return this.hide();
    this.trouble = '';
    if (this.resume === 'tab') {
      this.#unlockAudio();
      this.show();
      await this.#recall();
      // What was kept for this tab is offered in the panel.
      if (!this.open || this.snapshot.restored) return;
    }
    // The panel comes second: it is drawn while the network works.
    if (this.snapshot.phase === 'idle') this.dispatchEvent(new VoiceStartRequestEvent());
    this.show();
  };

  /** Loads what a conversation needs, and what was said on the page before. */
  async #recall(): Promise<void> {
    await this.#loadConversation().catch(() => {}); // Tried again, and told, when it is needed.
  }

  /** What the user can ask for, and the page can prevent. */
  readonly #actions: Readonly<Record<string, (event: Event) => unknown>> = {
    'voice-start-request': () => this.start().catch(() => {}), // Told by voice-error and on screen.
    'voice-stop-request': () => this.stop(),
    'voice-mute-request': event => (this.muted = (event as VoiceMuteRequestEvent).muted),
    'voice-interrupt-request': () => this.interrupt(),
    'voice-send-request': event => {
      const {text, image} = event as VoiceSendRequestEvent;
      return this.#withConversation(
        conversation => conversation.sendMessage(text, image),
        conversation => conversation.keepMessage(text, image),
      ).catch(() => {});
    },
    'voice-tool-approval': async event =>
      (await import('./prompts.js')).askApproval(this, event as VoiceToolApprovalEvent),
  };

  /** Does what was asked for, unless the page said no. */
  #handleRequest(event: Event): void {
    // The tap itself must unlock the sound, before anything is awaited.
    this.#unlockAudio();
    queueMicrotask(() => event.defaultPrevented || this.#actions[event.type]!(event));
  }

  #end(reason: EndReason): void {
    this.#callAbort.abort(new DOMException('The conversation was stopped', 'AbortError'));
    this.#callAbort = new AbortController();
    this.#conversation?.stop(reason);
  }

  /**
   * Does something with the conversation as soon as it is loaded and consent is settled, unless the call is ended
   * meanwhile. Everything that leaves the page passes here.
   * @param keep has it wait, and be seen to wait, while consent is outstanding
   */
  async #withConversation(act: Act, keep?: Act): Promise<void> {
    this.#unlockAudio();
    const {signal} = this.#callAbort;
    // Nothing is awaited once it is loaded: a start is under way before the panel is drawn.
    const conversation = this.#conversation ?? (await this.#loadConversation().catch(this.#rethrow));
    signal.throwIfAborted();
    if (this.muted !== conversation.snapshot.muted) this.#applyMute();
    if (!this.consentPending) return void (await act(conversation));
    const {whenAgreed} = await import('./prompts.js').catch(this.#rethrow);
    return await whenAgreed(this, conversation, signal, act, keep);
  }

  /** Lets a later `play()` through, whatever was awaited meanwhile. (Safari asks for this.) */
  #unlockAudio(): void {
    if (isCalling(this.snapshot)) return;
    this.#audio ??= new Audio();
    this.#audio.play().catch(() => {}); // It has nothing to play yet; what counts is the tap.
  }

  #loadPanel(): void {
    this.#panelLoading ??= VoiceAssistant.loadPanel().then(
      module => void (this.panel = module),
      (cause: unknown) => {
        this.#panelLoading = null; // The next attempt may have a network again.
        if (this.open) this.failToLoad(cause);
      },
    );
  }

  readonly #rethrow = (cause: unknown): never => {
    throw this.failToLoad(cause);
  };

  #loadConversation(): Promise<VoiceConversation> {
    return (this.#conversationLoading ??= this.#createConversation().catch((error: unknown) => {
      this.#conversationLoading = null;
      throw error;
    }));
  }

  async #createConversation(): Promise<VoiceConversation> {
    const {VoiceConversation, announceOn, restorePreferences} = await import('../../conversation/index.js');
    restorePreferences(this);
    this.#audio ??= new Audio();
    const conversation = new VoiceConversation(this, this.#audio);
    // Awaited before it is handed out: a call must go on from what was said.
    if (this.resume === 'tab') await conversation.keepForTab(this.id);
    this.#conversation = conversation;
    this.#applyMute();
    const announce = announceOn(this);
    conversation.subscribe((snapshot, previous, event) => {
      if (snapshot.phase === 'listening') VoiceAssistant.loadPart('voice-waveform').catch(() => {});
      this.#showStates(snapshot);
      if (snapshot.muted !== previous.muted) this.muted = snapshot.muted;
      announce(snapshot, previous, event);
      if (previous.online && snapshot.phase === 'idle' && /session|both/.test(this.feedback))
        import('./prompts.js')
          .then(module => module.askRating(this, previous.sessionId ?? ''))
          .catch(() => {}); // It is left out.
      this.requestUpdate();
      this.#notify();
    });
    this.requestUpdate('snapshot'); // It may have brought back what was said.
    return conversation;
  }

  #applyMute(): void {
    if (this.muted) this.#conversation?.mute();
    else this.#conversation?.unmute();
  }

  #showStates({phase, userSpeaking}: Snapshot): void {
    if (this.dataset.phase !== phase) {
      if (this.dataset.phase) this.#toggleState(this.dataset.phase, false);
      this.dataset.phase = phase;
      this.#toggleState(phase, true);
    }
    this.#toggleState('user-speaking', userSpeaking);
  }

  #toggleState(state: string, on: boolean): void {
    this.#internals.states?.[on ? 'add' : 'delete'](state);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-assistant': VoiceAssistant;
  }
}
