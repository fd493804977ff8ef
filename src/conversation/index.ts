export {VoiceConversation} from './conversation.js';
export type {ConversationOutputs} from './conversation-outputs.js';
export type {VoiceLevels} from './voice-levels.js';
export {readPreferences, storeCalled, storePreferences, type Preferences} from './preferences.js';
export type {ConversationSettings} from './conversation-settings.js';

/** Only the settings need these. */
export const loadDeviceTests = () => import('./device-tests.js');
