import {textAt, type WireObject} from '../../session/json.js';
import type {SessionSettings} from '../../session/settings.js';
import {isMerged, sessionUpdate} from './configuration.js';
import type {ServerSession} from './server-session.js';

/** What a call tells the server of the page's settings. */
export class SentSettings {
  readonly #settings: () => SessionSettings;
  readonly #server: ServerSession;
  readonly #send: (update: object) => void;
  /** What the server is to be configured with by now. */
  #wanted: object | null = null;
  /** Fields that the server does not take: `audio.output.voice`. */
  readonly #refused = new Set<string>();
  /** Settings that were sent by themselves, by the ids that they were sent with; null while none were. */
  #apart: Map<string, string> | null = null;
  #lastId = 0;

  constructor(settings: () => SessionSettings, server: ServerSession, send: (update: object) => void) {
    this.#settings = settings;
    this.#server = server;
    this.#send = send;
  }

  /** A call begins. Waits for the server's own settings where the page's become a part of them. */
  async begin(): Promise<void> {
    if (isMerged(this.#settings())) await this.#server.known();
    this.#wanted = sessionUpdate(this.#settings(), this.#server.initial);
    this.#update(this.#wanted);
  }

  /** The page changed them. */
  async change(): Promise<void> {
    const {changesSince, withoutFields} = await import('./reconfigure.js');
    const before = this.#wanted;
    this.#wanted = withoutFields(sessionUpdate(this.#settings(), this.#server.initial), this.#refused);
    this.#update(withoutFields(changesSince(before, this.#wanted, this.#server.initial), this.#refused));
  }

  /**
   * The server answers with an error. One field that it does not take must not cost the others, which it refused
   * together with it: what is wanted by now is sent again without it, or setting by setting where it names no field.
   */
  async refused(error: WireObject): Promise<void> {
    const [id, param] = [textAt(error, 'event_id'), textAt(error, 'param')];
    const isOurs = id ? id.startsWith('settings_') : /^session\.(?!tools)/.test(param);
    if (!isOurs || !this.#wanted) return;
    const {hasField, settingsApart, withoutFields} = await import('./reconfigure.js');
    const named = param.replace(/^session\./, '');
    const isNamed = hasField(this.#wanted, named);
    const field = isNamed ? named : this.#apart?.get(id);
    if (field) {
      this.#refused.add(field);
      this.#wanted = withoutFields(this.#wanted, this.#refused);
      if (isNamed) this.#update(this.#wanted);
    } else if (id && !this.#apart) {
      this.#apart = new Map();
      for (const [name, update] of settingsApart(this.#wanted)) this.#apart.set(this.#update(update), name);
    }
  }

  /** @returns the id that it is sent with */
  #update(update: object | null): string {
    const id = `settings_${++this.#lastId}`;
    if (update) this.#send({...update, event_id: id});
    return id;
  }
}
