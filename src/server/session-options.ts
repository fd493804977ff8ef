import {checkFunction, checkHostOptions, checkRange} from './check-options.js';
import type {LiveClientEventType} from './live-wire.js';
import type {HostHandlerOptions, SessionSettings} from './options.js';
import type {HostReport} from './report.js';
import type {SessionHandlerError} from './session-handler-error.js';

/** What GPT-Live takes for a session, as far as the handler looks at it. Everything else is passed on as it is. */
export interface LiveSessionFields {
  /** Such as `gpt-live-1`; on Azure the name of the deployment. */
  readonly model: string;
  /** How the assistant talks, and when it delegates. The page can read it: it stands in `session.started`. */
  readonly instructions?: string | null;
  readonly audio?: object;
  /** Who does the work: this site or its page (`{type: 'client'}`), or a model with tools (`{type: 'responses', …}`). */
  readonly delegation?: object | null;
  /** What is said to the model before the conversation. What the page sends as history comes after it. */
  readonly input?: readonly object[];
  /** What the page may send and receive. A list of your own here is used in place of the default one. */
  readonly client?: object;
  /** Whether the service keeps the session, so that it can be forked. */
  readonly store?: boolean;
  /** Who talks. Default: a hash of the `user` of `authorize`; with null it is left out. */
  readonly safety_identifier?: string | null;
}

/** The session as GPT-Live takes it. */
export type LiveSessionSettings = LiveSessionFields | SessionSettings;

/** Who was given a session, and which. */
export interface SessionReport extends HostReport {
  /** What a server needs, together with the key, to take part in the session. */
  readonly sessionId: string;
  /** The session that this one continues, where it is a fork. */
  readonly forkOf?: string;
  /** Why there is no fork, though it was allowed: the session is a new one instead. One line, for your log. */
  readonly forkFailure?: string;
}

/** What `createSessionHandler` takes. */
export interface SessionHandlerOptions extends HostHandlerOptions<
  LiveSessionSettings,
  SessionHandlerError,
  SessionReport
> {
  /**
   * What the page may send besides muting, thinking, commentary and closing (and, with Responses delegation, the results
   * of function calls): `session.update` lets it announce tools, and change the instructions of the delegate;
   * `session.instructions.append` lets it instruct the model. Default: nothing more.
   */
  readonly allowedClientEvents?: readonly LiveClientEventType[];
  /**
   * How much history a page may bring along, in characters, from 0 (none) to 32,768; the newest is kept. Default 8,000:
   * GPT-Live takes 8,192 tokens, and where a character is a token this still fits.
   */
  readonly maxHistoryCharacters?: number;
  /**
   * Whether a page may continue the session with this id, which was stored (`store: true` in `session`). It holds what was
   * said: return true only for a person whose session it was. Default, and where it returns false: a new session is made,
   * with the history of the page.
   */
  readonly allowFork?: (
    previousSessionId: string,
    request: Request,
    user?: string,
  ) => boolean | Promise<boolean>;
}

export const defaultMaxHistoryCharacters = 8_000;

/** @throws {TypeError} with one sentence that says what to change */
export function checkSessionOptions(maker: string, options: SessionHandlerOptions): void {
  checkHostOptions(maker, options);
  const {session, allowedClientEvents = [], maxHistoryCharacters = defaultMaxHistoryCharacters} = options;
  if (typeof session !== 'function' && (typeof session.model !== 'string' || !session.model)) {
    throw new TypeError(`${maker} needs a session with a model, such as gpt-live-1.`);
  }
  const isList = Array.isArray(allowedClientEvents);
  if (!isList || !allowedClientEvents.every(type => typeof type === 'string' && type)) {
    throw new TypeError(`${maker}: allowedClientEvents must be a list of names of events.`);
  }
  checkRange(maker, 'maxHistoryCharacters', maxHistoryCharacters, 0, 32_768);
  checkFunction(maker, 'allowFork', options.allowFork);
}
