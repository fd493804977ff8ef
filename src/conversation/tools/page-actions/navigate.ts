import type {ToolArguments} from '../voice-tool.js';

/** Where a page is. `origin` is `null`, in letters, for pages that have none: files, sandboxed frames. */
export interface Place {
  readonly href: string;
  readonly origin: string;
}

/** Goes to other pages of the same site. Where the person was told it leads is where it leads. */
export class Navigator {
  readonly #proposals = new WeakMap<ToolArguments, URL>();
  readonly #go: (url: string) => void;

  constructor(go = (url: string): void => location.assign(url)) {
    this.#go = go;
  }

  /** @throws {Error} when the address leads elsewhere */
  describe(args: ToolArguments): Readonly<Record<string, unknown>> {
    const url = addressWithin(String(args.address));
    this.#proposals.set(args, url);
    return {address: url.href};
  }

  /** @throws {Error} when the address leads elsewhere */
  go(args: ToolArguments): string {
    const url = this.#proposals.get(args) ?? addressWithin(String(args.address));
    this.#go(url.href);
    return `Opening ${url.pathname}`;
  }
}

/**
 * The whole address of a page of the same site. It is read from where the page is: a foreign `<base>` would lead
 * away from it.
 * @throws {Error} when it leads elsewhere, or is written so as to hide where
 */
export function addressWithin(
  address: string,
  place: Place = {href: location.href, origin: self.origin},
): URL {
  const from = new URL(place.href);
  from.username = from.password = '';
  if (!isWeb(from) || from.origin !== place.origin) throw new Error('This page cannot open other pages.');
  // Browsers read `\` as `/`, and skip tabs and line breaks, also in the middle of `javascript:`.
  if (/[\\\p{Cc}]/u.test(address.trim()) || !URL.canParse(address, from))
    throw new Error('This is no address.');
  const url = new URL(address, from);
  if (url.origin !== place.origin || !isWeb(url)) throw new Error('Only pages of this site can be opened.');
  if (url.username || url.password)
    throw new Error('Only addresses without a name and password can be opened.');
  return url;
}

function isWeb({protocol}: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}
