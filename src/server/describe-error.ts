/* What may stand in a log of a failure. Whatever was thrown, this does not throw. */

/** How many characters of a failure a log gets. */
const maxCharacters = 500;
/** `fetch failed` says why in its cause, and that in its first error; deeper there is nothing to read. */
const maxCauses = 4;

/**
 * One line that says what went wrong, with the causes: "TypeError: fetch failed; Error: connect ECONNREFUSED …".
 * @param secret a key that must not stand in it
 */
export function describeError(error: unknown, secret?: string): string {
  const lines: string[] = [];
  let cause: unknown = error;
  do {
    lines.push(lineOf(cause));
    cause = causeOf(cause);
  } while (cause !== undefined && cause !== null && lines.length < maxCauses);
  return logLine(lines.join('; '), secret);
}

/**
 * The text as one line, cut, and without keys. An upstream may repeat the key, or part of it, in what it says about it.
 * @param secret a key that must not stand in it
 */
export function logLine(text: string, secret?: string): string {
  const masked = (secret ? text.replaceAll(secret, '…') : text).replace(/\bsk-[\w*.-]+/g, 'sk-…');
  return masked.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, maxCharacters);
}

function lineOf(error: unknown): string {
  try {
    const line = String(error);
    const {code} = Object(error) as {code?: unknown};
    return typeof code !== 'string' || line.includes(code) ? line : `${line} (${code})`;
  } catch {
    return 'A value that cannot be written.'; // `Object.create(null)`, or a `toString` that throws.
  }
}

function causeOf(error: unknown): unknown {
  try {
    const {cause, errors} = Object(error) as {cause?: unknown; errors?: unknown};
    return cause ?? (Array.isArray(errors) ? (errors[0] as unknown) : undefined);
  } catch {
    return undefined;
  }
}
