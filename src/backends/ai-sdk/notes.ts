/* What the model is told that the person did not say. Codecs know texts of the person only: so it is said in them. */
import type {ToolCall} from '../../session/session-event.js';

/** Words of the page, which are not the person’s. */
export const fromPage = (text: string): string => `(From the page, not from the person. ${text})`;

/** What the model is to say or do now. */
export function prompt(instructions: string): string {
  return fromPage(instructions);
}

export function sayExactly(text: string): string {
  return fromPage(`Say exactly this, and nothing else: ${JSON.stringify(text)}`);
}

/** What came of a call that another session asked for. */
export function earlierResult({name}: ToolCall, output: string): string {
  return fromPage(`What came of the call of ${name}: ${output}`);
}

/** What is to be known of the page. Nothing that was told can be taken back. */
export class PageNotes {
  readonly #told = new Set<string>();

  /** @returns what to tell; empty where there is nothing to tell */
  tell(text: string, name = ''): string {
    const isKnown = this.#told.has(name);
    const before = `was told before under the name “${name}”`;
    if (name && text) this.#told.add(name);
    else this.#told.delete(name);
    if (!text) return isKnown ? fromPage(`What ${before} holds no more.`) : '';
    if (isKnown) return fromPage(`This takes the place of what ${before}: ${text}`);
    return fromPage(name ? `Under the name “${name}”: ${text}` : text);
  }
}
