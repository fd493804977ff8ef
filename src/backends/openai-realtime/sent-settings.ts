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
  /** Updates that may still be refused, by the ids that they were sent with. */
  readonly #sent = new Map<string, object>();
  #lastId = 0;

  constructor(settings: () => SessionSettings, server: ServerSession, send: (update: object) => void) {
    this.#settings = settings;
    this.#server = server;
    this.#send = send;
  }

  /** A call begins. Waits for the server's own settings where the page's become a part of them. */
  async begin(): Promise<void> {
    if (isMerged(this.#settings())) await this.#server.known();
    this.#update(this.#want());
  }

  /** The page changed them. */
  async change(): Promise<void> {
    const {changesSince} = await import('./reconfigure.js');
    const before = this.#wanted;
    this.#update(changesSince(before, this.#want(), this.#server.initial));
  }

  /**
   * The server answers with an error. One field that it does not take must not cost the others, which it refused
   * together with it: they are sent again.
   */
  async refused(error: WireObject): Promise<void> {
    const {refusedBy, withoutRefused} = await import('./reconfigure.js');
    const id = refusedBy(error, [...this.#sent.keys()]);
    const update = this.#sent.get(id);
    this.#sent.delete(id);
    if (update) for (const rest of withoutRefused(update, textAt(error, 'param'))) this.#update(rest);
  }

  #want(): object | null {
    return (this.#wanted = sessionUpdate(this.#settings(), this.#server.initial));
  }

  #update(update: object | null): void {
    if (!update) return;
    const id = `settings_${++this.#lastId}`;
    this.#sent.set(id, update);
    this.#send({...update, event_id: id});
  }
}
