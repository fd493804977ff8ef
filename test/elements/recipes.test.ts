import {expect} from '@open-wc/testing';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

/* The code of docs/recipes.md, as it stands there. */

const page = await (await fetch('/docs/recipes.md')).text();

/** The blocks of a section: markup within the assistant, style, script. */
function recipe(title: string, language: string): string {
  const [, section = ''] = page.split(`## ${title}\n`);
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(section)!;
  return code!;
}

const run = (script: string) => {
  const element = document.createElement('script');
  element.textContent = `{${script}}`;
  document.head.append(element);
  element.remove();
};

describe('The recipe for', () => {
  it('a launcher with your words says them, and sends the question that is pressed without a microphone', async () => {
    const assistant = await assistantWith();
    const {content} = Object.assign(document.createElement('template'), {
      innerHTML: recipe('A launcher with your words', 'html'),
    });
    for (const {name, value} of content.querySelector('voice-assistant')!.attributes)
      if (name !== 'token-endpoint') assistant.setAttribute(name, value);
    await assistant.updateComplete;
    expect(partOf(assistant, 'launcher').innerText).to.match(/^Ask Vera\s+Flowers, plants, delivery$/);
    const panel = await openPanel(assistant);
    const question = () => panel.querySelectorAll<HTMLElement>('[part=suggestion]')[1];
    await until(question, 'the questions show');
    question()!.click();
    await until(() => assistant.snapshot.turns[0]?.text === 'Do you deliver?', 'the question is a turn');
    expect(assistant.snapshot.textOnly).to.equal(true);
    await until(() => !question(), 'the questions are gone');
  });

  it('voice only has no panel', async () => {
    const assistant = await assistantWith();
    for (const name of ['compact', 'start-on="open"']) expect(recipe('Voice only', 'html')).to.contain(name);
    assistant.compact = true;
    partOf(assistant, 'launcher').click();
    await untilPhase(assistant, 'listening');
    expect(hasPart(assistant, 'panel')).to.equal(false);
    assistant.stop();
  });

  it('the transcript by mail sends what was said, once the call has ended', async () => {
    const sent: unknown[][] = [];
    const {sendBeacon} = navigator;
    navigator.sendBeacon = (...args) => Boolean(sent.push(args));
    const assistant = await assistantWith({steps: [{user: 'Hello?'}, {assistant: 'Hello.'}]});
    run(recipe('The transcript by mail', 'js'));
    let messages = 0;
    assistant.addEventListener('voice-message', () => (messages += 1));
    await assistant.start();
    await until(() => messages === 2, 'both have spoken');
    assistant.stop();
    await untilPhase(assistant, 'idle');
    await until(() => sent.length, 'it is sent');
    navigator.sendBeacon = sendBeacon;
    expect(sent).to.deep.equal([['/transcript', 'user: Hello?\nassistant: Hello.']]);
  });
});
