import {ToolFailure} from './tool-failure.js';

/** More would be too long for the channel, and for the assistant to keep in mind. */
const maxOutputLength = 10_000;

/** What a tool returned, as text for the assistant. */
export function outputText(output: unknown): string {
  const text = typeof output === 'string' ? output : (toJson(output) ?? 'Done.');
  const rest = text.length - maxOutputLength;
  if (rest <= 0) return text || 'Done.';
  return `${text.slice(0, maxOutputLength)} … [${rest} more characters were left out]`;
}

function toJson(output: unknown): string | undefined {
  try {
    return JSON.stringify(output);
  } catch (cause) {
    throw new ToolFailure('threw', 'This was done, but what it returned cannot be put into words.', cause);
  }
}
