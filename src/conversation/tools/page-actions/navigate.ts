/**
 * Goes to another page of the same site.
 * @throws {Error} when the address leads elsewhere
 */
export function navigate(address: string, go = (url: string): void => location.assign(url)): string {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) throw new Error('Only pages of this site can be opened.');
  go(url.href);
  return `Opening ${url.pathname}`;
}
