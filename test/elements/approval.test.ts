import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent} from '../../src/tool-events.js';
import {arrived, assistantWith, hasPiece, openPanel, piece} from '../helpers/assistants.js';
import {stub} from '../helpers/stub.js';

describe('The question whether a tool may act', () => {
  let assistant: VoiceAssistant;
  let settled: AbortController;
  let answers: string[];

  const ask = (callId = 'call_1') => {
    settled = new AbortController();
    const call = new VoiceToolCallEvent('buy', callId, {itemName: 'Green tea', options: {gift: true}});
    const event = new VoiceToolApprovalEvent(call, 'Buy it', settled.signal);
    assistant.dispatchEvent(event);
    return event;
  };
  const card = async () => {
    while (!hasPiece(assistant, 'approval')) await new Promise(requestAnimationFrame);
    return piece(assistant, 'approval');
  };
  const button = (words: string) =>
    [...piece(assistant, 'approval').querySelectorAll('button')].find(
      ({textContent}) => textContent === words,
    )!;

  beforeEach(async () => {
    assistant = await assistantWith();
    answers = [];
    stub(
      assistant,
      'approve',
      (callId: string, always?: boolean) => void answers.push(`${callId} ${always ? 'always' : 'yes'}`),
    );
    stub(assistant, 'reject', (callId: string) => void answers.push(`${callId} no`));
  });

  it('opens the panel, and says what is to be done with what', async () => {
    ask();
    const question = await card();
    expect(assistant.open).to.equal(true);
    expect(question.getAttribute('aria-label')).to.equal('Allow “Buy it”?');
    expect(question.querySelector('[role=alert]')!.textContent).to.equal('Allow “Buy it”?');
    const words = [...question.querySelectorAll('dt, dd')].map(({textContent}) => textContent);
    expect(words.slice(0, 3)).to.deep.equal(['item name', 'Green tea', 'options']);
    expect(words[3]).to.contain('"gift": true');
    arrived(assistant);
    await expect(assistant).to.be.accessible();
  });

  it('takes a yes, a no and an always', async () => {
    ask();
    await card();
    button('Allow').click();
    button('Deny').click();
    button('Always in this conversation').click();
    expect(answers).to.deep.equal(['call_1 yes', 'call_1 no', 'call_1 always']);
  });

  it('has the focus while it waits, and gives it back to the panel', async () => {
    const panel = await openPanel(assistant);
    ask();
    const question = await card();
    while (assistant.shadowRoot!.activeElement !== question) await new Promise(requestAnimationFrame);
    settled.abort();
    while (assistant.shadowRoot!.activeElement !== panel) await new Promise(requestAnimationFrame);
    expect(hasPiece(assistant, 'approval')).to.equal(false);
  });

  it('leaves the focus where somebody is typing', async () => {
    await openPanel(assistant);
    piece(assistant, 'input').focus();
    ask();
    await card();
    await assistant.updateComplete;
    expect(assistant.shadowRoot!.activeElement?.localName).to.equal('voice-composer');
  });

  it('asks about several, and goes with the last of them', async () => {
    ask('one');
    const first = settled;
    ask('two');
    await card();
    expect(assistant.shadowRoot!.querySelectorAll('[part=approval]').length).to.equal(2);
    first.abort();
    await assistant.updateComplete;
    expect(assistant.shadowRoot!.querySelectorAll('[part=approval]').length).to.equal(1);
    settled.abort();
    await assistant.updateComplete;
    expect(hasPiece(assistant, 'approval')).to.equal(false);
  });

  it('is left to the page where the page says so', async () => {
    assistant.addEventListener('voice-tool-approval', event => event.preventDefault(), {once: true});
    ask('page');
    ask('panel');
    await card();
    button('Allow').click();
    expect(answers).to.deep.equal(['panel yes']);
    expect(assistant.shadowRoot!.querySelectorAll('[part=approval]').length).to.equal(1);
  });
});
