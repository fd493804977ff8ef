/**
 * The address that a request asks for; null where it is none. What comes first is a path: `//token` must be read as one,
 * not as the name of a host.
 */
export function requestUrl(target: string | undefined): URL | null {
  return target?.startsWith('/') ? new URL(`http://localhost${target}`) : null;
}
