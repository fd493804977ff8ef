/** What the assistant gave: what the JSON means, or the text itself where it is none. */
export function parseArguments(json: string): unknown {
  try {
    return JSON.parse(json || '{}');
  } catch {
    return json;
  }
}
