import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent} from '../../src/events/tools.js';
import {arrived, assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('The question whether a tool may act', () => {
  let assistant: VoiceAssistant;
  let settled: AbortController;
  let answers: string[];

  const ask = (
    callId = 'call_1',
    args: unknown = {itemName: 'Green tea', options: {gift: true}},
    {title = 'Buy it', description}: {title?: string; description?: Record<string, unknown>} = {},
  ) => {
    settled = new AbortController();
    const call = new VoiceToolCallEvent('buy', callId, args);
    const event = new VoiceToolApprovalEvent(call, title, settled.signal, description);
    assistant.dispatchEvent(event);
    return event;
  };
  const card = async () => {
    await until(() => hasPart(assistant, 'approval'));
    return partOf(assistant, 'approval');
  };
  const button = (words: string) =>
    [...partOf(assistant, 'approval').querySelectorAll('button')].find(
      ({textContent}) => textContent === words,
    )!;

  beforeEach(async () => {
    assistant = await assistantWith();
    await assistant.loadConversation(); // Without one, no tool can ask.
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
    // It has the focus: an alert would say it twice.
    expect(question.querySelector('[role=alert]')).to.equal(null);
    const about = question.querySelector(`#${question.getAttribute('aria-describedby')}`)!;
    expect(about.textContent).to.match(/would like to do this for you.*Item name.*Green tea/s);
    const words = [...question.querySelectorAll('dt, dd')].map(({textContent}) => textContent);
    expect(words.slice(0, 3)).to.deep.equal(['Item name', 'Green tea', 'Options']);
    expect(words[3]).to.contain('"gift": true');
    arrived(assistant);
    await expect(assistant).to.be.accessible();
  });

  const values = (question: HTMLElement) =>
    [...question.querySelectorAll('.value')].map(({textContent}) => textContent);

  for (const [args, shown] of [
    ['{"amount": 900, ', '{"amount": 900, '],
    [[1, 2], '[\n 1,\n 2\n]'],
    [900, '900'],
    [null, 'null'],
  ] as const) {
    it(`shows what is asked for even where it is no object: ${JSON.stringify(args)}`, async () => {
      ask('call_1', args);
      expect(values(await card())).to.deep.equal([shown]);
    });
  }

  it('shows what the tool says of its arguments instead of them', async () => {
    ask('call_1', {target: 'e12'}, {description: {'Price in EUR': 5, 'DHL_\u202eExpress': 'ja'}});
    const question = await card();
    expect(values(question)).to.deep.equal(['5', 'ja']);
    // In the words of the page; only their direction is not theirs to change.
    const names = [...question.querySelectorAll('dt')].map(({textContent}) => textContent);
    expect(names).to.deep.equal(['Price in EUR', 'DHL_Express']);
  });

  it('keeps names apart that would look the same', async () => {
    ask('call_1', {to: 'me', to_: 'him', TO: 'her', itemName: 'tea', '': 'nothing'});
    const names = [...(await card()).querySelectorAll('dt')].map(({textContent}) => textContent);
    expect(names).to.deep.equal(['to', 'to_', 'TO', 'Item name', '']);
  });

  it('lets no name rearrange the question', async () => {
    ask('call_1', {'\u202eamount': '1'}, {title: 'Send \u202e“Vera” 5\u2069 euros'});
    const question = await card();
    expect(question.getAttribute('aria-label')).to.equal('Allow “Send “Vera” 5 euros”?');
    expect(question.querySelector('h3 bdi')!.textContent).to.equal('Send “Vera” 5 euros');
    expect(question.querySelector('dt bdi')!.textContent).to.equal('Amount');
  });

  it('keeps every argument in view, and all of them before the buttons', async () => {
    await openPanel(assistant);
    ask('call_1', {note: '\n'.repeat(300), amount: '900'});
    const question = await card();
    const [note, amount] = [...question.querySelectorAll<HTMLElement>('dd')];
    expect(note!.offsetHeight).to.be.below(160);
    expect(note!.tabIndex, 'the keyboard can scroll it').to.equal(0);
    expect(amount!.offsetTop + amount!.offsetHeight).to.be.at.most(button('Allow').offsetTop);
  });

  it('takes a yes, a no and an always', async () => {
    ask();
    await card();
    button('Allow').click();
    button('Don’t allow').click();
    button('Always allow in this call').click();
    expect(answers).to.deep.equal(['call_1 yes', 'call_1 no', 'call_1 always']);
  });

  it('has the focus while it waits, and gives it back to the panel', async () => {
    const panel = await openPanel(assistant);
    ask();
    const question = await card();
    await until(() => assistant.shadowRoot!.activeElement === question, 'the question has the focus');
    settled.abort();
    await until(() => assistant.shadowRoot!.activeElement === panel, 'the panel has the focus');
    expect(hasPart(assistant, 'approval')).to.equal(false);
  });

  it('leads back to the field of the user who was typing, once it is answered', async () => {
    await openPanel(assistant);
    const input = partOf(assistant, 'input');
    input.focus();
    ask();
    const first = settled;
    await card();
    ask('call_2');
    await until(() => assistant.shadowRoot!.querySelectorAll('.approval').length === 2, 'there are two');
    button('Allow').focus();
    first.abort();
    await until(() => assistant.shadowRoot!.activeElement?.matches('.approval'), 'the next has the focus');
    settled.abort();
    await until(() => assistant.shadowRoot!.activeElement?.matches('voice-composer'), 'the field has it');
  });

  it('leaves the focus where the user is typing', async () => {
    await openPanel(assistant);
    partOf(assistant, 'input').focus();
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
    expect(hasPart(assistant, 'approval')).to.equal(false);
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
