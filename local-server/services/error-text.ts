/** A sentence is enough for a log. */
const maxLength = 200;
/** Shorter texts are words that any message has. */
const minSecretLength = 8;
const keyPattern = /\b(?:sk|ek|pk|Bearer)[-_ ][\w.*-]{6,}/gu;
/** What a code looks like that is meant for programs, and no sentence. */
const codePattern = /^[\w.:-]{2,60}$/u;
/** They are about the key, the address or the quota. With others a service may explain what it was asked, in part or whole. */
const explained: ReadonlySet<number | undefined> = new Set([401, 403, 404, 429]);

interface ErrorAnswer {
  readonly body: string;
  readonly contentType: string;
  /** Of an answer; none for an error within one that began well. */
  readonly status?: number;
  readonly secrets: readonly string[];
}

/** What a service said about its failure, on one line: codes, and only where `explained` its words, without secrets. */
export function errorText({body, contentType, status, secrets}: ErrorAnswer): string {
  if (/html/u.test(contentType)) return '(a web page)';
  const {codes, words} = /json/u.test(contentType) ? read(body) : {codes: [], words: body};
  return scrub([...codes, explained.has(status) ? words : ''].filter(Boolean).join(', '), secrets);
}

/** The text on one line, short, with keys and whole secrets blotted out. */
export function scrub(text: string, secrets: readonly string[]): string {
  const long = secrets.filter(({length}) => length >= minSecretLength);
  return long
    .flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    .replace(keyPattern, '…')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, maxLength);
}

/** Codes and message of an error: some servers send the whole request back beside them. */
function read(body: string): {codes: string[]; words: string} {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return {codes: [], words: '(broken JSON)'};
  }
  const codes = new Set<string>();
  for (let depth = 0; depth < 4; depth++) {
    if (typeof value !== 'object' || value === null) break;
    const {error, message, detail, msg, type, code} = value as Record<string, unknown>;
    for (const name of [type, code]) if (typeof name === 'string' && codePattern.test(name)) codes.add(name);
    value = Array.isArray(value) ? value[0] : (error ?? message ?? detail ?? msg);
  }
  return {codes: [...codes], words: typeof value === 'string' ? value : ''};
}
