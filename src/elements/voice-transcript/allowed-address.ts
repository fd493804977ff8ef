/**
 * The address a link may lead to: http or https, and one of the hosts where some are listed.
 *
 * @param hosts separated by commas; `*.example.com` stands for all below example.com
 */
export function allowedAddress(href: string, hosts?: string): string | null {
  const url = URL.canParse(href, document.baseURI) ? new URL(href, document.baseURI) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const allowed = (hosts ?? '')
    .toLowerCase()
    .split(',')
    .map(host => host.trim())
    .filter(Boolean);
  const {host, hostname} = url;
  const fits = (pattern: string) =>
    pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : pattern === host || pattern === hostname;
  return !allowed.length || allowed.some(fits) ? url.href : null;
}
