import type {ResponseActions} from '../../session/responses.js';

/** What the effects of the policy are on the wire. */
export function responseActions(request: () => void, send: (event: object) => void): ResponseActions {
  return {
    request,
    cancel: () => send({type: 'response.cancel'}),
    cut: () => send({type: 'output_audio_buffer.clear'}),
    'clear-input': () => send({type: 'input_audio_buffer.clear'}),
    commit: () => send({type: 'input_audio_buffer.commit'}),
  };
}
