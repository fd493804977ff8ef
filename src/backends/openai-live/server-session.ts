import {countAt, isObject, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {SessionCapabilities} from '../../state/capabilities.js';
import {capabilitiesOf} from './capabilities.js';
import {permissionsIn} from './permissions.js';

/** A session as the server describes it. */
export class ServerSession {
  #described: WireObject = {};
  #allows = permissionsIn({});
  #seconds = 0;

  /** What was described last. */
  get described(): WireObject {
    return this.#described;
  }

  get id(): string {
    return textAt(this.#described, 'id');
  }

  /** By which the host can continue it; unset where it is not stored. */
  get storedId(): string | undefined {
    return this.#described.store === true ? this.id || undefined : undefined;
  }

  /** When the server will end it, in milliseconds since the epoch. */
  get expiresAt(): number | undefined {
    return countAt(this.#described, 'expires_at') * 1000 || undefined;
  }

  get capabilities(): SessionCapabilities {
    return capabilitiesOf(this.#described, this.#allows);
  }

  /** Takes `session.started`. */
  started(event: WireObject): void {
    this.#described = objectAt(event, 'session');
    this.#allows = permissionsIn(this.#described);
  }

  /** Takes `session.updated`. */
  updated({session}: WireObject): void {
    if (isObject(session)) this.#described = session;
  }

  /** Whether the host lets the page send events of this type. */
  allows(type: string): boolean {
    return this.#allows(type);
  }

  /** Takes a `usage`. @returns the seconds that came on top */
  count(usage: WireObject): number {
    const before = this.#seconds;
    this.#seconds = Math.max(before, countAt(usage, 'seconds'));
    return this.#seconds - before;
  }
}
