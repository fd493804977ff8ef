import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

const sentence = (assistant: VoiceAssistant) =>
  assistant.shadowRoot!.querySelector('[data-notice^=end]')?.textContent ?? '';
const secondsLeft = (assistant: VoiceAssistant) => Number(/\d+/.exec(sentence(assistant))?.[0]);

describe('A call that will be ended', () => {
  let assistant: VoiceAssistant;
  beforeEach(async () => {
    assistant = await assistantWith();
    assistant.maxDuration = 20;
    await openPanel(assistant);
  });
  afterEach(() => assistant.stop());

  it('counts the seconds that are left', async () => {
    await assistant.start();
    await until(() => secondsLeft(assistant) <= 20, 'the end is told');
    const first = secondsLeft(assistant);
    await until(() => secondsLeft(assistant) < first, 'it counts');
    const announcer = assistant.shadowRoot!.querySelector('.announcer')!;
    expect(announcer.textContent).to.equal('This conversation ends in 20 seconds.');
  });

  it('goes on by a press', async () => {
    await assistant.start();
    await until(() => hasPart(assistant, 'extend'), 'it is offered');
    const {endsAt} = assistant.snapshot;
    partOf(assistant, 'extend').click();
    await until(() => assistant.snapshot.endsAt === endsAt! + 20_000, 'it ends that much later');
  });

  it('offers nothing where the page does not want it', async () => {
    assistant.addEventListener('voice-end-warning', event => event.preventDefault());
    await assistant.start();
    await until(() => sentence(assistant), 'the end is told');
    expect(hasPart(assistant, 'extend')).to.equal(false);
  });

  it('is told in a panel that is opened later, too', async () => {
    assistant.hide();
    await assistant.start();
    await until(() => assistant.snapshot.endsAt, 'it was told');
    await openPanel(assistant);
    await until(() => hasPart(assistant, 'extend'), 'it is offered');
  });
});
