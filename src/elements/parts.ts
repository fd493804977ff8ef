import {VoiceComposer} from './voice-composer/voice-composer.js';
import {VoiceControls} from './voice-controls/voice-controls.js';
import {VoiceStatus} from './voice-status/voice-status.js';
import {VoiceTranscript} from './voice-transcript/voice-transcript.js';

export {appear} from './voice-assistant/panel-appearance.js';
export {renderPanel} from './voice-assistant/panel.js';
export {VoiceComposer, VoiceControls, VoiceStatus, VoiceTranscript};

/** The parts of every panel by their tags. */
export const parts = {
  'voice-composer': VoiceComposer,
  'voice-controls': VoiceControls,
  'voice-status': VoiceStatus,
  'voice-transcript': VoiceTranscript,
} as const;

/** The parts that come when they are first seen; through here, so that they share what the panel has loaded. */
export const lazyParts = {
  'voice-captions': async () => (await import('./voice-captions/voice-captions.js')).VoiceCaptions,
  'voice-debug': async () => (await import('./voice-debug/voice-debug.js')).VoiceDebug,
  'voice-settings': async () => (await import('./voice-settings/voice-settings.js')).VoiceSettings,
  'voice-waveform': async () => (await import('./voice-waveform/voice-waveform.js')).VoiceWaveform,
} as const;
