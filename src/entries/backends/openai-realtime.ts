/* The backend of the Realtime API by itself. */
export {OpenAIRealtimeSession} from '../../backends/openai-realtime/session.js';
