import {codeAt, textAt, type WireObject} from '../../session/json.js';

/** What a request for a written response goes by: not every server takes it. */
const writtenResponse = 'written_response';

/**
 * Asks for a response.
 * @param instructions of the session, which a response's own would replace
 * @param prompt what the response is to be about
 */
export function responseCreate(instructions: string, prompt: string | undefined, isWritten: boolean): object {
  const response = {
    ...(prompt && {instructions: [instructions, prompt].filter(Boolean).join('\n\n')}),
    ...(isWritten && {output_modalities: ['text']}),
  };
  return {
    type: 'response.create',
    ...(isWritten && {event_id: writtenResponse}),
    ...(Object.keys(response).length && {response}),
  };
}

/** Whether an error refuses a request because it asks for a written response. */
export function refusesWriting(error: WireObject): boolean {
  return textAt(error, 'event_id') === writtenResponse
    ? codeAt(error, 'code') !== 'conversation_already_has_active_response'
    : /^response\.(output_)?modalities/.test(textAt(error, 'param'));
}
