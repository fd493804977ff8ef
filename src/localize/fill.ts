/** Fills `{placeholders}` in. A text is taken as it is, a number is written as in `language`. */
export function fill(
  text: string,
  values: Readonly<Record<string, string | number>>,
  language?: string,
): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key]?.toLocaleString(language) ?? whole);
}
