/** What a page gives away, collected from its first script on. Read as `window.watched`. */
export interface Watched {
  /** What the content security policy refused, or trusted types. */
  violations: string[];
  /** Everything that went to the console, objects and errors with all that is in them. */
  printed: string[];
  /** Everything that is in an error of the widget. */
  errors: string[];
  /** The page's address at every moment it changed. */
  addresses: string[];
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Runs in the page before its own scripts. Must refer to nothing outside itself. */
export function watchPage(): void {
  const watched: Watched = {violations: [], printed: [], errors: [], addresses: [location.href]};
  window.watched = watched;

  /** Everything in a value, also what JSON leaves out. */
  const contents = (value: unknown, depth = 0): string => {
    if (typeof value !== 'object' || value === null || depth > 4) return `${value as string}`;
    return Object.getOwnPropertyNames(value)
      .map(key => `${key}=${contents((value as Record<string, unknown>)[key], depth + 1)}`)
      .concat(Object.prototype.toString.call(value))
      .join(' ');
  };
  document.addEventListener('securitypolicyviolation', event =>
    watched.violations.push(
      `${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`,
    ),
  );
  for (const method of [
    'log',
    'info',
    'warn',
    'error',
    'debug',
    'trace',
    'table',
    'dir',
    'assert',
  ] as const) {
    const print = console[method] as (...args: unknown[]) => void;
    console[method] = (...args: unknown[]) => {
      watched.printed.push(args.map(arg => contents(arg)).join(' '));
      print.apply(console, args);
    };
  }
  for (const method of ['pushState', 'replaceState'] as const) {
    const change = history[method].bind(history);
    history[method] = (...args) => {
      watched.addresses.push(contents(args));
      change(...args);
    };
  }
  window.addEventListener('error', event => watched.printed.push(contents(event.error)));
  window.addEventListener('unhandledrejection', event => watched.printed.push(contents(event.reason)));
  document.addEventListener('voice-error', event =>
    watched.errors.push(contents((event as Event & {error: unknown}).error)),
  );
}

/** Where else something could lie: storage, address, timings, the page's own elements, attributes in shadow roots. */
export interface Traces {
  readonly storage: string;
  readonly address: string;
  readonly timings: string;
  readonly page: string;
  readonly attributes: string;
  /** Text in shadow roots, outside the transcript. */
  readonly shadowText: string;
}

/** Runs in the page. Must refer to nothing outside itself. */
export async function findTraces(): Promise<Traces> {
  const attributes: string[] = [];
  const shadowText: string[] = [];
  const walk = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      for (const {name, value} of element.attributes) attributes.push(`${name}=${value}`);
      if (root instanceof ShadowRoot && root.host.localName !== 'voice-transcript')
        for (const node of element.childNodes)
          if (node.nodeType === Node.TEXT_NODE) shadowText.push(node.textContent ?? '');
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const databases = await indexedDB.databases();
  const caches = await window.caches.keys();
  return {
    storage: JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, databases, caches]),
    address: JSON.stringify([location.href, history.state, document.title, window.name, document.referrer]),
    timings: JSON.stringify(performance.getEntries()),
    page: document.documentElement.outerHTML,
    attributes: attributes.join('\n'),
    shadowText: shadowText.join('\n'),
  };
}
