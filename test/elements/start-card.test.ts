import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel} from '../helpers/assistants.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const told = (state: PermissionState) => Object.assign(new EventTarget(), {state}) as PermissionStatus;

const note = (assistant: VoiceAssistant) =>
  assistant.shadowRoot!.querySelector('.fine')?.textContent.trim() ?? '';

async function startCard(): Promise<VoiceAssistant> {
  const assistant = await assistantWith();
  assistant.face = 'voice';
  await openPanel(assistant);
  await until(() => note(assistant), 'the start card speaks of the microphone');
  return assistant;
}

describe('What the start card says of the microphone', () => {
  // The page asks for the permission once, with the first card; browsers call it denied on an insecure page.
  beforeEach(() => stub(navigator.permissions, 'query', () => Promise.resolve(told('denied'))));
  afterEach(restoreStubs);

  it('is where to allow it, once it was refused', async () => {
    const assistant = await startCard();
    await until(() => /site settings/.test(note(assistant)), 'it says where');
  });

  it('is that the page is not secure, where that is so: no setting would help', async () => {
    stub(globalThis, 'isSecureContext', false);
    const assistant = await startCard();
    await until(
      () => note(assistant) === 'Voice needs a secure (https) page. You can type instead.',
      () => `it says so: ${note(assistant)}`,
    );
    assistant.lang = 'de';
    await until(() => note(assistant) === assistant.pack?.['error-insecure-context'], 'it says so in German');
  });
});
