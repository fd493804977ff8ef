import type {BackendName} from '../session/settings.js';
import {VoiceError} from '../state/voice-error.js';

/** What the page has to install beside the package. */
const libraries: Partial<Record<BackendName, string>> = {livekit: 'livekit-client'};

/** The error of a page that names a backend without having imported it. */
export function unregisteredBackend(name: BackendName = 'openai-realtime'): VoiceError {
  const library = libraries[name];
  const install = library ? ` and install ${library}` : '';
  // To the person the page is set up wrongly: their browser can do it.
  const {message} = VoiceError.meanings['token-config']!;
  const help = `backend="${name}": import 'voice-assistant-element/backends/${name}'${install}.`;
  return new VoiceError(
    'unsupported',
    {detail: 'backend'},
    {...VoiceError.meanings.unsupported!, message, help},
  );
}
