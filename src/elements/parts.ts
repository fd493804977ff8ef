import {VoiceComposer} from './voice-composer/voice-composer.js';
import {VoiceControls} from './voice-controls/voice-controls.js';
import {VoiceStatus} from './voice-status/voice-status.js';
import {VoiceTranscript} from './voice-transcript/voice-transcript.js';
import {VoiceWaveform} from './voice-waveform/voice-waveform.js';

export {VoiceComposer, VoiceControls, VoiceStatus, VoiceTranscript, VoiceWaveform};

/** What the panel first shows, by its tags: loaded beside what a call needs, so that it delays nothing. */
export const parts = {
  'voice-composer': VoiceComposer,
  'voice-controls': VoiceControls,
  'voice-status': VoiceStatus,
  'voice-transcript': VoiceTranscript,
  'voice-waveform': VoiceWaveform,
} as const;

/** The parts that come when they are first seen; through here, so that they share what the panel has loaded. */
export const lazyParts = {
  'voice-captions': async () => (await import('./voice-captions/voice-captions.js')).VoiceCaptions,
  'voice-debug': async () => (await import('./voice-debug/voice-debug.js')).VoiceDebug,
  'voice-settings': async () => (await import('./voice-settings/voice-settings.js')).VoiceSettings,
} as const;

/** The tag of one of them. */
export type LazyPart = keyof typeof lazyParts;
