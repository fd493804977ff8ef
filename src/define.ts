import type * as Parts from './elements/parts.js';
import type * as Settings from './elements/voice-settings/voice-settings.js';
import {VoiceAssistant} from './elements/voice-assistant/voice-assistant.js';

/** The tags of the parts. They are registered when an assistant needs them, or when one stands on the page. */
const partTags = [
  'voice-captions',
  'voice-composer',
  'voice-controls',
  'voice-status',
  'voice-transcript',
  'voice-waveform',
];

function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

async function definePanel(): Promise<typeof Parts> {
  const module = await import('./elements/parts.js');
  for (const [tag, element] of Object.entries(module.parts)) define(tag, element);
  return module;
}

/** Nothing is drawn before there is something to hear. */
async function defineWaveform(): Promise<void> {
  // Through the panel, whose chunk has what both need.
  const {VoiceWaveform} = await (await import('./elements/parts.js')).loadWaveform();
  define('voice-waveform', VoiceWaveform);
}

/** Registers the parts, for pages that create them by themselves. The assistant's own panel does it alone. */
export async function defineParts(): Promise<void> {
  await Promise.all([definePanel(), defineWaveform()]);
}

VoiceAssistant.loadPanel = definePanel;
VoiceAssistant.loadWaveform = defineWaveform;
define('voice-assistant', VoiceAssistant);
if (document.querySelector(partTags.join())) void defineParts();

/** Registers the settings. They come through the panel, whose chunk has what both need. */
export async function defineSettings(): Promise<typeof Settings> {
  const module = await (await definePanel()).loadSettings();
  define('voice-settings', module.VoiceSettings);
  return module;
}

VoiceAssistant.loadSettings = defineSettings;
if (document.querySelector('voice-settings')) void defineSettings();
