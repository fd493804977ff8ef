/** A sentence is enough for a log. */
const maxLength = 200;
/** Shorter texts are words that any message has. */
const minSecretLength = 8;
const keyPattern = /\b(?:sk|ek|pk|Bearer)[-_ ][\w.*-]{6,}/gu;

/**
 * What a service said about its failure, on one line. Some repeat what they were asked: secrets and what was said are
 * blotted out.
 */
export function errorText(body: string, contentType: string, secrets: readonly string[]): string {
  const text = /json/u.test(contentType)
    ? messageIn(body)
    : /html/u.test(contentType)
      ? '(a web page)'
      : body;
  return scrub(text, secrets).replace(/\s+/gu, ' ').trim().slice(0, maxLength);
}

function scrub(text: string, secrets: readonly string[]): string {
  const long = secrets.filter(({length}) => length >= minSecretLength);
  return long
    .flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    .replace(keyPattern, '…');
}

/** Only the message: some servers send the whole request back beside it. */
function messageIn(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return '(broken JSON)';
  }
  for (let depth = 0; depth < 4; depth++) {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) break;
    const {error, message, detail, msg} = value as Record<string, unknown>;
    value = Array.isArray(value) ? value[0] : (error ?? message ?? detail ?? msg);
  }
  return '';
}
