/* The backend of any realtime model of the AI SDK. Importing it has it at hand for pages that set `realtimeModel`. */
import {AISDKSession} from '../../backends/ai-sdk/session.js';
import {registerBackend} from '../../conversation/backends.js';

registerBackend('ai-sdk', () => Promise.resolve({Session: AISDKSession}));

export {AISDKSession};
export type {RealtimeModel} from '../../session/realtime-model.js';
