import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';

describe('VoiceAssistant', () => {
  it('shows only its launcher until the user comes near', async () => {
    const assistant = await fixture<VoiceAssistant>(html`<voice-assistant></voice-assistant>`);
    expect(hasPart(assistant, 'panel')).to.equal(false);
    expect(partOf(assistant, 'launcher').getAttribute('aria-label')).to.equal('Talk to us');
    expect(assistant.levels).to.equal(null);
    expect(assistant.dataset.phase).to.equal('idle');
    expect(assistant.matches(':state(idle)')).to.equal(true);
  });

  it('is called by its name', async () => {
    const assistant = await assistantWith();
    expect(partOf(assistant, 'launcher').getAttribute('aria-label')).to.equal('Talk to Vera');
    const panel = await openPanel(assistant);
    expect(panel.getAttribute('aria-label')).to.equal('Vera');
    expect(partOf(assistant, 'title').textContent).to.contain('Vera');
  });

  it('tells what happens, in order', async () => {
    const assistant = await assistantWith({steps: [{user: 'Hi'}, {assistant: 'Hello there'}]});
    const told: string[] = [];
    for (const type of [
      'voice-session-start',
      'voice-user-speech',
      'voice-message',
      'voice-session-end',
    ] as const) {
      assistant.addEventListener(type, event => told.push(detail(event)));
    }
    await assistant.start();
    await untilPhase(assistant, 'speaking');
    await untilPhase(assistant, 'listening');
    assistant.stop();
    expect(told).to.deep.equal([
      'voice-session-start scripted',
      'voice-user-speech true',
      'voice-user-speech false',
      'voice-message Hi',
      'voice-message Hello there',
      'voice-session-end stopped',
    ]);
  });

  it('starts with one press, unless the page says no', async () => {
    const assistant = await assistantWith();
    const asked = oneEvent(assistant, 'voice-start-request');
    assistant.addEventListener('voice-start-request', event => event.preventDefault(), {once: true});
    partOf(assistant, 'launcher').click();
    await asked;
    expect(assistant.open).to.equal(true);
    expect(assistant.snapshot.phase).to.equal('idle');
    assistant.hide();
    await assistant.updateComplete;
    partOf(assistant, 'launcher').click();
    await untilPhase(assistant, 'listening');
    assistant.stop();
  });

  it('shows its phase as attribute and as state', async () => {
    const assistant = await assistantWith();
    await assistant.start();
    expect(assistant.dataset.phase).to.equal('listening');
    expect(assistant.matches(':state(listening)')).to.equal(true);
    expect(assistant.matches(':state(idle)')).to.equal(false);
    assistant.mute();
    await assistant.updateComplete;
    expect(assistant.matches(':state(muted)')).to.equal(true);
    expect(assistant.hasAttribute('muted')).to.equal(true);
    assistant.stop();
  });

  it('keeps its mute from before the conversation was loaded', async () => {
    const assistant = await assistantWith();
    assistant.muted = true;
    await assistant.start();
    expect(assistant.snapshot.muted).to.equal(true);
    assistant.stop();
    expect(assistant.muted).to.equal(true);
  });

  it('rejects a start that fails with a typed error', async () => {
    const assistant = await assistantWith();
    assistant.session = undefined;
    let told: VoiceError | undefined;
    assistant.addEventListener('voice-error', event => (told = event.error));
    const error: unknown = await assistant.start().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(VoiceError).with.property('code', 'token-config');
    expect(told).to.equal(error);
  });

  it('shows an error with a way to try again', async () => {
    const assistant = await assistantWith();
    const {session} = assistant;
    assistant.session = undefined;
    await openPanel(assistant);
    await assistant.start().catch(() => {});
    await assistant.updateComplete;
    const banner = partOf(assistant, 'error');
    expect(banner.querySelector('[role=alert]')!.textContent).to.equal(assistant.snapshot.error!.message);
    assistant.session = session;
    banner.querySelector('button')!.click();
    await untilPhase(assistant, 'listening');
    expect(hasPart(assistant, 'error')).to.equal(false);
    assistant.stop();
  });

  it('takes focus into the panel and gives it back on Escape', async () => {
    const assistant = await assistantWith();
    partOf(assistant, 'launcher').focus();
    const panel = await openPanel(assistant);
    expect(assistant.shadowRoot!.activeElement === panel).to.equal(true);
    panel.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    await assistant.updateComplete;
    expect(assistant.open).to.equal(false);
    expect(assistant.shadowRoot!.activeElement === partOf(assistant, 'launcher')).to.equal(true);
  });

  it('warns once about a value it does not understand, and uses the default', async () => {
    const warnings: string[] = [];
    const {warn} = console;
    console.warn = (text: string) => warnings.push(text);
    const make = () =>
      fixture<VoiceAssistant>(html`<voice-assistant placement="middle" volume="loud"></voice-assistant>`);
    const [one, other] = [await make(), await make()];
    console.warn = warn;
    expect([one.placement, one.volume, other.placement]).to.deep.equal(['bottom-end', 1, 'bottom-end']);
    expect(warnings).to.have.length(2);
    expect(warnings.join()).to.contain('"placement"').and.to.contain('"volume"').and.not.to.contain('loud');
  });

  it('uses the words that the page gives', async () => {
    const assistant = await assistantWith();
    assistant.strings = {talkTo: 'Frag {name}', hangUp: 'Auflegen'};
    await assistant.updateComplete;
    expect(partOf(assistant, 'launcher').getAttribute('aria-label')).to.equal('Frag Vera');
    await openPanel(assistant);
    await assistant.start();
    await assistant.updateComplete;
    await new Promise(requestAnimationFrame);
    expect(partOf(assistant, 'hang-up').title).to.equal('Auflegen');
    assistant.stop();
  });
});

function detail(event: HTMLElementEventMap[keyof HTMLElementEventMap]): string {
  if ('turn' in event) return `${event.type} ${event.turn.text}`;
  if ('sessionId' in event) return `${event.type} ${event.sessionId}`;
  if ('active' in event) return `${event.type} ${event.active}`;
  return `${event.type} ${'reason' in event ? String(event.reason) : ''}`;
}
