import {VoiceCaptions} from './voice-captions/voice-captions.js';
import {VoiceComposer} from './voice-composer/voice-composer.js';
import {VoiceControls} from './voice-controls/voice-controls.js';
import {VoiceStatus} from './voice-status/voice-status.js';
import {VoiceTranscript} from './voice-transcript/voice-transcript.js';

export {appear} from './voice-assistant/panel-appearance.js';
export {renderPanel} from './voice-assistant/panel.js';
export {VoiceCaptions, VoiceComposer, VoiceControls, VoiceStatus, VoiceTranscript};

/** The parts of the panel by their tags. The waveform comes when there is something to hear. */
export const parts = {
  'voice-captions': VoiceCaptions,
  'voice-composer': VoiceComposer,
  'voice-controls': VoiceControls,
  'voice-status': VoiceStatus,
  'voice-transcript': VoiceTranscript,
} as const;

/** The settings come when they are opened; through here, so that they share what the panel has loaded. */
export const loadSettings = () => import('./voice-settings/voice-settings.js');

export const loadWaveform = () => import('./voice-waveform/voice-waveform.js');
