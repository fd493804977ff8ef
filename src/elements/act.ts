import type {VoiceConversation} from '../conversation/index.js';

/** What is done with a conversation once it is there. */
export type Act = (conversation: VoiceConversation) => unknown;
