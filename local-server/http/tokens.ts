import type {JsonObject} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import type {FaultOptions} from '../faults/fault-table.js';

/** An ephemeral token: what a page may show to open a session. */
export interface Token {
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Session settings its owner gave it. */
  session: JsonObject;
  /** What is to go wrong in calls made with it. */
  faults: FaultOptions;
}

/** Why a token was not accepted. */
export type TokenProblem = 'missing' | 'unknown' | 'expired';

/** All tokens that were minted and may still be shown. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();

  mint(lifetimeMs: number, session: JsonObject = {}, faults: FaultOptions = {}): Token {
    this.#forgetOld();
    const token = {value: createId('ek_local_', 32), expiresAt: Date.now() + lifetimeMs, session, faults};
    this.#tokens.set(token.value, token);
    return token;
  }

  /** The token of an `Authorization` header; one secret may open many sessions until it expires. */
  check(authorization: string | undefined): Token | TokenProblem {
    const value = /^Bearer\s+(\S+)$/iu.exec(authorization ?? '')?.[1];
    if (!value) return 'missing';
    const token = this.#tokens.get(value);
    if (!token) return 'unknown';
    return token.expiresAt <= Date.now() ? 'expired' : token;
  }

  /** Expired tokens are kept for an hour, to be refused by the right name. */
  #forgetOld(): void {
    for (const [value, token] of this.#tokens) {
      if (token.expiresAt < Date.now() - 3_600_000) this.#tokens.delete(value);
    }
  }
}
