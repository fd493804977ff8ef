import {expect, fixtureCleanup} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {storedSettingsKey} from '../../src/state/stored-settings.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const told = (state: PermissionState) => Object.assign(new EventTarget(), {state}) as PermissionStatus;

describe('A press on the launcher', () => {
  let assistant: VoiceAssistant;
  let asked: number;
  beforeEach(async () => {
    localStorage.removeItem(storedSettingsKey);
    assistant = await assistantWith();
    assistant.removeAttribute('start-on');
    assistant.face = 'voice';
    await assistant.updateComplete;
    asked = 0;
    assistant.addEventListener('voice-start-request', () => asked++);
  });
  afterEach(() => {
    assistant.stop();
    restoreStubs();
    localStorage.removeItem(storedSettingsKey);
    fixtureCleanup();
  });

  /** What makes a call expected; each test takes one thing away. */
  const expectCall = () => {
    localStorage.setItem(storedSettingsKey, JSON.stringify({called: true}));
    stub(navigator.permissions, 'query', () => Promise.resolve(told('granted')));
  };
  const press = () => partOf(assistant, 'launcher').click();
  const untilCard = () => until(() => hasPart(assistant, 'start-card'), 'the start card shows');

  it('opens the panel and starts a call with start-on="open"', async () => {
    assistant.startOn = 'open';
    press();
    await untilPhase(assistant, 'listening');
    expect(assistant.open).to.equal(true);
    expect(asked).to.equal(1);
  });

  it('opens the start card and no more with start-on="request": a person can type without a microphone', async () => {
    expectCall();
    assistant.startOn = 'request';
    press();
    await untilCard();
    expect(asked).to.equal(0);
    expect(assistant.snapshot.phase).to.equal('idle');
    assistant.sendText('Are you open?');
    await untilPhase(assistant, 'listening');
    expect(assistant.snapshot.textOnly).to.equal(true);
  });

  it('opens the start card, whose button starts the call, the first time', async () => {
    press();
    await untilCard();
    expect(asked).to.equal(0);
    partOf(assistant, 'talk').click();
    await untilPhase(assistant, 'listening');
    expect(asked).to.equal(1);
    expect(hasPart(assistant, 'start-card')).to.equal(false);
  });

  it('starts a call at once where there was one before, and the launcher says so', async () => {
    expectCall();
    press();
    await untilPhase(assistant, 'listening');
    expect(asked).to.equal(1);
    expect(assistant.open).to.equal(true);
  });

  it('leads back to what was said after a call, and starts none', async () => {
    expectCall();
    assistant.session = new ScriptedSession({pace: 0, steps: [{user: 'Hello'}]});
    await assistant.start();
    await until(() => assistant.snapshot.turns.length, 'something was said');
    assistant.stop();
    await untilPhase(assistant, 'idle');
    press();
    await openPanel(assistant);
    expect(asked).to.equal(0);
    expect(assistant.snapshot.phase).to.equal('idle');
  });

  it('of which the first call is remembered', async () => {
    await assistant.start();
    const {called} = JSON.parse(localStorage.getItem(storedSettingsKey)!) as {called: unknown};
    expect(called).to.equal(true);
  });

  for (const [why, change] of Object.entries<() => unknown>({
    'the launcher is a bubble': () => (assistant.launcher = 'bubble'),
    'the browser will ask for the microphone': () =>
      stub(navigator.permissions, 'query', () => Promise.resolve(told('prompt'))),
    'the browser does not tell': () =>
      stub(navigator.permissions, 'query', () => Promise.reject(new TypeError('microphone'))),
    'there was no call before': () => localStorage.removeItem(storedSettingsKey),
    'other scripts have stored something': () => localStorage.setItem(storedSettingsKey, '[1'),
    'nothing is to be remembered': () => (assistant.persist = 'off'),
  }))
    it(`opens the start card where ${why}`, async () => {
      expectCall();
      change();
      await assistant.updateComplete;
      press();
      await untilCard();
      expect(asked).to.equal(0);
    });

  it('asks for consent first, and not for the microphone', async () => {
    expectCall();
    assistant.consent = 'required';
    await assistant.updateComplete;
    press();
    await until(() => hasPart(assistant, 'consent'), 'the question shows');
    expect(asked).to.equal(0);
  });

  it('shows what the assistant says first, before anything is said', async () => {
    assistant.firstMessage = 'Good morning! What may it be?';
    const panel = await openPanel(assistant);
    await untilCard();
    expect(panel.querySelector('[part=start-card] slot')!.textContent.trim()).to.equal(
      'Good morning! What may it be?',
    );
  });
});
