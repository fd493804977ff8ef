/* The backend of GPT-Live by itself. */
export {OpenAILiveSession} from '../../backends/openai-live/session.js';
