import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';

const nameOf = (assistant: VoiceAssistant) => partOf(assistant, 'launcher').ariaLabel;

describe('The launcher says what a press does', () => {
  let assistant: VoiceAssistant;
  afterEach(() => assistant.stop());

  it('and closes what is open: outside a call, and in one', async () => {
    assistant = await assistantWith();
    await openPanel(assistant);
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Vera. Close');
    await assistant.start();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Vera. Minimize');
    assistant.stop();
    assistant.hide();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Talk to Vera');
  });

  it('and that a call is on behind it, with a live microphone or a muted one', async () => {
    assistant = await assistantWith();
    await assistant.start();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Open the conversation with Vera. Listening');
    assistant.mute();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Open the conversation with Vera. Microphone off');
  });

  it('in the same words, whether the user or the assistant speaks', async () => {
    assistant = await assistantAt({phase: 'speaking'});
    assistant.hide();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Open the conversation with Vera. Listening');
  });

  it('and that the call has failed', async () => {
    assistant = await assistantWith();
    assistant.session = undefined;
    await assistant.start().catch(() => {});
    await untilPhase(assistant, 'failed');
    expect(nameOf(assistant)).to.equal('Open the conversation with Vera. Not connected');
  });
});
