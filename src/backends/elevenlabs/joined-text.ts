/** What a text is with more of it, which may be only what is new, or all of it again. */
export function joined(before: string, more: string): string {
  if (more.startsWith(before)) return more;
  return before.endsWith(more) ? before : `${before.trimEnd()} ${more.trimStart()}`;
}
