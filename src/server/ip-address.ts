/* Reads addresses as servers and proxies write them. The same client must come out the same, whatever the spelling. */

/** No address is longer, with brackets, zone, port and quotes. */
const maxCharacters = 128;

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${byte}(?:\\.${byte}){3}$`);

/**
 * The network that one client is counted as: an IPv4 address, or the /64 of an IPv6 address, all of which one household
 * has. Takes `203.0.113.7`, `203.0.113.7:50123`, `2001:db8::1`, `[2001:db8::1]:443`, a zone (`fe80::1%eth0`), IPv4 in
 * IPv6 (`::ffff:203.0.113.7`, `::ffff:cb00:7107`) and an element of `Forwarded` (`for="[2001:db8::1]:443"`).
 * @returns undefined for what is no address
 */
export function networkOf(text: string): string | undefined {
  if (text.length > maxCharacters) return undefined;
  const address = withoutPort(text.trim()).replace(/%.*$/, '');
  return ipv4.test(address) ? address : ipv6Network(address);
}

function withoutPort(text: string): string {
  const [, element = text] = /^for=([^;]*)/i.exec(text) ?? [];
  const [, unquoted = element] = /^"(.*)"$/.exec(element) ?? [];
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(unquoted) ?? [];
  if (bracketed?.includes(':')) return bracketed;
  // Without brackets a port shows by what stands before it (IPv4, eight groups) or by its five digits.
  const [, address = unquoted] =
    /^([\da-f:]*(?:\d+\.){3}\d+|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|[\da-f:]+(?=:\d{5}$)):\d{1,5}$/i.exec(
      unquoted,
    ) ?? [];
  return address;
}

function ipv6Network(address: string): string | undefined {
  const url = `http://[${address}]/`;
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(address) || !URL.canParse(url)) return undefined;
  const groups = groupsOf(new URL(url).hostname.slice(1, -1));
  const prefix = groups.slice(0, 6).join(':');
  // IPv4 clients of a server that listens on IPv6, or that stands behind a translator (RFC 6052).
  if (prefix === '0:0:0:0:0:ffff' || prefix === '64:ff9b:0:0:0:0') return embeddedIPv4(groups);
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an address that the URL parser has written, which is one with `::` and without dots. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::').map(part => (part ? part.split(':') : []));
  if (tail === undefined) return [...head];
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

function embeddedIPv4(groups: readonly string[]): string {
  const [high = 0, low = 0] = groups.slice(6).map(group => parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
