import type {BackendName} from '../../session/settings.js';
import type {Preferences, VoiceConversation, VoiceLevels} from '../../conversation/index.js';
import type {LanguagePack} from '../../localize/strings.js';
import type {DiagnosisReport} from '../../state/diagnosis.js';
import {isCalling} from '../../state/is-calling.js';
import {initialSnapshot, type Snapshot} from '../../state/snapshot.js';
import type {EndReason} from '../../state/voice-event.js';
import type {Act} from '../act.js';
import {AssistantSettings} from './assistant-settings.js';
import type {ConversationOwner, JoinedConversation} from './joined-conversation.js';

/** An element with a conversation behind it: loaded when it is needed, led by methods. */
export abstract class ConversationElement extends AssistantSettings {
  /** Has the file of a backend come; the define entry knows how. @internal */
  static loadBackend: (name: BackendName) => Promise<unknown> = () => Promise.resolve();

  #joined: JoinedConversation | null = null;
  #loading: Promise<JoinedConversation> | null = null;
  /** Made with the first tap or approach, unlocked by the first tap. */
  #audio: HTMLAudioElement | null = null;
  /** Aborts when the call is hung up, so that a start under way notices. */
  #callAbort = new AbortController();
  readonly #listeners = new Set<(what?: 'snapshot') => void>();

  /** Where it is drawn. @internal */
  abstract get renderRoot(): ShadowRoot;

  /** The words of its language; null for English, and until they are loaded. @internal */
  abstract get pack(): LanguagePack | null;

  /** How the conversation stands. Frozen; a change makes a new one. */
  get snapshot(): Snapshot {
    return this.#joined?.conversation.snapshot ?? initialSnapshot;
  }

  /** Loudness of both sides; null until a conversation was loaded. */
  get levels(): VoiceLevels | null {
    return this.#joined?.conversation.levels ?? null;
  }

  /** Whether nothing may leave the page: the person has not agreed. @internal */
  get consentPending(): boolean {
    return this.consent === 'required' && !this.agreed && !isCalling(this.snapshot);
  }

  /**
   * Starts a conversation and resolves when the person can speak.
   * @throws {VoiceError} when it fails, or a DOMException `AbortError` when it is stopped meanwhile
   */
  start(): Promise<void> {
    return this.withConversation(conversation => conversation.start());
  }

  /** Hangs up: microphone off, connection closed. What was said stays. */
  stop(): void {
    this.end('stopped');
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

  /**
   * Is heard from another speaker, where the browser lets a page choose. An empty id is the system's choice.
   * `snapshot.devices.output` is the one that is used.
   */
  setOutputDevice(id: string): Promise<void> {
    return this.applyPreferences({outputDevice: id});
  }

  /** Takes over what the person prefers, and stores it for this site unless `persist` is off. @internal */
  async applyPreferences(preferences: Preferences): Promise<void> {
    await (await this.#load()).prefer(preferences);
  }

  /** Keeps `snapshot.devices` up to date until the signal aborts. During a call it is so anyway. */
  async watchDevices(signal: AbortSignal): Promise<void> {
    await (await this.loadConversation()).watchDevices(signal);
  }

  /**
   * Turns the camera on: the browser asks the person, and it is sent while the call lasts. To be called from a press.
   * Resolves once it is sent.
   * @throws {VoiceError} `camera-…`; `unsupported` where `snapshot.capabilities.camera` is not set; a DOMException
   * `AbortError` when it is turned off meanwhile
   */
  startCamera(): Promise<void> {
    return this.loadConversation().then(conversation => conversation.startCamera());
  }

  /** Turns the camera off. */
  stopCamera(): void {
    this.#joined?.conversation.stopCamera();
  }

  /**
   * Shares the screen, a window or a tab: the browser asks which. To be called from a press. Resolves once it is sent.
   * @throws {VoiceError} `screen-…`; `unsupported` where `snapshot.capabilities.screen` is not set; a DOMException
   * `AbortError` when it is stopped meanwhile
   */
  startScreenShare(): Promise<void> {
    return this.loadConversation().then(conversation => conversation.startScreenShare());
  }

  /** Shares it no more. */
  stopScreenShare(): void {
    this.#joined?.conversation.stopScreenShare();
  }

  /** Makes the assistant stop talking. */
  interrupt(): void {
    this.#joined?.conversation.interrupt();
  }

  /** Push-to-talk: the person begins to speak. */
  startTalking(): void {
    this.#joined?.conversation.startTalking();
  }

  /** Push-to-talk: the person has spoken. */
  stopTalking(atOnce?: boolean): void {
    this.#joined?.conversation.stopTalking(atOnce);
  }

  /** Sends typed words. Without a conversation it starts one that has no microphone. */
  sendText(text: string): Promise<void> {
    return this.withConversation(
      conversation => conversation.sendText(text),
      ({messages}) => messages.keepText(text),
    );
  }

  /**
   * Sends an image, a Blob or a `data:` URL, as small as the channel needs it.
   * @param options `respond: false` if more is to be said before the assistant answers
   */
  sendImage(image: Blob | string, options?: {respond?: boolean}): Promise<void> {
    return this.withConversation(
      conversation => conversation.sendImage(image, options),
      ({messages}) => messages.keepImage(image, options),
    );
  }

  /**
   * Looks at everything that a conversation needs, and says in words what is missing. Takes less than ten
   * seconds; opens the microphone only where it is allowed already.
   * @throws {VoiceError} `internal`, detail `file`, where a file of the widget does not load
   */
  diagnose(): Promise<DiagnosisReport> {
    return this.#load()
      .then(joined => {
        joined.configure();
        return joined.conversation.diagnose({...this.pack, ...this.strings}, this.consentPending);
      })
      .catch(this.#rethrow);
  }

  /** Tells the assistant what is to be known about the page from now on. The same as setting `context`. */
  updateContext(context: unknown): void {
    this.context = context;
  }

  /** Lets a tool do what it asks for; with `always`, without asking again in this conversation. */
  approve(callId: string, always?: boolean): void {
    this.#joined?.conversation.approve(callId, always);
  }

  /** Forbids a tool to do what it asks for. The assistant is told the reason, where there is one. */
  reject(callId: string, reason?: string): void {
    this.#joined?.conversation.reject(callId, reason);
  }

  /** Forgets what was said. */
  clear(): void {
    this.#joined?.conversation.clear();
  }

  /** Plays what the browser's autoplay policy blocked. To be called from a tap. */
  unblockPlayback(): void {
    this.#joined?.conversation.unblockPlayback();
  }

  /** Calls back after each change of `snapshot`, `levels` or `words`. @returns a function that ends it */
  subscribe(listener: (what?: 'snapshot') => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reports that a file of the widget did not load. @internal */
  abstract failToLoad(cause: unknown): Error;

  /** Itself, as those see it who ask the person something. */
  protected abstract get asker(): ConversationOwner;

  /** The conversation is another one than it was. @internal */
  abstract follow(snapshot: Snapshot, previous: Snapshot): void;

  protected override update(changed: ReadonlySet<string>): void {
    this.#joined?.configure(changed);
  }

  /** Has every part drawn again. @param what `snapshot`: only those that draw what is different in it */
  protected notify(what?: 'snapshot'): void {
    for (const listener of this.#listeners) listener(what);
  }

  protected end(reason: EndReason): void {
    this.#callAbort.abort(new DOMException('The conversation was stopped', 'AbortError'));
    this.#callAbort = new AbortController();
    this.#joined?.conversation.stop(reason);
  }

  /** Does what can be done before a call is asked for. @internal */
  prepareCall(): void {
    if (!this.consentPending) this.#joined?.conversation.prepare();
  }

  /**
   * Does something with the conversation as soon as it is loaded and consent is settled, unless the call is ended
   * meanwhile. Everything that leaves the page passes here.
   * @param keep has it wait, and be seen to wait, while consent is outstanding
   * @internal
   */
  async withConversation(act: Act, keep?: Act): Promise<void> {
    this.unlockAudio();
    const {signal} = this.#callAbort;
    // Nothing is awaited once it is loaded: a start is under way before the panel is drawn.
    const joined = this.#joined ?? (await this.#load().catch(this.#rethrow));
    signal.throwIfAborted();
    joined.configure(); // A page may have set something in this very task.
    if (this.consentPending) await joined.askFirst(signal, act, keep);
    else await act(joined.conversation);
  }

  /** Lets a later `play()` through, whatever was awaited meanwhile. (Safari asks for this.) @internal */
  unlockAudio(): void {
    if (isCalling(this.snapshot)) return;
    this.#audio ??= new Audio();
    (this.#audio.play() as Promise<void> | undefined)?.catch(() => {}); // It has nothing to play yet; what counts is the tap.
  }

  /** Loads the conversation, with what was said on the page before. @internal */
  async loadConversation(): Promise<VoiceConversation> {
    return (await this.#load()).conversation;
  }

  #load(): Promise<JoinedConversation> {
    return (this.#loading ??= this.#join().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    }));
  }

  async #join(): Promise<JoinedConversation> {
    // Beside the conversation, which would ask for it next, and does so where it fails now.
    const backend = this.realtimeModel ? 'ai-sdk' : this.backend;
    (this.constructor as typeof ConversationElement).loadBackend(backend).catch(() => {});
    const {JoinedConversation} = await import('./joined-conversation.js');
    this.#joined = await JoinedConversation.join(this.asker, (this.#audio ??= new Audio()));
    this.requestUpdate('snapshot'); // It may have brought back what was said.
    return this.#joined;
  }

  readonly #rethrow = (cause: unknown): never => {
    throw this.failToLoad(cause);
  };
}
