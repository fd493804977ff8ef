import {expect, fixture, html} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const press = (target: EventTarget, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}));

describe('A call that fails', () => {
  afterEach(restoreStubs);

  for (const layout of ['floating', 'modal'] as const)
    it(`leaves the focus in the panel, before what can be done (${layout})`, async () => {
      const assistant = await assistantWith();
      Object.assign(assistant, {layout, face: 'voice', session: new FakeSession()});
      stub(navigator.mediaDevices, 'getUserMedia', () =>
        Promise.reject(new DOMException('', 'NotAllowedError')),
      );
      await openPanel(assistant);
      const talk = partOf(assistant, 'talk');
      talk.focus();
      talk.click();
      await untilPhase(assistant, 'failed');
      const {shadowRoot} = assistant;
      const panel = partOf(assistant, 'panel');
      await until(() => shadowRoot!.activeElement === panel, 'the panel has the focus');
      press(panel, 'Escape');
      await until(() => !assistant.open, 'Escape leads out');
    });

  it('leaves it there also where a button of the call had it', async () => {
    const session = new FakeSession();
    const assistant = await assistantWith();
    Object.assign(assistant, {face: 'voice', session});
    await openPanel(assistant);
    await assistant.start();
    await until(() => hasPart(assistant, 'mute'), 'the call has its buttons');
    partOf(assistant, 'mute').focus();
    session.says({type: 'session-failed', error: new VoiceError('session-expired')});
    await untilPhase(assistant, 'failed');
    const panel = partOf(assistant, 'panel');
    await until(() => assistant.shadowRoot!.activeElement === panel, 'the panel has the focus');
  });
});

describe('A dock tells a screen reader', () => {
  let assistant: VoiceAssistant;
  let session: FakeSession;
  const told = () => assistant.shadowRoot!.querySelector('.frame > [role=status]')!.textContent;

  beforeEach(async () => {
    session = new FakeSession();
    assistant = await assistantWith();
    Object.assign(assistant, {face: 'voice', session});
    await assistant.start();
    await until(() => hasPart(assistant, 'hang-up'), 'the buttons are there');
  });
  afterEach(() => assistant.stop());

  it('what did not work, and has it in the name of its button', async () => {
    session.says({type: 'problem', error: new VoiceError('response-failed')});
    await until(told, 'it is told');
    expect(told()).to.equal('Sorry, I couldn’t finish that. Could you ask again?');
    expect(partOf(assistant, 'launcher').ariaLabel).to.contain('couldn’t finish that');
  });

  it('that the call will end', async () => {
    assistant.maxDuration = 20;
    assistant.stop();
    await assistant.start();
    await until(told, 'it is told');
    expect(told()).to.match(/^This conversation ends in \d+ seconds\.$/);
  });

  it('that it has ended', async () => {
    assistant.stop();
    await until(() => told() === 'Call ended', 'it is told');
  });

  it('nothing that the open panel tells', async () => {
    await openPanel(assistant);
    session.says({type: 'problem', error: new VoiceError('response-failed')});
    await until(() => hasPart(assistant, 'error'), 'the panel shows it');
    assistant.hide();
    await until(() => hasPart(assistant, 'dock'), 'the dock is there');
    expect(told()).to.equal('');
  });
});

describe('A panel in the page', () => {
  it('tells once what happens', async () => {
    const assistant = await assistantWith();
    Object.assign(assistant, {layout: 'inline', session: new FakeSession()});
    await openPanel(assistant);
    await assistant.start();
    const {shadowRoot} = assistant;
    const regions = () => [
      shadowRoot!.querySelector('.frame > [role=status]')?.textContent,
      shadowRoot!.querySelector('voice-status')!.shadowRoot!.querySelector('[role=status]')!.textContent,
    ];
    await until(() => regions()[1] === 'Listening', 'it is said that it listens');
    assistant.stop();
    await until(() => regions()[1] === 'Call ended', 'the end is said');
    expect(regions()[0] || '').to.equal('');
  });
});

describe('A panel over the page', () => {
  it('gives way to what is reached by the Tab key, and to nothing else', async () => {
    const assistant = await assistantWith();
    const panel = await openPanel(assistant);
    await import('../../src/elements/voice-panel/give-way.js');
    const {left, top} = panel.getBoundingClientRect();
    const place = `position: fixed; inset-inline-start: ${left + 40}px; inset-block-start: ${top + 80}px`;
    const box = await fixture(
      html`<div>
        <button style=${place}>Behind it</button>
        <button style="position: fixed; inset: 0 auto auto 0">Beside it</button>
      </div>`,
    );
    const [behind, beside] = box.querySelectorAll('button');
    const tabTo = (target: HTMLElement) => {
      press(document.body, 'Tab');
      target.focus();
      document.body.dispatchEvent(new KeyboardEvent('keyup', {key: 'Tab', bubbles: true}));
    };
    behind!.focus(); // By a script.
    expect(assistant.open).to.equal(true);
    tabTo(beside!);
    expect(assistant.open).to.equal(true);
    tabTo(behind!);
    await until(() => !assistant.open, 'the panel is closed');
    await assistant.updateComplete;
    expect(document.activeElement).to.equal(behind);
  });
});

describe('The settings', () => {
  for (const layout of ['floating', 'modal'] as const)
    it(`give their name to the panel, and the focus back to their button (${layout})`, async () => {
      const assistant = await assistantWith();
      assistant.layout = layout;
      const panel = await openPanel(assistant);
      expect(panel.ariaLabel).to.equal('Vera');
      partOf(assistant, 'settings-button').focus();
      partOf(assistant, 'settings-button').click();
      await until(() => panel.ariaLabel === 'Settings', 'it is called after them');
      press(panel, 'Escape');
      await until(() => panel.ariaLabel === 'Vera', 'it has its name again');
      const button = partOf(assistant, 'settings-button');
      await until(() => assistant.shadowRoot!.activeElement === button, 'the button has the focus');
    });
});
