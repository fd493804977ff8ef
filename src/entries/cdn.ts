/* What the script tag loads: the elements, registered. LiveKit's library is a file of its own, fetched where it is named. */
import {registerBackend} from '../conversation/backends.js';
import './define.js';

export {VoiceAssistant} from '../elements/voice-assistant/voice-assistant.js';

registerBackend('livekit', () => import('../backends/livekit/session.js'));
