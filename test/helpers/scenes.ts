import {fixture, html} from '@open-wc/testing';
import {defineParts} from '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {act, settled} from '../../stories/helpers/scene.js';
import type {Scene} from '../../stories/helpers/held-session.js';
import {openPanel} from './assistants.js';

export type {Scene};

/** An assistant at a moment of its conversation, with the panel open and the conversation in writing. */
export async function assistantAt(
  scene: Scene,
  settings: Partial<VoiceAssistant> = {},
): Promise<VoiceAssistant> {
  await defineParts();
  const assistant = await fixture<VoiceAssistant>(
    html`<voice-assistant name="Vera" start-on="open" face="text" ${act(scene)}></voice-assistant>`,
  );
  Object.assign(assistant, settings);
  if (assistant.layout !== 'custom') await openPanel(assistant);
  await settled();
  return assistant;
}
