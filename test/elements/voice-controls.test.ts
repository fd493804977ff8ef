import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
import {nextFrame} from '../helpers/frames.js';
import {reportedConversation} from '../helpers/reported-conversation.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** Lets so much time pass, as far as a press can tell. */
function pass(ms: number): void {
  const now = performance.now();
  stub(performance, 'now', () => now + ms);
}

async function talking(): Promise<{assistant: VoiceAssistant; button: HTMLElement}> {
  const assistant = await assistantWith();
  assistant.turnDetection = 'push-to-talk';
  await openPanel(assistant);
  await assistant.start();
  await until(() => hasPart(assistant, 'talk'));
  const button = partOf(assistant, 'talk');
  stub(button, 'setPointerCapture', () => {}); // Only a real pointer can be captured.
  return {assistant, button};
}

const pointer = (type: string, init: PointerEventInit = {}) =>
  new PointerEvent(type, {bubbles: true, pointerId: 1, ...init});
const key = (type: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent(type, {key: ' ', bubbles: true, cancelable: true, ...init});

describe('VoiceControls in push-to-talk', () => {
  let assistant: VoiceAssistant;
  let button: HTMLElement;
  beforeEach(async () => ({assistant, button} = await talking()));
  afterEach(() => {
    restoreStubs();
    assistant.stop();
  });

  for (const [name, down, up] of [
    ['a pointer', pointer('pointerdown'), pointer('pointerup')],
    ['the space bar', key('keydown'), key('keyup')],
    ['Enter', key('keydown', {key: 'Enter'}), key('keyup', {key: 'Enter'})],
  ] as const) {
    it(`listens while ${name} holds the button`, async () => {
      button.dispatchEvent(down);
      expect(assistant.snapshot.held).to.equal(true);
      await nextFrame();
      expect(button.getAttribute('aria-pressed')).to.equal('true');
      expect(button.textContent.trim()).to.equal('Release to send');
      pass(301);
      button.dispatchEvent(up);
      expect(assistant.snapshot.held).to.equal(false);
      await nextFrame();
      expect(button.textContent.trim()).to.equal('Hold to talk');
    });
  }

  it('latches on a short click until the next one, for people who cannot hold', async () => {
    for (const held of [true, false]) {
      button.dispatchEvent(pointer('pointerdown'));
      pass(299);
      button.dispatchEvent(pointer('pointerup'));
      button.dispatchEvent(pointer('lostpointercapture'));
      button.dispatchEvent(new MouseEvent('click', {detail: 1}));
      expect(assistant.snapshot.held).to.equal(held);
      await nextFrame();
    }
  });

  it('is switched by the click of a screen reader, which presses nothing', () => {
    button.click();
    expect(assistant.snapshot.held).to.equal(true);
    button.click();
    expect(assistant.snapshot.held).to.equal(false);
  });

  it('takes a repeating key for one press, and for no click', async () => {
    const presses = [key('keydown'), key('keydown', {repeat: true}), key('keydown', {repeat: true})];
    for (const press of presses) button.dispatchEvent(press);
    expect(presses.every(press => press.defaultPrevented)).to.equal(true);
    expect(assistant.snapshot.held).to.equal(true);
    pass(301);
    button.dispatchEvent(key('keyup'));
    expect(assistant.snapshot.held).to.equal(false);
  });

  for (const [name, leave] of [
    ['the pointer is taken away', () => button.dispatchEvent(pointer('pointercancel'))],
    ['the button loses the focus', () => button.dispatchEvent(new FocusEvent('blur'))],
    ['the window loses the focus', () => window.dispatchEvent(new FocusEvent('blur'))],
    ['the panel closes', () => assistant.hide()],
    ['the microphone is switched off', () => assistant.mute()],
    ['turns end by themselves again', () => (assistant.turnDetection = 'server-vad')],
  ] as const) {
    it(`lets go when ${name}`, async () => {
      button.dispatchEvent(pointer('pointerdown'));
      expect(assistant.snapshot.held).to.equal(true);
      leave();
      await until(() => !assistant.snapshot.held);
    });
  }

  it('lets go when the page is hidden', () => {
    button.dispatchEvent(pointer('pointerdown'));
    stub(document, 'hidden', true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(assistant.snapshot.held).to.equal(false);
  });

  it('leaves alone what something else holds', () => {
    assistant.startTalking();
    button.dispatchEvent(new FocusEvent('blur'));
    expect(assistant.snapshot.held).to.equal(true);
  });

  it('opens no context menu and does nothing for other buttons', () => {
    const menu = new MouseEvent('contextmenu', {cancelable: true});
    button.dispatchEvent(menu);
    button.dispatchEvent(pointer('pointerdown', {button: 2}));
    expect(menu.defaultPrevented).to.equal(true);
    expect(assistant.snapshot.held).to.equal(false);
  });

  it('hears nothing while the microphone is off', async () => {
    assistant.mute();
    await until(() => assistant.snapshot.muted);
    await nextFrame();
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    button.dispatchEvent(pointer('pointerdown'));
    expect(assistant.snapshot.held).to.equal(false);
  });
});

describe('VoiceControls where both sides speak at once', () => {
  it('hold the microphone open: nothing is cut, no turn is marked, and nothing is sent', async () => {
    const {assistant, button} = await talking();
    assistant.stop();
    const sound = new Sound();
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(sound.stream));
    const session = new FakeSession();
    session.capabilities = {...noCapabilities, turns: false, pushToTalk: 'mute'};
    assistant.session = session;
    await assistant.start();
    expect(session.muted).to.equal(true);
    session.says(
      {type: 'playback-started'},
      {type: 'turn-text', id: 'answer', role: 'assistant', text: 'Once upon', final: false},
    );
    await untilPhase(assistant, 'speaking');
    button.dispatchEvent(pointer('pointerdown'));
    await nextFrame();
    expect(session.muted).to.equal(false);
    expect(button.textContent.trim()).to.equal('Listening to you');
    expect(partOf(assistant, 'status').textContent).to.match(/Speaking · Listening to you/);
    pass(301);
    button.dispatchEvent(pointer('pointerup'));
    await until(() => session.muted === true, 'the microphone is off again');
    expect(button.textContent.trim()).to.equal('Hold to talk');
    expect(assistant.snapshot.phase).to.equal('speaking');
    expect(assistant.snapshot.turns.map(({interrupted, final}) => [interrupted, final])).to.deep.equal([
      [false, false],
    ]);
    expect(session.log).to.deep.equal(['start', 'start talking', 'stop talking']);
    assistant.stop();
    sound.stop();
    restoreStubs();
  });

  it('have nothing to hold where the backend has no push-to-talk', async () => {
    const {assistant} = await talking();
    assistant.stop();
    const capabilities = {...noCapabilities, turns: false};
    assistant.session = Object.assign(new FakeSession(), {capabilities, ownsMicrophone: true});
    await assistant.start();
    await until(() => !hasPart(assistant, 'talk'));
    expect(hasPart(assistant, 'mute')).to.equal(true);
    assistant.stop();
    restoreStubs();
  });
});

describe('VoiceControls', () => {
  it('keeps its buttons in their places while phases change', async () => {
    const {assistant, emit} = await reportedConversation();
    const places = () => ['mute', 'hang-up'].map(part => partOf(assistant, part).offsetLeft);
    await until(() => hasPart(assistant, 'hang-up'));
    const before = places();
    emit({type: 'response-started', responseId: 'answer'});
    emit({type: 'playback-started'});
    await until(() => hasPart(assistant, 'interrupt'));
    for (const [index, place] of places().entries()) expect(place).to.be.closeTo(before[index]!, 1); // Engines round differently.
    assistant.stop();
  });

  it('keeps the focus near when the focused button goes', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const talk = partOf(assistant, 'talk');
    talk.focus();
    talk.click();
    await untilPhase(assistant, 'listening');
    await nextFrame();
    const controls = partOf(assistant, 'controls');
    expect((controls.getRootNode() as ShadowRoot).activeElement).to.equal(controls);
    // Not a button that is none: what it holds is not its name.
    expect([controls.getAttribute('role'), controls.ariaLabel]).to.deep.equal(['group', 'Call with Vera']);
    assistant.stop();
  });
});
