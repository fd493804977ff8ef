/** A model takes 500 tokens at once. In the scripts that need most of them, one is two bytes at least. */
const maxBytes = 1_000;

/** A text in parts that the server takes, cut at spaces where there are any. */
export function partsOf(text: string): string[] {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  const end = () => {
    if (part.trim()) parts.push(part.trim());
    [part, bytes] = ['', 0];
  };
  const add = (chunk: string) => {
    const length = encoder.encode(chunk).length;
    if (bytes + length > maxBytes) end();
    part += chunk;
    bytes += length;
  };
  // White space at the end would be looked through again from each of its characters.
  for (const word of text.trimEnd().match(/\s*\S+/gu) ?? []) {
    if (encoder.encode(word).length <= maxBytes) add(word);
    else for (const character of word) add(character);
  }
  end();
  return parts;
}
