import {expect, fixtureCleanup} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

describe('The panel', () => {
  let assistant: VoiceAssistant;
  beforeEach(async () => {
    assistant = await assistantWith({steps: [{user: 'Something for shade'}, {assistant: 'A fern.'}]});
    assistant.face = 'voice';
  });
  afterEach(() => {
    assistant.stop();
    fixtureCleanup();
  });

  const isShown = (part: string) => hasPart(assistant, part) && partOf(assistant, part).checkVisibility();
  const untilText = () => until(() => isShown('transcript') && isShown('input'), 'it is in writing');
  const field = () => partOf<HTMLTextAreaElement>(assistant, 'input');
  const hasFocus = () => (field().getRootNode() as ShadowRoot).activeElement === field();
  const begin = async () => {
    await openPanel(assistant);
    await assistant.start();
    await until(() => hasPart(assistant, 'keyboard'), 'the call is drawn');
  };

  it('shows the voice first, and the words of the moment', async () => {
    await begin();
    await until(() => partOf(assistant, 'live-caption').textContent.trim() === 'A fern.', 'it is captioned');
    expect(partOf(assistant, 'waveform').offsetWidth).to.be.within(120, 208);
    expect(isShown('transcript')).to.equal(false);
    expect(isShown('input')).to.equal(false);
  });

  it('turns to writing by the keyboard button, with the focus in the field, and back by the orb', async () => {
    await begin();
    partOf(assistant, 'keyboard').click();
    await untilText();
    await until(hasFocus, 'the field has the focus');
    await until(
      () => partOf(assistant, 'transcript').textContent.includes('A fern.'),
      'what was said is there',
    );
    assistant.shadowRoot!.querySelector<HTMLElement>('.to-voice')!.click();
    await until(() => !isShown('transcript'), 'the voice is back');
  });

  it('turns to writing with the first letter that is typed in it, which is not lost', async () => {
    const panel = await openPanel(assistant);
    panel.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'H', bubbles: true, composed: true, cancelable: true}),
    );
    await untilText();
    await until(() => field().value === 'H' && hasFocus(), 'typing goes on in the field');
  });

  it('loses none of the letters that are typed until the field is there', async () => {
    const panel = await openPanel(assistant);
    for (const key of 'Hi you')
      panel.dispatchEvent(
        new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}),
      );
    await until(() => isShown('input') && field().value === 'Hi you', 'all of them are there');
  });

  it('stays in writing after a conversation in writing, and shows no way to a voice meanwhile', async () => {
    await openPanel(assistant);
    await assistant.sendText('Do you deliver?');
    await untilText();
    await until(() => assistant.snapshot.turns.length > 1, 'it is answered');
    expect(assistant.shadowRoot!.querySelector('button.to-voice')).to.equal(null);
    assistant.stop();
    await untilPhase(assistant, 'idle');
    expect(isShown('transcript')).to.equal(true);
    expect(partOf(assistant, 'talk').textContent.trim()).to.equal('Start talking');
  });

  it('leaves shortcuts, and the keys of its buttons, alone', async () => {
    const panel = await openPanel(assistant);
    for (const init of [
      {key: ' '},
      {key: 'Enter'},
      {key: 'c', ctrlKey: true},
      {key: 'k', metaKey: true},
      {key: 'F5'},
    ])
      panel.dispatchEvent(
        new KeyboardEvent('keydown', {bubbles: true, composed: true, cancelable: true, ...init}),
      );
    await assistant.updateComplete;
    expect(isShown('transcript')).to.equal(false);
  });

  it('sends a suggestion without a microphone, and shows the answer in writing', async () => {
    assistant.suggestions = 'Are you open? | Do you deliver?';
    await openPanel(assistant);
    await until(() => hasPart(assistant, 'suggestion'), 'they show');
    const suggestions = assistant.shadowRoot!.querySelectorAll<HTMLElement>('[part=suggestion]');
    expect([...suggestions].map(({textContent}) => textContent.trim())).to.deep.equal([
      'Are you open?',
      'Do you deliver?',
    ]);
    suggestions[1]!.click();
    await untilText();
    await until(() => assistant.snapshot.turns[0]?.text === 'Do you deliver?', 'it is sent');
    expect(assistant.snapshot.textOnly).to.equal(true);
    expect(hasPart(assistant, 'suggestion')).to.equal(false);
  });

  it('offers to type instead, without a microphone or a connection until something is sent', async () => {
    await openPanel(assistant);
    const offer = [...assistant.shadowRoot!.querySelectorAll('button')].find(
      ({textContent}) => textContent.trim() === 'Type instead',
    )!;
    offer.click();
    await untilText();
    expect(assistant.snapshot.phase).to.equal('idle');
  });

  it('says after a call how long it was, keeps the last words, and offers to talk again', async () => {
    await begin();
    await until(() => assistant.snapshot.turns.length === 2, 'something was said');
    assistant.stop();
    await untilPhase(assistant, 'idle');
    await until(() => /^Call ended\s+0:0\d$/.test(partOf(assistant, 'status').innerText), 'it is said');
    expect(partOf(assistant, 'live-caption').textContent.trim()).not.to.equal('');
    expect(partOf(assistant, 'talk').textContent.trim()).to.equal('Talk again');
  });

  it('has no face in writing without a transcript; the field stays', async () => {
    assistant.transcript = 'off';
    await openPanel(assistant);
    await assistant.start();
    await until(() => isShown('hang-up') && isShown('input'), 'the call is drawn');
    expect(hasPart(assistant, 'keyboard')).to.equal(false);
    expect(hasPart(assistant, 'transcript')).to.equal(false);
  });
});
