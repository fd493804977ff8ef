import type {Preferences} from '../conversation/index.js';
import type {Assistant} from './assistant.js';
import type {AssistantSettings} from './voice-assistant/assistant-settings.js';

/** What the settings need of the assistant whose they are. */
export interface SettingsHost
  extends
    Assistant,
    Pick<
      AssistantSettings,
      | 'inputDevice'
      | 'outputDevice'
      | 'voice'
      | 'voices'
      | 'captions'
      | 'sounds'
      | 'vadEagerness'
      | 'vadSilenceMs'
      | 'noiseReduction'
    > {
  volume: number;
  /** Takes over what the person prefers, and stores it. */
  applyPreferences(preferences: Preferences): Promise<void>;
  /** Keeps `snapshot.devices` up to date until the signal aborts. */
  watchDevices(signal: AbortSignal): Promise<void>;
  clear(): void;
}
