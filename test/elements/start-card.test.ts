import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel} from '../helpers/assistants.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const told = (state: PermissionState) => Object.assign(new EventTarget(), {state}) as PermissionStatus;

const note = (assistant: VoiceAssistant) => assistant.shadowRoot!.querySelector('.fine');

async function startCard(lang = ''): Promise<VoiceAssistant> {
  const assistant = await assistantWith();
  assistant.face = 'voice';
  assistant.lang = lang;
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
    await until(() => /site settings/.test(note(assistant)!.textContent), 'it says where');
  });

  it('is that the page is not secure, where that is so: no setting would help', async () => {
    stub(globalThis, 'isSecureContext', false);
    const text = (assistant: VoiceAssistant) => note(assistant)!.textContent.trim();
    expect(text(await startCard())).to.equal('Voice needs a secure (https) page. You can type instead.');
    const german = await startCard('de');
    await until(() => german.pack, 'its words are there');
    await german.updateComplete;
    expect(text(german)).to.equal(german.pack!['error-insecure-context']);
  });
});
