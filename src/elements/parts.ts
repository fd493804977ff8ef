import {VoiceCaptions} from './voice-captions/voice-captions.js';
import {VoiceControls} from './voice-controls/voice-controls.js';
import {VoiceStatus} from './voice-status/voice-status.js';
import {VoiceWaveform} from './voice-waveform/voice-waveform.js';

export {VoiceCaptions, VoiceControls, VoiceStatus, VoiceWaveform};

/** What the panel first shows, by its tags: loaded beside what a call needs, so that it delays nothing. */
export const parts = {
  'voice-captions': VoiceCaptions,
  'voice-controls': VoiceControls,
  'voice-status': VoiceStatus,
  'voice-waveform': VoiceWaveform,
} as const;

/** The parts that come when they are first seen; through here, so that they share what the panel has loaded. */
export const lazyParts = {
  'voice-composer': async () => (await import('./writing.js')).VoiceComposer,
  'voice-debug': async () => (await import('./voice-debug/voice-debug.js')).VoiceDebug,
  'voice-settings': async () => (await import('./voice-settings/voice-settings.js')).VoiceSettings,
  'voice-transcript': async () => (await import('./writing.js')).VoiceTranscript,
  'voice-video': async () => (await import('./voice-video/voice-video.js')).VoiceVideo,
} as const;

/** The tag of one of them. */
export type LazyPart = keyof typeof lazyParts;
