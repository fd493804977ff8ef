import type * as Parts from '../elements/parts.js';
import {VoiceAssistant} from '../elements/voice-assistant/voice-assistant.js';

function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

async function definePanel(): Promise<typeof Parts> {
  const module = await import('../elements/parts.js');
  for (const [tag, element] of Object.entries(module.parts)) define(tag, element);
  return module;
}

async function definePart(tag: keyof typeof Parts.lazyParts): Promise<void> {
  const {lazyParts} = await definePanel();
  define(tag, await lazyParts[tag]());
}

/** Registers the parts, for pages that create them by themselves. The assistant's own panel does it alone. */
export async function defineParts(): Promise<void> {
  await Promise.all(
    (['voice-captions', 'voice-debug', 'voice-settings', 'voice-waveform'] as const).map(definePart),
  );
}

VoiceAssistant.loadPanel = definePanel;
VoiceAssistant.loadPart = definePart;
define('voice-assistant', VoiceAssistant);
// A part that stands on the page by itself is registered at once.
const partTags = 'captions,composer,controls,debug,settings,status,transcript,waveform';
if (globalThis.document?.querySelector(partTags.replace(/\w+/g, 'voice-$&'))) void defineParts();
