import {expect, fixture, html} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {VoiceControls, VoiceStatus} from '../../src/elements/parts.js';
import {VoiceComposer} from '../../src/elements/writing.js';
import {settingsTable} from '../../src/elements/voice-assistant/settings-table.js';
import {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {VoicePanel} from '../../src/elements/voice-panel/voice-panel.js';
import {launcherTemplate, type LauncherOptions} from '../../src/entries/ssr.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {voiceError} from '../helpers/rejection.js';
import {assistantAt} from '../helpers/scenes.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const words = Array.from({length: 60}, (_, index) => `word${index}`).join(' ');

/** Counts how often a method of a class is called. */
function count<T extends object>(prototype: T, name: keyof T & string): () => number {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  let calls = 0;
  stub(prototype, name, function (this: T, ...args: unknown[]) {
    calls++;
    return original.apply(this, args);
  });
  return () => calls;
}

describe('While words stream in', () => {
  afterEach(restoreStubs);

  it('the conversation is not configured, and only what shows words is drawn', async () => {
    const assistant = await assistantWith({pace: 0.01, steps: [{user: 'Hello'}, {assistant: words}]});
    await openPanel(assistant);
    let told = 0;
    assistant.addEventListener('voice-transcript', () => told++);
    await assistant.start();
    await untilPhase(assistant, 'speaking');
    const others = [VoiceComposer, VoiceControls, VoiceStatus, VoicePanel].map(part =>
      count(part.prototype as unknown as {render: () => unknown}, 'render'),
    );
    const configured = count(VoiceConversation.prototype, 'configure');
    const before = told;
    await until(() => told - before > 30, 'many words have come');
    expect(assistant.snapshot.phase).to.equal('speaking');
    expect([configured(), ...others.map(drawn => drawn())]).to.deep.equal([0, 0, 0, 0, 0]);
    assistant.stop();
  });
});

describe('Settings of the element', () => {
  afterEach(restoreStubs);

  it('reach the conversation as plain data, once for everything that is set in a task', async () => {
    const assistant = await assistantWith();
    await assistant.start();
    const given: object[] = [];
    stub(VoiceConversation.prototype, 'configure', (settings: object) =>
      Promise.resolve(void given.push(settings)),
    );
    Object.assign(assistant, {volume: 0.5, bargeIn: 'off'});
    assistant.name = 'Vera';
    await assistant.updateComplete;
    assistant.placement = 'top-start';
    await assistant.updateComplete;
    expect(given).to.have.length(1);
    expect(given[0]).to.include({volume: 0.5, bargeIn: 'off'});
    expect(Object.getPrototypeOf(given[0])).to.equal(Object.prototype);
    expect(given[0]).not.to.have.any.keys('name', 'placement', 'open');
    assistant.stop();
  });

  it('count for a start in the same task', async () => {
    const assistant = await assistantWith();
    await assistant.start();
    assistant.stop();
    assistant.session = new ScriptedSession({pace: 0, steps: [{user: 'Another'}]});
    await assistant.start();
    await until(
      () => assistant.snapshot.turns.some(({text}) => text === 'Another'),
      'it is the other session',
    );
    assistant.stop();
  });

  it('are accessors on the prototype, where frameworks look for them', () => {
    for (const name of Object.keys(settingsTable))
      expect(name in VoiceAssistant.prototype, name).to.equal(true);
  });

  it('that were set before the element was one are taken over, and win over attributes', async () => {
    const tag = 'voice-assistant-late';
    const element = document.createElement(tag) as VoiceAssistant;
    element.setAttribute('placement', 'top-start');
    element.setAttribute('greeting', 'Hello');
    Object.assign(element, {volume: 0.3, greeting: 'Good morning', tools: []});
    document.body.append(element);
    customElements.define(tag, class extends VoiceAssistant {});
    await element.updateComplete;
    expect(element).to.include({volume: 0.3, greeting: 'Good morning', placement: 'top-start'});
    expect(element.tools).to.deep.equal([]);
    expect(Object.hasOwn(element, 'volume')).to.equal(false);
    element.remove();
  });
});

describe('An element of a class that the page registers itself', () => {
  it('opens its panel, with whatever parts the page has registered', async () => {
    class OwnAssistant extends VoiceAssistant {
      static override loadPanel = async () =>
        (await import('../../src/elements/voice-panel/voice-panel.js')).loadPanel();
    }
    customElements.define('own-assistant', OwnAssistant);
    const assistant = document.createElement('own-assistant') as VoiceAssistant;
    document.body.append(assistant);
    assistant.show();
    await until(() => assistant.shadowRoot!.querySelector('[part=panel]'), 'there is a panel');
    expect(await assistant.updateComplete).to.equal(true);
    assistant.remove();
  });

  it('is up to date also when it was removed before its panel was drawn', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    assistant.hide();
    await assistant.updateComplete;
    assistant.remove();
    assistant.show();
    expect(await assistant.updateComplete).to.equal(true);
  });
});

describe('A launcher that the server has drawn', () => {
  /** As the parser makes it: the shadow root is there before the element is one. */
  function parsed(options: LauncherOptions, change = (markup: string) => markup): HTMLElement {
    const place = document.createElement('div');
    (place as HTMLElement & {setHTMLUnsafe(html: string): void}).setHTMLUnsafe(
      `<voice-assistant name="Vera">${change(launcherTemplate(options))}</voice-assistant>`,
    );
    return place;
  }
  const launcherIn = (place: HTMLElement) =>
    place.firstElementChild!.shadowRoot!.querySelector<HTMLElement>('.launcher')!;

  it('is taken over, with the focus, and says what it does', async () => {
    const place = parsed({name: 'Vera', lang: 'de'});
    const launcher = launcherIn(place);
    document.body.append(place);
    const assistant = place.firstElementChild as VoiceAssistant;
    launcher.focus();
    await assistant.updateComplete;
    expect(launcherIn(place)).to.equal(launcher);
    expect(assistant.shadowRoot!.activeElement).to.equal(launcher);
    expect(launcher.getAttribute('aria-label')).to.equal('Talk to Vera');
    expect(assistant.shadowRoot!.querySelector('style')).to.equal(null);
    expect(launcher.closest<HTMLElement>('.frame')!.hidden).to.equal(false);
    launcher.click();
    await until(() => assistant.open, 'it opens the panel');
    place.remove();
  });

  it('of another version gives way to our own', async () => {
    const place = parsed({}, markup => markup.replace('M4 10v4', 'M5 10v4'));
    const launcher = launcherIn(place);
    document.body.append(place);
    await (place.firstElementChild as VoiceAssistant).updateComplete;
    expect(launcherIn(place)).not.to.equal(launcher);
    expect(place.firstElementChild!.shadowRoot!.querySelectorAll('.launcher')).to.have.length(1);
    place.remove();
  });

  it('stands where the language is written from right to left, in its corner', () => {
    expect(launcherTemplate({lang: 'ar'})).to.contain('dir="rtl"');
    expect(launcherTemplate({lang: 'ar', dir: 'ltr'})).to.contain('dir="ltr"');
    expect(launcherTemplate()).to.contain('dir="ltr"');
  });

  it('is what the element draws itself', async () => {
    const assistant = await fixture<VoiceAssistant>(html`<voice-assistant name="Vera"></voice-assistant>`);
    const place = parsed({name: 'Vera'});
    expect(partOf(assistant, 'launcher').outerHTML).to.equal(launcherIn(place).outerHTML);
  });
});

describe('A file of the widget that does not load', () => {
  const {loadPanel} = VoiceAssistant;
  afterEach(() => {
    VoiceAssistant.loadPanel = loadPanel;
    restoreStubs();
  });

  // As Chromium, WebKit and Gecko word it.
  for (const refusal of [
    `Failed to execute 'createPolicy' on 'TrustedTypePolicyFactory': Policy "lit-html" disallowed.`,
    `Failed to execute 'createPolicy': Policy with name 'lit-html' disallowed.`,
    `Content-Security-Policy blocked creating policy named 'lit-html'`,
  ])
    it(`tells the developer which policy is missing: ${refusal}`, async () => {
      const assistant = await assistantWith();
      const {help} = assistant.failToLoad(new TypeError(refusal));
      expect(help).to.contain('trusted-types lit-html').and.not.to.contain('dist/cdn/');
    });

  it('is what a diagnosis rejects with that cannot be made, and the panel does not wait for it', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    const assistant = await assistantAt({phase: 'failed', error: 'token-status'});
    await until(() => hasPart(assistant, 'diagnose'), 'a diagnosis is offered');
    stub(VoiceConversation.prototype, 'diagnose', () => Promise.reject(cause));
    const error = await voiceError(assistant.diagnose(), 'internal');
    expect(error).to.include({detail: 'file', cause});

    assistant.show();
    await until(() => hasPart(assistant, 'diagnose'), 'it is offered again');
    partOf(assistant, 'diagnose').click();
    await until(
      () => !assistant.open && !assistant.view,
      'the panel is closed, and has another view next time',
    );
  });

  it('is a VoiceError with its cause, in words, told once', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    VoiceAssistant.loadPanel = () => Promise.reject(cause);
    const assistant = await assistantWith();
    const errors: VoiceError[] = [];
    assistant.addEventListener('voice-error', ({error}) => errors.push(error));
    assistant.show();
    await until(() => errors.length > 0, 'it is told');
    const [error] = errors as [VoiceError];
    expect(error).to.be.instanceOf(VoiceError);
    expect(error).to.include({code: 'internal', detail: 'file', recoverable: true, severity: 'fatal', cause});
    expect(error.help).to.contain('dist/cdn/');
    await assistant.updateComplete;
    const alert = assistant.shadowRoot!.querySelector('[role=alert]')!;
    expect(alert.textContent).to.equal(error.message);
    expect(assistant.open).to.equal(false);
    VoiceAssistant.loadPanel = loadPanel;
    assistant.addEventListener('voice-start-request', event => event.preventDefault());
    partOf(assistant, 'launcher').click();
    await until(() => assistant.shadowRoot!.querySelector('.panel'), 'the next press opens it');
    expect(assistant.shadowRoot!.querySelector('.trouble')).to.equal(null);
  });
});
