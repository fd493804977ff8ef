import {expect, fixture, html} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {defineParts} from '../../src/entries/define.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {partOf, untilPhase} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

const place = 'voice-assistant-element.conversation.shop';

/** A page after one on which something was said. */
async function nextPage(attributes: Partial<VoiceAssistant> = {}): Promise<VoiceAssistant> {
  await defineParts();
  sessionStorage.setItem(place, JSON.stringify([{role: 'user', text: 'Do you have roses?'}]));
  const assistant = await fixture<VoiceAssistant>(
    html`<voice-assistant id="shop" start-on="open"></voice-assistant>`,
  );
  return Object.assign(assistant, {
    resume: 'tab',
    session: new ScriptedSession({pace: 0.02}),
    ...attributes,
  } as const);
}

const offer = (assistant: VoiceAssistant) => assistant.shadowRoot!.querySelector<HTMLElement>('.banner');

describe('What was said on the page before', () => {
  let assistant: VoiceAssistant;
  afterEach(() => {
    assistant.stop();
    sessionStorage.removeItem(place);
  });

  it('is offered when the launcher is pressed, and nothing starts by itself', async () => {
    assistant = await nextPage();
    partOf(assistant, 'launcher').click();
    await until(() => offer(assistant), 'it is offered');
    expect(assistant.snapshot.phase).to.equal('idle');
    expect(assistant.snapshot.turns.map(({text}) => text)).to.deep.equal(['Do you have roses?']);
  });

  for (const [how, settings] of [
    ['open from the beginning', {open: true}],
    ['part of the page', {layout: 'inline'}],
  ] as const)
    it(`is offered by a panel that is ${how}, before the user comes near`, async () => {
      assistant = await nextPage(settings);
      await until(() => offer(assistant), 'it is offered');
      offer(assistant)!.querySelector('button')!.click();
      await untilPhase(assistant, 'listening');
      await until(() => !offer(assistant), 'the offer is taken');
      expect(assistant.snapshot.turns[0]!.text).to.equal('Do you have roses?');
    });

  it('is not read out as if it were new', async () => {
    assistant = await nextPage();
    sessionStorage.setItem(
      place,
      JSON.stringify([
        {role: 'user', text: 'Do you have roses?'},
        {role: 'assistant', text: 'Yes.', written: true},
      ]),
    );
    const session = new ScriptedSession({pace: 0.02, steps: [{assistant: 'Those, too.'}]});
    Object.assign(assistant, {layout: 'inline', face: 'text', volume: 0, session});
    const find = () => assistant.shadowRoot!.querySelector('voice-transcript')?.shadowRoot;
    await until(() => find()?.querySelectorAll('.turn').length === 2, 'it is shown');
    const region = find()!.querySelector('[aria-live=polite]')!;
    const read: string[] = [];
    new MutationObserver(() => read.push(region.textContent.trim())).observe(region, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    await assistant.sendText('And tulips?');
    await until(() => read.some(text => text.endsWith('Those, too.')), 'what is new is read');
    expect(read.filter(text => text.endsWith(': Yes.'))).to.deep.equal([]);
  });

  it('is forgotten where the user starts afresh', async () => {
    assistant = await nextPage({open: true});
    await until(() => offer(assistant), 'it is offered');
    offer(assistant)!.querySelectorAll('button')[1]!.click();
    await until(() => !offer(assistant), 'the offer is gone');
    expect(assistant.snapshot.turns).to.have.lengthOf(0);
    expect(sessionStorage.getItem(place)).to.equal(null);
  });

  it('does not hold up the first press where nothing was said', async () => {
    assistant = await nextPage();
    sessionStorage.removeItem(place);
    partOf(assistant, 'launcher').click();
    await untilPhase(assistant, 'listening');
    expect(offer(assistant)).to.equal(null);
  });
});
