import {loadBackend} from '../conversation/backends.js';
import type {LazyPart} from '../elements/parts.js';
import {VoiceAssistant} from '../elements/voice-assistant/voice-assistant.js';

function define(tag: string, element: CustomElementConstructor): void {
  const {customElements} = globalThis as Partial<typeof globalThis>; // A server has no registry.
  if (customElements && !customElements.get(tag)) customElements.define(tag, element);
}

/** Both files are fetched at once: what is drawn in the panel does not wait for what draws it. */
async function definePanel(): Promise<void> {
  const [{loadPanel}, {parts}] = await Promise.all([
    import('../elements/voice-panel/voice-panel.js'),
    import('../elements/parts.js'),
  ]);
  for (const [tag, element] of Object.entries(parts)) define(tag, element);
  await loadPanel();
}

async function definePart(tag: LazyPart): Promise<void> {
  const {lazyParts} = await import('../elements/parts.js');
  define(tag, await lazyParts[tag]());
}

/** Registers the parts, for pages that create them by themselves. The assistant's own panel does it alone. */
export async function defineParts(): Promise<void> {
  const {lazyParts} = await import('../elements/parts.js');
  await Promise.all([definePanel(), ...(Object.keys(lazyParts) as LazyPart[]).map(definePart)]);
}

VoiceAssistant.loadPanel = definePanel;
VoiceAssistant.loadPart = definePart;
VoiceAssistant.loadBackend = loadBackend;
define('voice-assistant', VoiceAssistant);
// A part that stands on the page by itself is registered at once.
const partTags = 'captions,composer,controls,debug,settings,status,transcript,video,waveform';
if (globalThis.document?.querySelector(partTags.replace(/\w+/g, 'voice-$&'))) void defineParts();
