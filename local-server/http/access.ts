import {createHash, timingSafeEqual} from 'node:crypto';
import type {IncomingMessage} from 'node:http';

/** The key of a server that has none of its own. */
const localKey = 'sk-local';

/** What decides who may do what. */
export interface AccessOptions {
  readonly apiKey?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  readonly requestFaults?: boolean | undefined;
}

/** Who may have tokens, open calls and ask for faults. */
export class Access {
  /** No key was set: every program and page of this machine gets what it asks for. */
  readonly isOpen: boolean;
  /** Whether `?fault=` acts. */
  readonly requestFaults: boolean;
  readonly #key: string;
  readonly #allowedHosts: readonly string[];

  constructor({apiKey, allowedHosts = [], requestFaults}: AccessOptions) {
    this.isOpen = !apiKey || apiKey === localKey;
    this.requestFaults = requestFaults ?? this.isOpen;
    this.#key = apiKey || localKey;
    this.#allowedHosts = allowedHosts;
  }

  /** Whether an `Authorization` header has the key. */
  hasKey(authorization: string | undefined): boolean {
    return timingSafeEqual(digestOf(authorization ?? ''), digestOf(`Bearer ${this.#key}`));
  }

  /**
   * Whether the request is meant for this server. An open one is for this machine alone, and a page of another site can
   * have its own name resolve to this machine (DNS rebinding).
   */
  isExpectedHost({headers: {host = ''}}: IncomingMessage): boolean {
    if (!this.isOpen) return true;
    const name = hostnameOf(host);
    return isLoopback(name) || this.#allowedHosts.includes(name);
  }
}

/** Whether only this machine reaches the host. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/iu.test(host);
}

function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

/** Digests are of one length, as the comparison needs it. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
