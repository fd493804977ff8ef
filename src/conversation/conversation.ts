import {LevelMeter} from '../audio/level-meter.js';
import {Speaker} from '../audio/speaker.js';
import type {ConversationEventTarget} from '../events/conversation-target.js';
import {VoiceRawEvent} from '../events/raw.js';
import type {VoiceSessionEvent} from '../session/session-event.js';
import type {DiagnosisReport, DiagnosisWords} from '../state/diagnosis.js';
import {isCalling} from '../state/is-calling.js';
import type {Snapshot} from '../state/snapshot.js';
import {VoiceStore, type SnapshotListener} from '../state/store.js';
import {VoiceError} from '../state/voice-error.js';
import type {EndReason} from '../state/voice-event.js';
import {announce} from './announcer.js';
import {beginServices} from './call/begin-services.js';
import type {Call} from './call/call.js';
import {changedSettings} from './changed-settings.js';
import {ChosenDevices} from './chosen-devices.js';
import type {ConversationOutputs} from './conversation-outputs.js';
import type {ConversationSettings} from './conversation-settings.js';
import {ConversationEffects} from './effects.js';
import {Messages} from './messages.js';
import {NextSession} from './next-session.js';
import {leaveCall, takeCall} from './one-call.js';
import {PageLoader} from './page-loader.js';
import {SharingConversation} from './sharing-conversation.js';
import type {VoiceLevels} from './voice-levels.js';
import {whenListening} from './when-listening.js';

/**
 * A conversation without any element: state, microphone, speaker and session joined. `<voice-assistant>` is a
 * picture of one; a page can also use it by itself. It dispatches the events of the element, but for those that an
 * element tells of itself.
 *
 * @example
 * const conversation = new VoiceConversation({tokenEndpoint: '/token'});
 * conversation.subscribe(({phase, turns}) => draw(phase, turns));
 * conversation.addEventListener('voice-error', ({error}) => show(error.message));
 * button.onclick = () => conversation.start();
 */
export class VoiceConversation extends SharingConversation implements ConversationEventTarget {
  /** Meters that cost nothing until they are read. */
  readonly levels: VoiceLevels;
  /** What is written and shown, for those who want it to wait before it is sent. */
  readonly messages: Messages;
  declare addEventListener: ConversationEventTarget['addEventListener'];
  declare removeEventListener: ConversationEventTarget['removeEventListener'];
  /** As they were configured last; a copy. */
  #settings: ConversationSettings = {};
  readonly #target: EventTarget;
  readonly #store: VoiceStore;
  readonly #effects: ConversationEffects;
  readonly #speaker: Speaker;
  readonly #devices: ChosenDevices;
  readonly #nextSession: NextSession;
  readonly #page: PageLoader;

  /**
   * @param settings as of `configure()`
   * @param options `target`: where the events are dispatched, instead of here; `audio`: the element that plays
   */
  constructor(settings: ConversationSettings = {}, {target, audio = new Audio()}: ConversationOutputs = {}) {
    super();
    this.#target = target ?? this;
    const [read, snapshot] = [() => this.#settings, () => this.snapshot];
    this.#speaker = new Speaker(audio, blocked =>
      this.#store.send(
        blocked
          ? {type: 'problem', error: new VoiceError('playback-blocked')}
          : {type: 'problem-solved', code: 'playback-blocked'},
      ),
    );
    this.#effects = new ConversationEffects({
      settings: read,
      snapshot,
      send: event => this.#store.send(event),
      createSession: goesOn => this.#nextSession.take(goesOn),
      speaker: this.#speaker,
      receive: event => this.#received(event),
      toolCalls: () => this.#page.toolCalls,
    });
    this.#store = new VoiceStore((effect, event) => this.#effects.run(effect, event));
    this.#store.subscribe((snapshot, previous) => this.#followCall(snapshot, previous));
    this.#store.announceTo(announce(event => this.#tell(event)));
    this.#devices = new ChosenDevices(this.#effects, this.#speaker, this.#store);
    this.messages = new Messages(this.#store, this.#effects.outbox, read, () => this.#effects.deliver());
    this.#page = new PageLoader({
      get snapshot() {
        return snapshot();
      },
      subscribe: listener => this.subscribe(listener),
      settings: read,
      session: () => this.#effects.session,
      send: event => this.#store.send(event),
      notify: event => this.#tell(event),
      deferResponse: () => this.#effects.deferResponse(),
    });
    this.levels = {
      input: new LevelMeter(() => (snapshot().muted ? null : this.#effects.microphone.stream)),
      output: new LevelMeter(() => (snapshot().playing ? this.#speaker.stream : null)),
    };
    this.#nextSession = new NextSession(read, this.#store);
    void this.configure(settings);
    this.#nextSession.choose();
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
   * Takes other settings in place of all it had; they are copied, and only what is different acts. Loudness, devices,
   * turn taking and noise reduction take effect at once, most others with the next call.
   */
  async configure(settings: ConversationSettings): Promise<void> {
    const changed = changedSettings(settings, this.#settings);
    this.#settings = {...settings};
    this.#page.configure(); // Also where nothing changed: its file may not have come through.
    if (!changed.size) return;
    const {volume, inputDevice, outputDevice} = settings;
    this.#speaker.volume = volume ?? 1;
    this.#effects.configure(changed);
    if (changed.has('backend') || changed.has('realtimeModel')) this.#nextSession.choose();
    await Promise.all([
      changed.has('inputDevice') && this.setInputDevice(inputDevice ?? ''),
      changed.has('outputDevice') && this.setOutputDevice(outputDevice ?? ''),
    ]);
  }

  /** Speaks into another microphone from now on, muted if this one is. An empty id is the system's choice. */
  async setInputDevice(id: string): Promise<void> {
    await this.#devices.chooseInput(id);
  }

  /**
   * Sounds from another speaker from now on, where the browser allows it, and as soon as it is there. An empty id is the
   * system's choice. `snapshot.devices.output` is the one that is used.
   */
  async setOutputDevice(id: string): Promise<void> {
    await this.#devices.chooseOutput(id);
  }

  /** Keeps `snapshot.devices` up to date until the signal aborts. During a call it is so anyway. */
  async watchDevices(signal: AbortSignal): Promise<void> {
    await this.#devices.watch(signal);
  }

  /**
   * Does what can be done before a call is asked for: the servers are found, WebRTC is set going. No microphone, no
   * token, no request. Call it when the person points at the button that starts a call; it is done once.
   */
  prepare(): void {
    this.#nextSession.prepare();
  }

  /**
   * Opens microphone and session, going on from the turns there are. Resolves when the person can speak.
   * @throws {VoiceError} when it fails, or a DOMException `AbortError` when it is stopped meanwhile
   */
  start(): Promise<void> {
    this.#store.send({type: 'start'});
    return whenListening(this.#store);
  }

  /** Ends the call: microphone off, connection closed, turns kept. */
  stop(reason: EndReason = 'stopped'): void {
    // What was written for a call that is hung up must not be sent in the next one.
    if (this.snapshot.phase !== 'idle') this.messages.drop();
    this.#store.send({type: 'stop', reason, at: Date.now()});
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
    this.#page.extension?.interrupted();
  }

  /** Push-to-talk: the person begins to speak. */
  startTalking(): void {
    this.#store.send({type: 'hold'});
  }

  /** Push-to-talk: the person has spoken; what they say in the next moment counts, unless `atOnce`: they have left. */
  stopTalking(atOnce = false): void {
    this.#store.send({type: 'release', atOnce});
  }

  /** Sends typed words. Without a call it opens one that has no microphone. Empty text is nothing. */
  sendText(text: string): void {
    this.messages.keepText(text);
    this.messages.sendKept();
  }

  /**
   * Sends an image, as small as the channel needs it. Without a call it opens one that has no microphone.
   * @param image a Blob, or an image as a base64 `data:` URL
   * @param options `respond: false` if more is to be said before the assistant answers
   * @throws {VoiceError} `too-large` when it cannot be made small enough, `unsupported` when the browser cannot open it
   */
  async sendImage(image: Blob | string, options?: {respond?: boolean}): Promise<void> {
    await this.messages.sendImage(image, options);
  }

  /** Lets a tool do what it asks for; with `always`, without asking again in this call. */
  approve(callId: string, always?: boolean): void {
    this.#page.extension?.approve(callId, always);
  }

  /** Forbids a tool to do what it asks for. The assistant is told why, where a reason is given. */
  reject(callId: string, reason?: string): void {
    this.#page.extension?.reject(callId, reason);
  }

  /** Forgets what went wrong in a call that goes on: the person has read it. */
  dismissError(): void {
    const {error} = this.snapshot;
    if (error) this.#store.send({type: 'problem-solved', code: error.code});
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

  /** Forgets what was said, and has the model forget it, where its backend can do that. In a call the assistant stops. */
  clear(): void {
    this.messages.drop();
    this.interrupt();
    this.#effects.deferResponse();
    this.#store.send({type: 'clear'});
    this.#effects.session?.clear?.();
  }

  /**
   * Looks at everything that a conversation needs: permission, devices, policy, endpoint, network, playback.
   * Takes less than ten seconds and never rejects once its file is loaded. The person is asked for nothing: the
   * microphone is opened only where it is allowed already, and the token that comes opens no call.
   * @param words sentences for the person by code, instead of the English ones
   * @param local checks only what needs no connection: while the person has not agreed to any
   */
  async diagnose(words: DiagnosisWords = {}, local = false): Promise<DiagnosisReport> {
    const {diagnoseConversation} = await import('./diagnosis/diagnose-conversation.js');
    return diagnoseConversation(this.#settings, this.snapshot, words, local);
  }

  protected override getCall(): readonly [call: Call | null, store: VoiceStore] {
    return [this.#effects.call, this.#store];
  }

  #tell(event: Event): boolean {
    return this.#target.dispatchEvent(event);
  }

  #received(event: VoiceSessionEvent): void {
    if (event.type === 'raw') this.#tell(new VoiceRawEvent(event.direction, event.name));
    this.#page.receive(event);
  }

  /** A call is the page's only one; its services start once it is open. */
  #followCall(snapshot: Snapshot, previous: Snapshot): void {
    const [calling, called] = [isCalling(snapshot), isCalling(previous)];
    if (calling && !called) takeCall(this);
    if (called && !calling) leaveCall(this);
    if (called && snapshot.phase === 'failed' && previous.startedAt === null)
      import('./warn-of-failed-start.js')
        .then(module => module.warnOfFailedStart(snapshot.error!, this.#settings.debug))
        .catch(() => {}); // The page was told of the error itself.
    if (snapshot.startedAt === null || previous.startedAt !== null) return;
    beginServices({
      call: this.#effects.call!,
      store: this.#store,
      settings: () => this.#settings,
      notify: event => this.#tell(event),
      levels: this.levels,
      watchDevices: signal => this.watchDevices(signal),
    }).catch(() => this.#settings.maxDuration && this.stop('duration')); // Without its limit the call must not go on.
  }
}
