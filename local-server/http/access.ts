import {createHash, timingSafeEqual} from 'node:crypto';
import type {IncomingMessage} from 'node:http';

/** The key of a server that has none of its own. */
const localKey = 'sk-local';

/** What decides who may do what. */
export interface AccessOptions {
  readonly apiKey?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  readonly allowedOrigins?: readonly string[] | undefined;
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
  readonly #allowedOrigins: readonly string[];

  constructor({apiKey, allowedHosts = [], allowedOrigins = [], requestFaults}: AccessOptions) {
    this.#key = apiKey?.trim() || localKey;
    this.isOpen = this.#key === localKey;
    this.requestFaults = requestFaults ?? this.isOpen;
    this.#allowedHosts = allowedHosts.map(knownHost);
    this.#allowedOrigins = allowedOrigins.map(knownOrigin);
  }

  /** Whether an `Authorization` header has the key. */
  hasKey(authorization = ''): boolean {
    const given = /^Bearer\s+(\S.*)$/iu.exec(authorization)?.[1] ?? '';
    return timingSafeEqual(digestOf(given), digestOf(this.#key));
  }

  /**
   * Whether the request is meant for this server. An open one is for this machine alone, and a page of another site can
   * have its own name resolve to this machine (DNS rebinding).
   */
  isExpectedHost({headers: {host = ''}}: IncomingMessage): boolean {
    if (!this.isOpen) return true;
    const name = hostnameOf(host);
    return this.#isOwnName(name);
  }

  /**
   * Whether a page may use this server; what is no page says no origin. An open server gives a token to anyone, and
   * its key is known: only pages of this machine may read what it says.
   */
  isExpectedOrigin({headers: {origin}}: IncomingMessage): boolean {
    if (!this.isOpen || origin === undefined) return true;
    if (this.#allowedOrigins.includes(origin)) return true;
    return URL.canParse(origin) && this.#isOwnName(new URL(origin).hostname);
  }

  #isOwnName(name: string): boolean {
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

/** Upper case and a port make no difference. */
function knownHost(host: string): string {
  const name = /[/?#@]/u.test(host) ? '' : hostnameOf(host);
  if (!name) throw new TypeError(`allowedHosts: ${JSON.stringify(host)} is no name of a host.`);
  return name;
}

/** As a browser writes it. */
function knownOrigin(origin: string): string {
  const known = origin.toLowerCase().replace(/\/$/u, '');
  const isOrigin = /^[a-z][\w+.-]*:\/\/[^/]+$/u.test(known) && URL.canParse(known);
  if (known !== 'null' && !isOrigin)
    throw new TypeError(
      `allowedOrigins: ${JSON.stringify(origin)} is no origin, such as https://shop.example`,
    );
  return known;
}

/** Digests are of one length, as the comparison needs it. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
