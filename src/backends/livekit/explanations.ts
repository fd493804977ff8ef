/* What is wrong where no call comes about, in words; loaded then. */
import {VoiceError} from '../../state/voice-error.js';

/** The library is not there. To the person the page is set up wrongly: their browser can do it. */
export function noLibrary(cause: unknown): VoiceError {
  const {message} = VoiceError.meanings['token-config']!;
  const help =
    'backend="livekit" needs the package livekit-client: install it beside \'voice-assistant-element/backends/livekit\'.';
  return new VoiceError(
    'unsupported',
    {detail: 'library', cause},
    {...VoiceError.meanings.unsupported!, message, help},
  );
}

/** Nothing has answered in the room. */
export function noAgent(): VoiceError {
  const help = 'No agent joined the room in 20 s: is a worker running, and does the token dispatch it?';
  const meaning = {...VoiceError.meanings['connect-timeout']!, help};
  return new VoiceError('connect-timeout', {detail: 'agent'}, meaning);
}
