export {announceOn} from './announcer.js';
export {VoiceConversation, type VoiceLevels} from './conversation.js';
export {restorePreferences, type Preferences} from './preferences.js';
export type {ConversationOptions} from './conversation-options.js';

/** Only the settings need these. */
export const loadDeviceTests = () => import('./device-tests.js');
