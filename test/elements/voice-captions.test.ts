import {expect, fixture, html} from '@open-wc/testing';
import type {VoiceCaptions} from '../../src/elements/voice-captions/voice-captions.js';
import {assistantWith, partOf, untilPhase} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

describe('VoiceCaptions', () => {
  it('shows the end of what is being said, and keeps it, paler, after the call', async () => {
    const long = `Beginning. ${'Words and words. '.repeat(40)}The end.`;
    const assistant = await assistantWith({pace: 0, steps: [{user: 'Hello'}, {assistant: long}]});
    assistant.id = 'captioned';
    const captions = await fixture<VoiceCaptions>(html`<voice-captions for="captioned"></voice-captions>`);
    await assistant.start();
    const words = () => partOf(captions, 'captions').textContent.trim();
    await until(() => words().endsWith('The end.'));
    expect(words()).not.to.contain('Beginning');
    expect(partOf(captions, 'captions').clientHeight).to.be.below(80);
    expect(
      partOf(captions, 'captions').closest('[aria-hidden], [aria-live]'),
      'read, but not aloud',
    ).to.equal(null);
    assistant.stop();
    await untilPhase(assistant, 'idle');
    await captions.updateComplete;
    expect(words()).to.match(/The end\.$/);
    expect(partOf(captions, 'captions').classList.contains('over')).to.equal(true);
  });

  it('is read where an answer in writing stands nowhere else, once it is whole', async () => {
    const assistant = await assistantWith({pace: 0, steps: [{assistant: 'We open at nine.'}]});
    assistant.id = 'unread';
    assistant.transcript = 'off';
    const captions = await fixture<VoiceCaptions>(html`<voice-captions for="unread"></voice-captions>`);
    const read = () => captions.shadowRoot!.querySelector('[aria-live=polite]')?.textContent;
    await assistant.sendText('When do you open?');
    await until(() => read() === 'We open at nine.', 'it is read');
    assistant.transcript = 'on';
    captions.requestUpdate();
    await captions.updateComplete;
    expect(read()).to.equal('');
    assistant.stop();
  });
});
