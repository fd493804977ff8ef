import type {SessionSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';
import {isCalling} from '../state/is-calling.js';
import type {VoiceStore} from '../state/store.js';
import {backendOf, chooseBackend, requireSettings} from './choose-backend.js';
import type {ConversationSettings} from './conversation-settings.js';

/** The session of the call that comes next: its file comes before the first press, and greets the servers then. */
export class NextSession {
  readonly #settings: () => ConversationSettings;
  /** Told what the backend can do. During a call nothing is told or prepared. */
  readonly #store: VoiceStore;
  #session: Promise<VoiceSession> | null = null;
  /** Whose it is. */
  #carrier: unknown;
  /** What carries the call that was begun last, whatever the page says meanwhile. */
  #taken: SessionSettings = {};
  #prepared = false;

  constructor(settings: () => ConversationSettings, store: VoiceStore) {
    this.#settings = settings;
    this.#store = store;
  }

  /**
   * The one that was loaded before, or another one.
   * @param goesOn it takes the place of another in the same call: what the page changed is for the next one
   * @throws {VoiceError} `token-config`
   */
  take(goesOn?: boolean): Promise<VoiceSession> {
    if (goesOn) return chooseBackend(() => ({...this.#settings(), ...this.#taken}));
    const {backend, realtimeModel} = this.#settings();
    this.#taken = {backend, realtimeModel};
    requireSettings(this.#settings());
    this.#dropOutdated();
    const session = this.#session ?? this.#load();
    this.#session = null;
    return session;
  }

  /** Has the backend that the page names loaded, unless it is. */
  choose(): void {
    const settings = this.#settings();
    if (settings.session || (this.#session && carrierOf(settings) === this.#carrier)) return;
    this.#prepared = false;
    this.#session = this.#load();
  }

  /** Does what can be done before a call is asked for, once. */
  prepare(): void {
    if (this.#isCalling) return;
    this.#dropOutdated();
    if (this.#prepared) return;
    this.#prepared = true;
    const {session} = this.#settings();
    const {signal} = new AbortController(); // What is prepared holds nothing open.
    if (session) return session.prepare?.(signal);
    this.#session ??= this.#load();
    void this.#session.then(
      session => this.#isCalling || session.prepare?.(signal),
      () => (this.#prepared = false), // A call does without.
    );
  }

  get #isCalling(): boolean {
    return isCalling(this.#store.snapshot);
  }

  /** While the page has a session of its own, nothing is loaded: what was before that may be of another backend. */
  #dropOutdated(): void {
    if (!this.#session || carrierOf(this.#settings()) === this.#carrier) return;
    this.#session = null;
    this.#prepared = false;
  }

  #load(): Promise<VoiceSession> {
    this.#carrier = carrierOf(this.#settings());
    const session = chooseBackend(this.#settings);
    session.then(
      ({capabilities}) => this.#isCalling || this.#store.send({type: 'capabilities-changed', capabilities}),
      () => this.#session === session && (this.#session = null), // Without a network: a call asks for it again.
    );
    return session;
  }
}

/** What a session is made for: another model can do other things. */
function carrierOf(settings: ConversationSettings): unknown {
  return settings.realtimeModel ?? backendOf(settings);
}
