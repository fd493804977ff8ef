import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';
import {until} from '../helpers/until.js';

const nameOf = (assistant: VoiceAssistant) => partOf(assistant, 'launcher').ariaLabel;

describe('The launcher says what a press does', () => {
  let assistant: VoiceAssistant;
  afterEach(() => assistant.stop());

  it('and is not there while the panel is open', async () => {
    assistant = await assistantWith();
    expect(nameOf(assistant)).to.equal('Talk to Vera');
    await openPanel(assistant);
    expect(hasPart(assistant, 'launcher')).to.equal(false);
    assistant.hide();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Talk to Vera');
  });

  it('in words of the page, and with what the assistant can do', async () => {
    assistant = await assistantWith();
    Object.assign(assistant, {label: 'Ask a florist', hint: 'Flowers and delivery'});
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Ask a florist Flowers and delivery');
  });

  it('and leads back to what was said, after a call', async () => {
    assistant = await assistantWith({steps: [{user: 'Hello'}]});
    await assistant.start();
    await until(() => assistant.snapshot.turns.length, 'something was said');
    assistant.stop();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Return to Vera');
  });

  it('and that a call is on behind it, with a live microphone or a muted one', async () => {
    assistant = await assistantWith();
    await assistant.start();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Call with Vera. Listening. Open');
    assistant.mute();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Call with Vera. You’re muted. Open');
  });

  it('in the same words, whether the user or the assistant speaks', async () => {
    assistant = await assistantAt({phase: 'speaking'});
    assistant.hide();
    await assistant.updateComplete;
    expect(nameOf(assistant)).to.equal('Call with Vera. Listening. Open');
  });

  it('and that the call has failed', async () => {
    assistant = await assistantWith();
    assistant.session = undefined;
    await assistant.start().catch(() => {});
    await untilPhase(assistant, 'failed');
    expect(nameOf(assistant)).to.equal(
      'Call with Vera. The assistant isn’t set up correctly on this page. Open',
    );
  });
});
