/* A `Request` does not say where it comes from; whoever made it may know. */

const addresses = new WeakMap<Request, string>();

/**
 * Tells the rate limit whose request this is, where the server knows the client's address (Deno, Bun, Hono).
 * `toNodeListener` does it by itself.
 * @param address an IP address; nothing is noted when it is missing
 * @returns the same request
 */
export function withClientAddress(request: Request, address: string | undefined): Request {
  if (address) addresses.set(request, address);
  return request;
}

/** @returns what to count the client's requests under; undefined when its address is not known */
export function clientOf(request: Request): string | undefined {
  const address = addresses.get(request);
  if (!address?.includes(':')) return address;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  return mapped ?? networkOf(address);
}

/** The first half of an IPv6 address: a household has all the addresses that share it. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head ? head.split(':') : [];
  if (tail !== undefined) {
    const end = tail ? tail.split(':') : [];
    while (groups.length + end.length < 8) groups.push('0');
    groups.push(...end);
  }
  const network = groups.slice(0, 4).map(group => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
