import {LevelMeter} from '../audio/level-meter.js';
import {Speaker} from '../audio/speaker.js';
import {VoiceRawEvent} from '../events/raw.js';
import type {ToolCall, VoiceSessionEvent} from '../session/session-event.js';
import {bringsSomething} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';
import type {DiagnosisReport, DiagnosisWords} from '../state/diagnosis.js';
import {isCalling} from '../state/is-calling.js';
import type {Snapshot} from '../state/snapshot.js';
import {VoiceStore, type SnapshotListener} from '../state/store.js';
import {VoiceError} from '../state/voice-error.js';
import type {EndReason, VoiceEvent} from '../state/voice-event.js';
import {chooseBackend} from './choose-backend.js';
import type {ConversationSettings} from './conversation-settings.js';
import type {DeviceManager} from './device-manager.js';
import {ConversationEffects} from './effects.js';
import {leaveCall, takeCall} from './one-call.js';
import {storePreferences, type Preferences, type PreferencesOwner} from './preferences.js';
import type {PageExtension} from './tools/page-extension.js';
import type {PageHost} from './tools/page-host.js';
import type {VoiceLevels} from './voice-levels.js';

/**
 * A conversation without any element: state, microphone, speaker and session joined. `<voice-assistant>` is a
 * picture of one; a page can also use it by itself.
 *
 * @example
 * const conversation = new VoiceConversation({tokenEndpoint: '/token'});
 * conversation.subscribe(({phase, turns}) => draw(phase, turns));
 * button.onclick = () => conversation.start();
 */
export class VoiceConversation {
  /** Meters that cost nothing until they are read. */
  readonly levels: VoiceLevels;
  #settings: ConversationSettings;
  readonly #store: VoiceStore;
  readonly #effects: ConversationEffects;
  readonly #speaker: Speaker;
  #deviceManager: Promise<DeviceManager | null> | null = null;
  /** Tools and what else a page brings, once it does. */
  #extension: PageExtension | null = null;
  #extensionLoading: Promise<PageExtension | null> | null = null;
  /** Of the call that comes next, where its backend was loaded before. */
  #nextSession: Promise<VoiceSession> | null = null;
  #prepared = false;
  /** Grows when the person hangs up or clears: what was being got ready before that is not wanted any more. */
  #generation = 0;
  /** The devices as the settings named them last. */
  #given: readonly (string | undefined)[] = [];

  /**
   * @param settings read whenever they are needed, so a live object will do
   * @param audio the element that plays the assistant: one that a tap has unlocked, where there is one
   */
  constructor(settings: ConversationSettings = {}, audio: HTMLAudioElement = new Audio()) {
    this.#settings = settings;
    this.#speaker = new Speaker(audio, blocked =>
      this.#store.send(
        blocked
          ? {type: 'problem', error: new VoiceError('playback-blocked')}
          : {type: 'problem-solved', code: 'playback-blocked'},
      ),
    );
    this.#effects = new ConversationEffects({
      settings: () => this.#settings,
      snapshot: () => this.#store.snapshot,
      send: event => this.#store.send(event),
      createSession: () => this.#takeSession(),
      speaker: this.#speaker,
      receive: event => this.#received(event),
      toolCalls: (): readonly ToolCall[] => this.#extension?.toolCalls ?? [],
    });
    this.#store = new VoiceStore((effect, event) => this.#effects.run(effect, event));
    this.#store.subscribe((snapshot, previous) => this.#followCall(snapshot, previous));
    this.levels = {
      input: new LevelMeter(() => (this.#store.snapshot.muted ? null : this.#effects.microphone.stream)),
      output: new LevelMeter(() => (this.#store.snapshot.playing ? this.#speaker.stream : null)),
    };
    void this.configure(settings);
    // Its file comes with this one, not after the first press.
    if (!settings.session) this.#nextSession = this.#loadSession();
  }

  /** How the conversation stands. Frozen; a change makes a new one. */
  get snapshot(): Snapshot {
    return this.#store.snapshot;
  }

  /** Calls back after each change. @returns a function that ends the subscription */
  subscribe(listener: SnapshotListener): () => void {
    return this.#store.subscribe(listener);
  }

  /**
   * Takes other settings. Loudness, devices, turn taking and noise reduction take effect at once, most others
   * with the next call.
   */
  async configure(settings: ConversationSettings): Promise<void> {
    const {inputDevice, outputDevice} = (this.#settings = settings);
    this.#speaker.volume = settings.volume ?? 1;
    const [input, output] = this.#given;
    this.#given = [inputDevice, outputDevice];
    this.#effects.configure();
    if (bringsSomething(settings)) void this.#extend();
    this.#extension?.configure();
    await Promise.all([
      inputDevice !== input && this.setInputDevice(inputDevice ?? ''),
      outputDevice !== output && this.setOutputDevice(outputDevice ?? ''),
    ]);
  }

  /** Speaks into another microphone from now on, muted if this one is. An empty id is the system's choice. */
  async setInputDevice(id: string): Promise<void> {
    const other = id !== this.#effects.inputDevice;
    this.#effects.inputDevice = id;
    if (other) await this.#effects.reopenMicrophone();
    await this.#devicesChosen();
  }

  /** Sounds from another speaker from now on, where the browser allows it. An empty id is the system's choice. */
  async setOutputDevice(id: string): Promise<void> {
    await this.#speaker.setDevice((this.#speaker.wanted = id));
    await this.#devicesChosen();
  }

  /** Has this conversation and its owner follow new preferences, and stores them for this site. @internal */
  async applyPreferences(
    owner: ConversationSettings & PreferencesOwner,
    preferences: Preferences,
  ): Promise<void> {
    Object.assign(owner, preferences);
    storePreferences(owner, preferences);
    await this.configure(owner);
  }

  /** Keeps `snapshot.devices` up to date until the signal aborts. During a call it is so anyway. */
  async watchDevices(signal: AbortSignal): Promise<void> {
    await (await this.#devices())?.follow(signal);
  }

  /**
   * Does what can be done before a call is asked for: the servers are found, WebRTC is set going. No microphone, no
   * token, no request. Call it when the person points at the button that starts a call; it is done once.
   */
  prepare(): void {
    if (this.#prepared || isCalling(this.snapshot)) return;
    this.#prepared = true;
    const {session} = this.#settings;
    const {signal} = new AbortController(); // What is prepared holds nothing open.
    if (session) return session.prepare?.(signal);
    this.#nextSession ??= this.#loadSession();
    void this.#nextSession.then(
      session => isCalling(this.snapshot) || session.prepare?.(signal),
      () => (this.#prepared = false), // A call does without.
    );
  }

  /**
   * Opens microphone and session, going on from the turns there are. Resolves when the person can speak.
   * @throws {VoiceError} when it fails, or a DOMException `AbortError` when it is stopped meanwhile
   */
  start(): Promise<void> {
    this.#store.send({type: 'start'});
    return this.#settled();
  }

  /** Ends the call: microphone off, connection closed, turns kept. */
  stop(reason: EndReason = 'stopped'): void {
    // What was written for a call that is hung up must not be sent in the next one.
    if (this.snapshot.phase !== 'idle') {
      this.#generation++;
      this.#effects.outbox.clear();
    }
    this.#store.send({type: 'stop', reason});
  }

  /** Switches the microphone off, also before and between calls. */
  mute(): void {
    this.#store.send({type: 'mute'});
  }

  /** Switches the microphone on again. */
  unmute(): void {
    this.#store.send({type: 'unmute'});
  }

  /** Makes the assistant stop talking, or stop thinking; the tools that work for it are told to stop. */
  interrupt(): void {
    this.#store.send({type: 'interrupt'});
    this.#extension?.interrupted();
  }

  /** Push-to-talk: the person begins to speak. */
  startTalking(): void {
    this.#store.send({type: 'hold'});
  }

  /** Push-to-talk: the person has spoken. */
  stopTalking(): void {
    this.#store.send({type: 'release'});
  }

  /** Sends typed words. Without a call it opens one that has no microphone. Empty text is nothing. */
  sendText(text: string): void {
    this.keepText(text);
    this.sendKept();
  }

  /**
   * Shows typed words as waiting, and connects to nothing. They are sent with the next call, or by `sendKept()`; a
   * hang-up or `clear()` drops them.
   */
  keepText(text: string): void {
    if (!text.trim()) return;
    const id = typedId();
    this.#store.send({type: 'turn-waiting', id, text});
    this.#effects.outbox.add({id, text});
  }

  /**
   * Sends an image and the words to it, which are what is answered. Without an image that can be sent, the words wait.
   * @param image taken first
   */
  async sendMessage(text: string, image?: Blob): Promise<void> {
    if (!image) return this.sendText(text);
    const isWanted = this.#stillWanted();
    try {
      await this.sendImage(image, {respond: !text});
    } catch (error) {
      if (isWanted()) this.keepText(text);
      throw error;
    }
    if (isWanted()) this.sendText(text);
  }

  /** Shows an image and the words to it as waiting; like `keepText()`. */
  async keepMessage(text: string, image?: Blob): Promise<void> {
    try {
      if (image) await this.keepImage(image, {respond: !text});
    } finally {
      this.keepText(text);
    }
  }

  /** Sends what waits. Without a call it opens one that has no microphone. */
  sendKept(): void {
    if (this.#effects.outbox.isEmpty) return;
    this.#store.send({type: 'start-text-only'});
    this.#effects.deliver();
  }

  /**
   * Sends an image, as small as the channel needs it. Without a call it opens one that has no microphone.
   * @param image a Blob, or an image as a base64 `data:` URL
   * @param options `respond: false` if more is to be said before the assistant answers
   * @throws {VoiceError} `too-large` when it cannot be made small enough
   */
  async sendImage(image: Blob | string, options?: {respond?: boolean}): Promise<void> {
    this.#expectImages();
    this.#store.send({type: 'start-text-only'});
    await this.#keepImage(image, options);
    this.sendKept();
  }

  /**
   * Shows an image as waiting, and connects to nothing; like `keepText()`.
   * @throws {VoiceError} `too-large` when it cannot be made small enough
   */
  async keepImage(image: Blob | string, options?: {respond?: boolean}): Promise<void> {
    this.#expectImages();
    await this.#keepImage(image, options);
  }

  /** Lets a tool do what it asks for; with `always`, without asking again in this call. */
  approve(callId: string, always?: boolean): void {
    this.#extension?.approve(callId, always);
  }

  /** Forbids a tool to do what it asks for. The assistant is told why, where a reason is given. */
  reject(callId: string, reason?: string): void {
    this.#extension?.reject(callId, reason);
  }

  /** Plays what the browser's autoplay policy blocked. To be called from a tap. */
  unblockPlayback(): void {
    this.#speaker.unblock();
  }

  /**
   * Keeps what is said for this tab, across pages, and brings back what was said on the page before.
   * @param name tells several conversations of a site apart
   */
  async keepForTab(name = ''): Promise<void> {
    (await import('./keep-for-tab.js')).keepForTab(this.#store, name);
  }

  /** Forgets what was said. */
  clear(): void {
    this.#generation++;
    this.#effects.outbox.clear();
    this.#store.send({type: 'clear'});
    this.#effects.session?.clear?.();
  }

  /**
   * Looks at everything that a conversation needs: permission, devices, policy, endpoint, network, playback.
   * Takes less than ten seconds and never rejects once its file is loaded. The person is asked for nothing: the
   * microphone is opened only where it is allowed already, and the token that comes is thrown away.
   * @param words sentences for the person by code, instead of the English ones
   * @param local checks only what needs no connection: while the person has not agreed to any
   */
  async diagnose(words: DiagnosisWords = {}, local = false): Promise<DiagnosisReport> {
    const {diagnose} = await import('./diagnosis/diagnose.js');
    const {signal} = new AbortController(); // Only time ends it.
    const session = this.#settings.session ?? (await chooseBackend(() => this.#settings).catch(() => null));
    const remote = session?.diagnose ? () => session.diagnose!(signal) : null;
    const calling = isCalling(this.snapshot);
    return diagnose({settings: this.#settings, remote, calling, local}, words);
  }

  #loadSession(): Promise<VoiceSession> {
    const session = chooseBackend(() => this.#settings);
    session.catch(() => (this.#nextSession = null)); // Without a network now: a call asks for it again.
    return session;
  }

  /** The session of a new call: the one that was loaded before, or another one. */
  #takeSession(): Promise<VoiceSession> {
    const session = this.#nextSession ?? this.#loadSession();
    this.#nextSession = null;
    return session;
  }

  /** What a page brings is loaded once it brings something, or the assistant asks for it. */
  #extend(): Promise<PageExtension | null> {
    return (this.#extensionLoading ??= import('./tools/page-extension.js').then(
      ({PageExtension}) => {
        this.#extension = new PageExtension(this.#pageHost());
        this.#extension.configure();
        return this.#extension;
      },
      () => (this.#extensionLoading = null), // Without a network now; a call goes on without.
    ));
  }

  #received(event: VoiceSessionEvent): void {
    if (event.type === 'raw') this.#settings.dispatchEvent?.(new VoiceRawEvent(event.direction, event.name));
    if (this.#extension) this.#extension.receive(event);
    else if (event.type === 'tool-called' || event.type === 'approval-requested')
      void this.#extend().then(extension => extension?.receive(event));
  }

  #pageHost(): PageHost {
    const snapshot = () => this.snapshot;
    return {
      get snapshot() {
        return snapshot();
      },
      subscribe: listener => this.subscribe(listener),
      settings: () => this.#settings,
      session: () => this.#effects.session,
      send: event => this.#store.send(event),
      notify: event => this.#settings.dispatchEvent?.(event) ?? true,
      deferResponse: () => {
        if (this.#effects.call) this.#effects.call.responseWanted = false;
      },
    };
  }

  /** @returns whether what begins now is still wanted when it is asked */
  #stillWanted(): () => boolean {
    const generation = this.#generation;
    return () => generation === this.#generation;
  }

  #expectImages(): void {
    const {session} = this.#settings;
    // A session in JavaScript may not say what it can do.
    const capabilities = session?.capabilities;
    if (session && !(capabilities?.images ?? session.sendImage))
      throw new VoiceError('protocol', {detail: 'no-images'});
  }

  async #keepImage(image: Blob | string, {respond = true}: {respond?: boolean} = {}): Promise<void> {
    const isWanted = this.#stillWanted();
    const {keepImage} = await import('./keep-image.js');
    await keepImage(image, respond, typedId(), this.#store, this.#effects.outbox, isWanted);
  }

  /** As long as nothing needs to know the devices, a choice is only taken down. */
  async #devicesChosen(): Promise<void> {
    await (await this.#deviceManager)?.refresh();
  }

  #devices(): Promise<DeviceManager | null> {
    return (this.#deviceManager ??= import('./device-manager.js').then(
      ({DeviceManager}) => new DeviceManager(this.#effects, this.#speaker, this.#store),
      () => (this.#deviceManager = null), // Without a network now; a call goes on without.
    ));
  }

  /** A call is the page's only one; its services start once it is open. */
  #followCall(snapshot: Snapshot, previous: Snapshot): void {
    const [calling, called] = [isCalling(snapshot), isCalling(previous)];
    if (calling && !called) takeCall(this);
    if (called && !calling) leaveCall(this);
    const {startedAt} = snapshot;
    if (startedAt === null || previous.startedAt !== null) return;
    import('./call/call-services.js').then(
      ({startCallServices}) => {
        if (this.snapshot.startedAt === startedAt)
          startCallServices({
            call: this.#effects.call!,
            store: this.#store,
            settings: () => this.#settings,
            levels: this.levels,
            watchDevices: signal => this.watchDevices(signal),
            stop: reason => this.stop(reason),
          });
      },
      () => this.#settings.maxDuration && this.stop('duration'), // Without its limit the call must not go on.
    );
  }

  #settled(): Promise<void> {
    // Asked for by a listener, the start is still in the queue.
    if (this.#store.busy) return Promise.resolve().then(() => this.#settled());
    return new Promise((resolve, reject) => {
      const settle = (snapshot: Snapshot, event?: VoiceEvent): boolean => {
        if (event?.type === 'microphone-failed') reject(event.error);
        else if (snapshot.phase === 'failed') reject(snapshot.error ?? new VoiceError('internal'));
        else if (snapshot.phase === 'idle')
          reject(new DOMException('The conversation was stopped', 'AbortError'));
        else if (!snapshot.online || snapshot.textOnly || snapshot.phase === 'requesting-microphone')
          return false;
        else resolve();
        return true;
      };
      if (settle(this.snapshot)) return;
      const unsubscribe = this.subscribe(
        (snapshot, _previous, event) => settle(snapshot, event) && unsubscribe(),
      );
    });
  }
}

/** An id for what the person sends, as short as servers want it. */
function typedId(): string {
  return `typed_${crypto.getRandomValues(new Uint32Array(2)).join('')}`.slice(0, 32);
}
