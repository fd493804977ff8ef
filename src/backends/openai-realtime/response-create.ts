import type {SessionSettings} from '../../session/settings.js';

/**
 * Asks for a response.
 * @param settings of the page
 * @param server has the instructions that hold where the page has none: those of a response would replace either
 * @param prompt what the response is to be about
 * @param isHeard whether the user is in a spoken conversation
 */
export function responseCreate(
  {answers, instructions}: SessionSettings,
  server: {readonly instructions: string},
  prompt: string | undefined,
  isHeard: boolean,
): object {
  const isWritten = answers === 'written' || (answers !== 'spoken' && !isHeard);
  const response = {
    ...(prompt && {instructions: [instructions || server.instructions, prompt].filter(Boolean).join('\n\n')}),
    ...(isWritten && {output_modalities: ['text']}),
  };
  return {type: 'response.create', ...(Object.keys(response).length && {response})};
}
