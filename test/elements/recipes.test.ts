import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

/* The code of docs/recipes.md, as it stands there. */

const page = await (await fetch('/docs/recipes.md')).text();

/** The blocks of a section: markup within the assistant, style, script. */
function recipe(title: string, language: string): string {
  const [, section = ''] = page.split(`## ${title}\n`);
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(section)!;
  return code!;
}

function within(assistant: VoiceAssistant, markup: string): void {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  assistant.append(...parsed.querySelector('voice-assistant')!.children);
}

const run = (script: string) => {
  const element = document.createElement('script');
  element.textContent = `{${script}}`;
  document.head.append(element);
  element.remove();
};

describe('The recipe for', () => {
  it('a label on the launcher makes room for its words', async () => {
    const assistant = await assistantWith();
    const launcher = partOf(assistant, 'launcher');
    within(assistant, recipe('A label on the launcher', 'html'));
    const style = document.createElement('style');
    style.textContent = recipe('A label on the launcher', 'css');
    document.head.append(style);
    const label = assistant.querySelector('span')!.getBoundingClientRect();
    const button = launcher.getBoundingClientRect();
    style.remove();
    expect(button.left).to.be.below(label.left);
    expect(button.right).to.be.above(label.right);
    expect(button.width).to.be.above(button.height);
  });

  it('questions to start with sends the one that is pressed, without a microphone', async () => {
    const assistant = await assistantWith();
    within(assistant, recipe('Questions to start with', 'html'));
    run(recipe('Questions to start with', 'js'));
    await openPanel(assistant);
    const question = assistant.querySelectorAll<HTMLElement>('.question')[1]!;
    expect(question.checkVisibility()).to.equal(true);
    question.click();
    await until(() => assistant.snapshot.turns[0]?.text === 'Do you deliver?', 'the question is a turn');
    expect(assistant.snapshot.textOnly).to.equal(true);
    await until(() => !question.checkVisibility(), 'the questions are gone');
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
