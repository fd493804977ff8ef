/* What the script tag loads: the elements, registered. */
import './define.js';

export {VoiceAssistant} from '../elements/voice-assistant/voice-assistant.js';
