import {VoiceErrorEvent, VoiceReadyEvent} from '../../events/lifecycle.js';
import {fill} from '../../localize/fill.js';
import {launcherWords} from '../../localize/en/launcher.js';
import {LocaleController} from '../../localize/locale-controller.js';
import type {LanguagePack} from '../../localize/strings.js';
import {isCalling} from '../../state/is-calling.js';
import {helpWithLoading} from '../../state/load-failure-help.js';
import type {Snapshot} from '../../state/snapshot.js';
import {VoiceError} from '../../state/typed-error.js';
import {provideAssistant} from '../assistant.js';
import {matches} from '../focus.js';
import type {DockFace, PanelHost} from '../panel-host.js';
import {CustomStates} from './custom-states.js';
import {Frame} from './frame.js';
import {press, serveLauncher} from './launcher-press.js';
import {PanelElement} from './panel-element.js';
import {makeRoom} from './pill-collapse.js';
import {answerRequests} from './requests.js';

/**
 * An element that is moved, as on a page that is drawn anew around it, is away for some tasks: that does not end the
 * call. In milliseconds.
 */
const removedAfterMs = 250;
/** A launcher in another look is better than none. */
const dressedWithinMs = 2_000;

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
 * @csspart dock - The launcher in a call, with its buttons.
 * @csspart orb - The picture of the voice, where it is small.
 * @csspart stage - The picture of the voice, and the words of the moment.
 * @csspart start-card - What greets a person before the first call.
 * @csspart suggestion - Something to ask.
 * @csspart keyboard - The button that leads to the conversation in writing.
 * @csspart panel - The conversation's frame.
 * @csspart header - Its head.
 * @csspart title - The assistant's name.
 * @csspart close - The button that closes the panel.
 * @csspart settings-button - The button that opens the settings.
 * @csspart error - What went wrong.
 * @csspart notice - Another message: a lost device, the coming end, an offer.
 * @csspart dismiss - The button that takes an error away in a call.
 * @csspart extend - The button that has a call go on that is about to be ended.
 * @csspart diagnose - The button beside an error that checks what is wrong.
 * @csspart diagnosis - What was checked.
 * @csspart copy-report - The button that copies it.
 * @csspart check-again - The button that checks again.
 * @csspart consent - What the person agrees to before anything leaves the page.
 * @csspart approval - A tool that asks before it acts.
 * @csspart allow - The button that lets it act.
 * @csspart deny - The button that does not.
 * @csspart always-allow - The button that lets it act for the rest of the call.
 * @csspart type-instead - The button that leads to writing where the person could talk.
 * @csspart back - The button that leads from settings and diagnosis to the conversation.
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
 * @cssprop --voice-accent-2 - Second colour of the orb, and of bars and wave; 40 degrees of hue beside the accent when unset.
 * @cssprop --voice-accent-text - Text on it.
 * @cssprop --voice-surface - Background.
 * @cssprop --voice-surface-raised - Background of bubbles and fields.
 * @cssprop --voice-text - Text.
 * @cssprop --voice-text-muted - Secondary text.
 * @cssprop --voice-border - Lines.
 * @cssprop --voice-danger - Errors and hanging up.
 * @cssprop --voice-radius - Corners of the panel, by which those of buttons, bubbles and fields go: 0 for square ones.
 * @cssprop --voice-font - Font, as in the `font` property; wins over the next two.
 * @cssprop --voice-font-family - Font family; that of the page when unset.
 * @cssprop --voice-font-size - Font size; 16px when unset.
 * @cssprop --voice-density - Factor of the space between things; 1 when unset.
 * @cssprop --voice-motion - Factor of the time that movements take; 1 when unset, 0 for none.
 * @cssprop --voice-shadow - Shadow of the panel.
 * @cssprop --voice-offset-x - Distance from the side of the screen; 20px when unset.
 * @cssprop --voice-offset-y - Distance from its top or bottom; 20px when unset.
 * @cssprop --voice-size - Height of pill and dock, diameter of the bubble; 56px when unset.
 * @cssprop --voice-panel-width - Width of the panel.
 * @cssprop --voice-panel-height - Height of the panel.
 * @cssprop --voice-z-index - Stacking of the floating layout.
 * @cssprop --voice-gap - Space between parts.
 * @cssprop --voice-waveform-color - Colour of the waveform.
 * @fires voice-ready - The element is upgraded.
 * @fires voice-panel-toggle - The panel was opened or closed.
 * @fires voice-start-request - The person asks to start; cancelable.
 * @fires voice-stop-request - The person asks to hang up; cancelable.
 * @fires voice-mute-request - The person asks to mute or unmute; cancelable.
 * @fires voice-interrupt-request - The person asks the assistant to stop talking; cancelable.
 * @fires voice-send-request - The person sends typed words; cancelable.
 * @fires voice-camera-request - The person asks to turn the camera on or off; cancelable.
 * @fires voice-screen-request - The person asks to share the screen, or to stop that; cancelable.
 * @fires voice-phase-change - The phase changed.
 * @fires voice-session-start - A conversation began.
 * @fires voice-session-end - A conversation ended.
 * @fires voice-end-warning - The call will be ended soon; cancelable.
 * @fires voice-transcript - A turn changed.
 * @fires voice-message - A turn is final.
 * @fires voice-transcription-failed - The person spoke, and was not understood.
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
export class VoiceAssistant extends PanelElement implements PanelHost {
  /** Its language and writing direction. @internal */
  readonly locale = new LocaleController(this);

  /** How the launcher shows the call. @internal */
  declare dock?: NonNullable<PanelHost['dock']>;
  /** Aborts with the place on the page. */
  #placeEnd: AbortController | null = null;
  #hotkeyEnd: AbortController | null = null;
  #isReady = false;
  /** Its look is on its way: another one is not shown before. */
  #isHidden = false;
  #removal?: ReturnType<typeof setTimeout>;
  readonly #states = new CustomStates(this);
  readonly #frame = new Frame(this.shadowRoot ?? this.attachShadow({mode: 'open'}));

  constructor() {
    super();
    serveLauncher(this.#frame.launcher, this);
    answerRequests(this);
    this.addEventListener('context-request', event => provideAssistant(event, this));
    this.addEventListener('command', event => this.#command((event as Event & {command?: string}).command));
  }

  /** Where it is drawn. @internal */
  get renderRoot(): ShadowRoot {
    return this.shadowRoot!;
  }

  /** The words of its language; null for English, and until they are loaded. @internal */
  get pack(): LanguagePack | null {
    return this.locale.pack;
  }

  /** The name that is shown: that of the agent that speaks, else the assistant's. */
  get displayName(): string {
    return this.snapshot.agent?.name || this.name || this.#word('assistant');
  }

  /** Address of the picture of who speaks. @internal */
  get displayAvatar(): string | undefined {
    return (this.snapshot.agent ?? this).avatar;
  }

  /**
   * Starts a conversation and resolves when the person can speak. Where the page hides the launcher, the panel opens: a
   * live microphone is always seen.
   * @throws {VoiceError} when it fails, or a DOMException `AbortError` when it is stopped meanwhile
   */
  override start(): Promise<void> {
    if (!isCalling(this.snapshot)) this.banner = null;
    this.trouble = '';
    const hasLauncher = this.layout !== 'inline' && this.layout !== 'custom';
    if (hasLauncher && this.compact) this.hide();
    if (hasLauncher && this.#frame.isLauncherHidden) this.show();
    const started = super.start();
    this.loadPanel(); // The picture of the voice comes with its parts.
    return started;
  }

  /** Whether the launcher says what a press does. @internal */
  get saysWhatItDoes(): boolean {
    // Back to what was said is no call.
    return this.#frame.saysWhatItDoes && (!!this.label || !this.snapshot.turns.length);
  }

  /** Puts the focus on the launcher. */
  override focus(options?: FocusOptions): void {
    this.#frame.launcher.focus(options);
  }

  /** Loads what a conversation needs, before it is asked for. @internal */
  comesNear(): void {
    this.locale.read(); // Its words may not have come through.
    this.loadPanel();
    void this.recall().then(() => this.prepareCall());
  }

  /** Reports that a file of the widget did not load. The next press asks for it again. @internal */
  override failToLoad(cause: unknown): VoiceError {
    const message = this.#word('error-connect-network');
    const meaning = {message, help: helpWithLoading(cause), severity: 'fatal', recoverable: true} as const;
    const error = new VoiceError('internal', {cause, detail: 'file'}, meaning);
    if (!this.trouble) this.dispatchEvent(new VoiceErrorEvent(error));
    this.trouble = message;
    this.open = false;
    this.requestUpdate();
    return error;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#removal);
    this.locale.connect();
    this.#bindHotkey();
    this.#placeEnd = new AbortController();
    makeRoom(this.#frame.dock, collapsed => this.#frame.collapse(collapsed), this.#placeEnd.signal);
    this.requestUpdate();
    const {localName} = this;
    if (
      !('commandForElement' in HTMLButtonElement.prototype) ||
      document.querySelector('[data-voice-command]')
    )
      import('./beside-the-launcher.js')
        .then(module => module.serveCommandButtons(document, localName))
        .catch(() => {});
    if (document.querySelectorAll(localName)[1])
      import('./beside-the-launcher.js').then(module => module.stackLaunchers(localName)).catch(() => {}); // They may overlap.
  }

  disconnectedCallback(): void {
    this.locale.disconnect();
    this.#hotkeyEnd?.abort();
    this.#placeEnd?.abort();
    this.#removal = setTimeout(() => this.end('removed'), removedAfterMs);
  }

  protected override update(changed: ReadonlySet<string>): void {
    super.update(changed);
    if (changed.has('hotkey')) this.#bindHotkey();
    if (changed.has('preset')) this.#dress();
    if (this.open || this.layout !== 'floating') {
      this.loadPanel();
      if (this.resume === 'tab') void this.recall();
    }
    for (const state of ['open', 'muted'] as const) this.#states.toggle(state, this[state]);
    if (!this.#isReady) {
      this.#isReady = true;
      this.#states.show(this.snapshot);
      this.#draw(null);
      // A launcher that the server has drawn may be pointed at already.
      if (matches(this.#frame.launcher, ':hover, :focus')) this.comesNear();
      this.dispatchEvent(new VoiceReadyEvent());
    }
    this.drawPanel(this, panel => this.#draw(panel));
    if (changed.size) this.notify();
  }

  /** The conversation is another one than it was. @internal */
  override follow(snapshot: Snapshot, previous: Snapshot): void {
    this.#states.show(snapshot);
    if (isCalling(snapshot)) this.loadPanel(); // Its parts are those of the dock.
    // The launcher says how the call stands, and with whom it is.
    if (snapshot.phase !== previous.phase || snapshot.agent !== previous.agent) this.requestUpdate();
    this.notify('snapshot');
  }

  protected override get asker(): this {
    return this;
  }

  #draw(panel: HTMLElement | null): void {
    const {layout, placement, launcher, preset = '', open, locale} = this;
    this.#frame.draw({
      layout,
      placement,
      launcher,
      preset,
      isHidden: this.#isHidden,
      language: locale.language,
      direction: locale.direction,
      ...(this.dock?.face() ?? this.#idleFace()),
      told: this.dock?.told ?? null,
      open,
      trouble: this.trouble,
      panel,
      avatar: this.displayAvatar,
    });
  }

  /** What the launcher says before there is anything to say of a call. */
  #idleFace(): DockFace {
    const {hint = ''} = this;
    const label =
      this.label || (this.name ? fill(this.#word('talkTo'), this as {name: string}) : this.#word('talkToUs'));
    return {name: hint ? `${label} ${hint}` : label, group: '', label, hint, controls: null, picture: null};
  }

  #bindHotkey(): void {
    this.#hotkeyEnd?.abort();
    if (!this.hotkey || !this.isConnected) return;
    const {signal} = (this.#hotkeyEnd = new AbortController());
    import('./beside-the-launcher.js').then(
      module => module.bindHotkey(this, press, signal),
      () => {}, // Without a network the hotkey could not start a call either.
    );
  }

  #dress(): void {
    // What is seen already stays so.
    this.#isHidden = !this.#isReady && !this.open && this.layout !== 'inline';
    const show = () => {
      clearTimeout(patience);
      this.#isHidden = false;
      this.requestUpdate();
    };
    const patience = setTimeout(show, dressedWithinMs);
    import('../presets/presets.js')
      .then(module => module.dress(this.renderRoot, this.preset))
      .then(show, show); // Without a network it has the usual look.
  }

  #command(command?: string): void {
    if (!command?.startsWith('--voice-')) return;
    this.unlockAudio(); // The press itself must do it.
    import('./beside-the-launcher.js').then(
      module => module.runCommand(this, command),
      (cause: unknown) => this.failToLoad(cause),
    );
  }

  #word(key: keyof typeof launcherWords): string {
    return this.strings?.[key] ?? (this.pack ?? launcherWords)[key];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-assistant': VoiceAssistant;
  }
}
