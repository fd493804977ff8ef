/* What is needed to write and to read: in one file, since neither goes without the other. */
export {VoiceComposer} from './voice-composer/voice-composer.js';
export {VoiceTranscript} from './voice-transcript/voice-transcript.js';
