/** Decides whose pages are served, and says so in the words of CORS. */
export class Origins {
  readonly #any: boolean;
  readonly #exact = new Set<string>();
  readonly #below: {readonly scheme: string; readonly suffix: string}[] = [];
  readonly #maker: string;

  /**
   * @param maker the function of this package that was given the origins, for its complaint
   * @throws {TypeError} when one of them is no origin
   */
  constructor(allowed: readonly string[], maker: string) {
    this.#maker = maker;
    this.#any = allowed.includes('*');
    for (const origin of allowed) if (origin !== '*') this.#add(origin);
  }

  /** Whether the page that sent it may have what it asks for. A request that does not say where it comes from may not. */
  allows(request: Request): boolean {
    const origin = request.headers.get('Origin');
    const site = request.headers.get('Sec-Fetch-Site');
    if (site === 'same-origin') return true; // Only a browser can say that, and it means it.
    if (origin === null) return this.#any;
    return this.#isAllowed(origin) || (site === null && isOwn(origin, request));
  }

  /** What lets a page of another origin read the answer. */
  headers(request: Request): Record<string, string> {
    const origin = request.headers.get('Origin');
    const vary = {Vary: 'Origin'};
    if (origin === null || !this.#isAllowed(origin)) return vary;
    return {
      ...vary,
      // With `*`, pages are let in without cookies.
      ...(this.#isListed(origin) && {'Access-Control-Allow-Credentials': 'true'}),
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Retry-After',
    };
  }

  /**
   * The answer to the browser's question before a request of another origin.
   * @param methods those with which a page may ask
   */
  preflight(request: Request, methods: readonly string[]): Response {
    const asked = request.headers.get('Access-Control-Request-Headers');
    return new Response(null, {
      status: 204,
      headers: {
        ...this.headers(request),
        'Access-Control-Allow-Methods': methods.join(', '),
        ...(asked && {'Access-Control-Allow-Headers': asked}),
        'Access-Control-Max-Age': '600',
      },
    });
  }

  #add(origin: string): void {
    const [, scheme, domain] = /^(https?:\/\/)\*(\.[^/*]+)$/.exec(origin) ?? [];
    if (scheme && domain) this.#below.push({scheme, suffix: domain.toLowerCase()});
    else if (URL.canParse(origin) && new URL(origin).origin === origin.toLowerCase()) {
      this.#exact.add(origin.toLowerCase());
    } else {
      throw new TypeError(`${this.#maker}: write the origin "${origin}" like https://shop.example`);
    }
  }

  #isAllowed(origin: string): boolean {
    return this.#any || this.#isListed(origin);
  }

  #isListed(origin: string): boolean {
    return (
      this.#exact.has(origin) ||
      this.#below.some(({scheme, suffix}) => origin.startsWith(scheme) && origin.endsWith(suffix))
    );
  }
}

/**
 * For browsers that do not tell the site: the same host, as the `Host` header says it. The path is the client's to
 * choose (`//evil.example/`), and so are `X-Forwarded-Host` and `-Proto`. The scheme may differ, since a proxy may have
 * ended TLS.
 */
function isOwn(origin: string, request: Request): boolean {
  const own = URL.canParse(origin) ? new URL(origin) : null;
  if (own?.origin !== origin || !/^https?:$/.test(own.protocol)) return false;
  // A server that makes requests of its own (Deno, Workers) may keep the host in their address only.
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  const base = `${own.protocol}//${host}`; // With the page's scheme, whose default port is not written.
  return URL.canParse(base) && new URL(base).host === own.host;
}
