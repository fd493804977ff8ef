import {codeAt, objectAt, textAt, type WireObject} from '../../session/json.js';

/** What a close frame says. */
export interface Closure {
  readonly code: number;
  /** Free text: it is searched for known causes, and goes nowhere. */
  readonly reason: string;
}

/** How a browser calls it that a connection is gone without a word. */
export const goneCode = 1_006;

/** Types of errors after which the conversation cannot go on as it was asked for, or at all. */
const fatal =
  /^(override_error|missing_dynamic_variable\w*|missing_fields|invalid_message|value_error|max_duration_exceeded|safety_violation)$/;

/** What an `error` of the server is called, and what words it has for it. */
export interface ServerError {
  readonly type: string;
  readonly words: string;
}

export function serverErrorIn(event: WireObject): ServerError {
  const error = objectAt(event, 'error_event');
  const type = codeAt(error, 'error_type') ?? 'unknown';
  return {type, words: `${type} ${textAt(error, 'message')} ${textAt(error, 'reason')}`};
}

/** Whether an error is about the whole conversation, which ends by it. */
export function isAboutConversation({type}: ServerError): boolean {
  return fatal.test(type);
}
