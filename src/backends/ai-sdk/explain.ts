/* What a developer is told of a page that is set up wrongly. Loaded only then. */
import type {RealtimeModel} from '../../session/realtime-model.js';
import {VoiceError} from '../../state/voice-error.js';

/** Why a page cannot call with a model. */
export function unusableModel(model: RealtimeModel | undefined): VoiceError {
  // To the person the page is set up wrongly: their browser can do it.
  const {message} = VoiceError.meanings['token-config']!;
  const meaning = {...VoiceError.meanings.unsupported!, message, help: helpFor(model)};
  return new VoiceError('unsupported', {detail: 'realtime-model'}, meaning);
}

function helpFor(model: RealtimeModel | undefined): string {
  if (!model) return 'Set the property realtimeModel to a realtime model of the AI SDK.';
  const {specificationVersion, capabilities} = model;
  if (specificationVersion !== 'v4')
    return `realtimeModel is of version “${String(specificationVersion)}”; “v4” is known.`;
  if (capabilities?.conversation === 'continuous')
    return 'realtimeModel is of a model in full duplex. For GPT-Live: backend="openai-live".';
  // A key of the server’s would have to be in the page.
  return 'realtimeModel gives pages no way to connect: it needs a server of yours in between.';
}

/** What is wrong with the answer of the host. @param detail what it lacks */
export function setupError(detail: string): VoiceError {
  const help = `Your endpoint: no {token, url}, as getToken() of the model gives them. Here: ${detail}.`;
  return new VoiceError('token-shape', {detail}, {...VoiceError.meanings['token-shape']!, help});
}
