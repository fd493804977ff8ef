import {openaiKeyName} from './check-options.js';
import {logLine} from './describe-error.js';
import {callHost, kindOf, type HostCallLimits} from './host-callback.js';
import {HostError} from './host-error.js';
import {copyResponse, isResponse} from './host-response.js';
import {defaultCallbackTimeoutMs, isObject, type HostHandlerOptions} from './options.js';
import {clientKey, type RateLimit} from './rate-limit.js';
import type {HostReport} from './report.js';

/** Who asks, as far as the site says it. */
export interface Person {
  /** The name that `authorize` gave. */
  readonly user?: string;
}

/** One request to a handler, and what the site says of it. */
export class HostRequest<Settings extends object = object> {
  readonly request: Request;
  /** What every answer to it carries. */
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: HostCallLimits;
  readonly #options: HostHandlerOptions<Settings, never, never>;
  readonly #rateLimit: RateLimit | null;
  readonly #keyName: string;

  constructor(
    request: Request,
    headers: Readonly<Record<string, string>>,
    options: HostHandlerOptions<Settings, never, never>,
    rateLimit: RateLimit | null,
    keyName = openaiKeyName,
  ) {
    this.request = request;
    this.headers = headers;
    this.#options = options;
    this.#keyName = keyName;
    this.#rateLimit = rateLimit;
    const clientSignal: AbortSignal | undefined = request.signal; // Not every runtime tells that a client has gone.
    this.limits = {
      timeoutMs: options.callbackTimeoutMs ?? defaultCallbackTimeoutMs,
      clientSignal: clientSignal ?? new AbortController().signal,
    };
  }

  /**
   * @returns who asks, or the site's own answer
   * @throws {HostError} `unauthorized`, or `internal` for what is neither a yes nor a no
   */
  async authorize(): Promise<Person | Response> {
    const {authorize} = this.#options;
    if (!authorize) return {};
    const said: unknown = await callHost({...this.limits, name: 'authorize'}, () => authorize(this.request));
    if (said === true) return {};
    if (said === false || said === undefined || said === null) throw new HostError('unauthorized');
    if (isResponse(said)) {
      return callHost({...this.limits, name: 'The Response of authorize'}, signal =>
        copyResponse(said, this.headers, signal),
      );
    }
    if (isObject(said) && typeof said.user === 'string' && said.user) return {user: said.user};
    throw new HostError('internal', {
      detail: isObject(said)
        ? `authorize returned an object whose user is ${kindOf(said.user)}, not a name.`
        : `authorize returned ${kindOf(said)}, not true, false, {user} or a Response.`,
    });
  }

  /**
   * Counts the request.
   * @returns whom it counted, as a log may name it
   * @throws {HostError} `rate-limited`, or `rate-limit-unavailable` when the store cannot count
   */
  async count({user}: Person): Promise<string> {
    if (!this.#rateLimit) return clientKey(this.request, user);
    return this.#rateLimit.check(this.request, user, this.limits);
  }

  async apiKey(): Promise<string> {
    const {apiKey} = this.#options;
    const key: unknown =
      typeof apiKey === 'function'
        ? await callHost({...this.limits, name: 'apiKey'}, () => apiKey())
        : apiKey;
    if (typeof key === 'string' && key.trim()) return key.trim(); // Files of secrets often end with a line break.
    throw new HostError('internal', {detail: `There is no apiKey: is ${this.#keyName} set on this server?`});
  }

  /** What the session is that the person gets. */
  async session({user}: Person): Promise<Settings> {
    const {session} = this.#options;
    if (typeof session !== 'function') return session;
    const settings: unknown = await callHost({...this.limits, name: 'session'}, () =>
      session(this.request, user),
    );
    if (isObject(settings)) return settings as Settings;
    throw new HostError('internal', {detail: `session returned ${kindOf(settings)}, not an object.`});
  }

  /** What a report says of every request that was served. */
  reportOf(client: string, {user}: Person, askedAt: number): HostReport {
    return {
      client: logLine(client),
      user,
      origin: this.request.headers.get('Origin'),
      upstreamMs: Math.round(performance.now() - askedAt),
    };
  }
}
