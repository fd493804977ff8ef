import {expect, fixtureCleanup} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
import {until} from '../helpers/until.js';

describe('The launcher in a call', () => {
  let assistant: VoiceAssistant;
  beforeEach(async () => {
    assistant = await assistantWith();
    assistant.face = 'voice';
  });
  afterEach(() => {
    assistant.stop();
    fixtureCleanup();
  });

  const words = () => assistant.shadowRoot!.querySelector('.lines')!.textContent.trim();
  const dockIsWhole = () => until(() => hasPart(assistant, 'hang-up'), 'the buttons are there');

  it('is a dock: how the call stands, how long it lasts, and buttons to mute and to end it', async () => {
    await assistant.start();
    await dockIsWhole();
    const dock = partOf(assistant, 'dock');
    expect(dock.getAttribute('role')).to.equal('group');
    expect(dock.ariaLabel).to.equal('Call with Vera');
    expect(partOf(assistant, 'launcher').ariaLabel).to.equal('Call with Vera. Listening. Open');
    expect(words()).to.match(/^Listening 0:0\d$/);
    expect(assistant.open).to.equal(false);
    partOf(assistant, 'mute').click();
    await until(() => words().startsWith('You’re muted'), 'it says so');
    expect(assistant.muted).to.equal(true);
    partOf(assistant, 'hang-up').click();
    await untilPhase(assistant, 'idle');
    expect(hasPart(assistant, 'dock')).to.equal(false);
    expect(words()).to.equal('Talk to Vera');
  });

  it('says how the call stands before the microphone opens', async () => {
    const {getUserMedia} = navigator.mediaDevices;
    let said = '';
    navigator.mediaDevices.getUserMedia = async () => {
      await assistant.updateComplete;
      said = words();
      throw new DOMException('', 'NotFoundError');
    };
    assistant.session = new FakeSession();
    await assistant.start().catch(() => {});
    navigator.mediaDevices.getUserMedia = getUserMedia;
    expect(said).to.match(/^Allow microphone access to start/);
  });

  it('opens the panel, gives way to it, and is there again with the focus when it closes', async () => {
    await assistant.start();
    await dockIsWhole();
    partOf(assistant, 'launcher').focus();
    partOf(assistant, 'launcher').click();
    await openPanel(assistant);
    expect(hasPart(assistant, 'dock')).to.equal(false);
    partOf(assistant, 'close').click();
    await assistant.updateComplete;
    expect(assistant.shadowRoot!.activeElement).to.equal(partOf(assistant, 'launcher'));
    expect(assistant.snapshot.phase).to.equal('listening');
  });

  it('is all there is of a compact widget', async () => {
    assistant.compact = true;
    partOf(assistant, 'launcher').click();
    await untilPhase(assistant, 'listening');
    expect(assistant.open).to.equal(false);
    await dockIsWhole();
  });

  it('is there where the page wants no launcher, and only then', async () => {
    assistant.launcher = 'none';
    await assistant.updateComplete;
    expect(hasPart(assistant, 'launcher')).to.equal(false);
    await assistant.start();
    expect(hasPart(assistant, 'dock')).to.equal(true);
    assistant.stop();
    await assistant.updateComplete;
    expect(hasPart(assistant, 'launcher')).to.equal(false);
  });

  it('tells a screen reader once that the microphone is live', async () => {
    await assistant.start();
    await dockIsWhole();
    const status = () => assistant.shadowRoot!.querySelector('.dock voice-status')!.shadowRoot!;
    await until(() => status().querySelector('[role=status]')?.textContent === 'Listening', 'it is said');
    expect(assistant.shadowRoot!.querySelectorAll('voice-status')).to.have.length(1);
  });

  it('says nothing of that when the panel gives way to it: its name does', async () => {
    const panel = await openPanel(assistant);
    await assistant.start();
    await until(
      () => panel.querySelector('voice-controls')?.shadowRoot?.querySelector('[part=mute]'),
      'it is on',
    );
    assistant.hide();
    await dockIsWhole();
    const region = assistant
      .shadowRoot!.querySelector('.dock voice-status')!
      .shadowRoot!.querySelector('[role=status]')!;
    const said: string[] = [region.textContent.trim()];
    new MutationObserver(() => said.push(region.textContent.trim())).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    partOf(assistant, 'mute').click();
    await until(() => said.includes('You’re muted'), 'what is new is said');
    expect(said).not.to.include('Listening');
  });

  for (const [code, shown, button] of [
    ['connection-lost', 'Connection lost', 'Reconnect'],
    ['connect-timeout', 'Connecting took too long Check your connection', 'Try again'],
    ['mic-denied', 'Microphone access is blocked Turn it on', 'Type instead'],
  ] as const)
    it(`has one way on after ${code}: ${button}`, async () => {
      const session = new FakeSession();
      session.openings[0] = new VoiceError(code);
      assistant.session = session;
      await assistant.start().catch(() => {});
      await until(() => words().startsWith(shown), 'it says what is wrong');
      const controls = () => partOf(assistant, 'controls').querySelectorAll('button');
      await until(() => controls().length, 'there is a way on');
      expect([...controls()].map(({title, textContent}) => title || textContent.trim())).to.deep.equal([
        'Close',
        button,
      ]);
      partOf(assistant, 'dismiss').click();
      await untilPhase(assistant, 'idle');
      expect(hasPart(assistant, 'dock')).to.equal(false);
    });

  it('gives the focus to the launcher when the button that ended the call is gone', async () => {
    await assistant.start();
    await dockIsWhole();
    partOf(assistant, 'hang-up').focus();
    partOf(assistant, 'hang-up').click();
    await untilPhase(assistant, 'idle');
    expect(assistant.shadowRoot!.activeElement).to.equal(partOf(assistant, 'launcher'));
  });

  it('says what cannot be heard, and turns the sound on', async () => {
    assistant.session = new ScriptedSession({
      pace: 0,
      steps: [{event: {type: 'problem', error: new VoiceError('playback-blocked')}}],
    });
    await assistant.start();
    await until(() => words().includes('Your browser muted the sound'), 'it says so');
    let unblocked = 0;
    assistant.unblockPlayback = () => void unblocked++;
    const button = () =>
      [...partOf(assistant, 'controls').querySelectorAll('button')].find(({textContent}) =>
        textContent.includes('Turn on sound'),
      );
    await until(button, 'there is a button for it');
    button()!.click();
    expect(unblocked).to.equal(1);
  });

  it('is all there is of a compact widget once the user has agreed', async () => {
    Object.assign(assistant, {compact: true, consent: 'required'});
    await assistant.updateComplete;
    partOf(assistant, 'launcher').click();
    await until(() => hasPart(assistant, 'consent'), 'the question shows');
    partOf(assistant, 'consent').querySelector('button')!.click();
    await untilPhase(assistant, 'listening');
    await until(() => !assistant.open && hasPart(assistant, 'dock'), 'there is but the dock');
  });
});

describe('The pill', () => {
  afterEach(() => fixtureCleanup());
  const width = (assistant: VoiceAssistant) => partOf(assistant, 'launcher').offsetWidth;

  it('is never wider than 320 px, and drops a hint that does not fit', async () => {
    const assistant = await assistantWith();
    assistant.label = 'Ask us about the flowers of this week and of the next one';
    assistant.hint = 'Everything that can be said about bouquets, plants, pots and delivery';
    await assistant.updateComplete;
    expect(width(assistant)).to.be.at.most(320);
    expect(partOf(assistant, 'launcher').querySelector<HTMLElement>('small')!.hidden).to.equal(true);
  });

  it('shows no more than its picture while the page is read, until it has the focus', async () => {
    const assistant = await assistantWith();
    const whole = width(assistant);
    document.body.style.height = '400vh';
    const scrolledTo = async (top: number) => {
      const scrolled = new Promise(resolve => addEventListener('scroll', resolve, {once: true}));
      scrollTo(0, top);
      await scrolled;
      for (const animation of assistant.shadowRoot!.getAnimations()) animation.finish();
    };
    await scrolledTo(300);
    expect(width(assistant)).to.equal(partOf(assistant, 'launcher').offsetHeight);
    partOf(assistant, 'launcher').focus();
    for (const animation of assistant.shadowRoot!.getAnimations()) animation.finish();
    expect(width(assistant)).to.equal(whole);
    partOf(assistant, 'launcher').blur();
    await scrolledTo(0);
    expect(width(assistant)).to.equal(whole);
    document.body.style.height = '';
  });

  it('shows no more than its picture where it covers what has the focus', async () => {
    const assistant = await assistantWith();
    const field = document.createElement('input');
    field.style.cssText = 'position: fixed; inset: auto 20px 20px auto; inline-size: 200px';
    document.body.append(field);
    field.focus();
    for (const animation of assistant.shadowRoot!.getAnimations()) animation.finish();
    expect(width(assistant)).to.equal(partOf(assistant, 'launcher').offsetHeight);
    field.remove();
  });
});
