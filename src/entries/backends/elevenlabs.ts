/* The backend of ElevenLabs' agents by itself. */
export {ElevenLabsSession} from '../../backends/elevenlabs/session.js';
