import {expect, fixture, html} from '@open-wc/testing';
import type {VoiceDebug} from '../../src/elements/voice-debug/voice-debug.js';
import {noUsage} from '../../src/state/voice-event.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {reportedConversation} from '../helpers/reported-conversation.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('VoiceDebug', () => {
  afterEach(restoreStubs);

  const said = 'A secret that nobody else may read';
  const lines = (debug: VoiceDebug) =>
    [...debug.shadowRoot!.querySelectorAll('li')].map(line => line.textContent);
  const debugOf = (assistant: HTMLElement) => assistant.shadowRoot!.querySelector('voice-debug');

  it('notes what happens, newest first, without what is said', async () => {
    const assistant = await assistantWith({pace: 0, steps: [{user: 'Hello'}, {assistant: said}]});
    assistant.id = 'debugged';
    const debug = await fixture<VoiceDebug>(html`<voice-debug for="debugged"></voice-debug>`);
    await assistant.start();
    await until(() => lines(debug).some(line => line.includes('assistant, 34 characters')));
    const noted = lines(debug).join('\n');
    expect(noted).to.match(/listening[^]*connecting/);
    expect(debug.shadowRoot!.textContent).not.to.contain('secret');
    assistant.stop();
    await untilPhase(assistant, 'idle');
    await debug.updateComplete;
    expect(lines(debug).join()).to.contain('session-end');
  });

  it('shows what a call took: in tokens, or in seconds where those are counted', async () => {
    const {assistant, emit} = await reportedConversation();
    assistant.id = 'counted';
    const debug = await fixture<VoiceDebug>(html`<voice-debug for="counted"></voice-debug>`);
    const facts = () => debug.shadowRoot!.querySelector('dl')!.innerText.replace(/\s+/g, ' ');
    expect(facts()).to.contain('tokens 0 in, 0 out');
    emit({type: 'usage', usage: {...noUsage, seconds: 75}, total: true});
    await until(() => facts().includes('usage 75 s'));
    expect(facts()).not.to.contain('tokens');
    assistant.stop();
  });

  it('measures the levels only while there is a conversation', async () => {
    let timers = 0;
    const {setInterval, clearInterval} = window;
    stub(window, 'setInterval', (run: () => void, ms: number) => (timers++, setInterval(run, ms)));
    stub(window, 'clearInterval', (id: number) => (id && timers--, clearInterval(id)));
    const assistant = await assistantWith({pace: 0.1, steps: [{assistant: said}]});
    assistant.id = 'measured';
    const debug = await fixture<VoiceDebug>(html`<voice-debug for="measured"></voice-debug>`);
    const before = timers;
    await assistant.start();
    await untilPhase(assistant, 'speaking');
    await debug.updateComplete;
    expect(timers).to.be.above(before);
    const running = timers;
    debug.remove();
    expect(timers).to.equal(running - 1);
    assistant.stop();
  });

  it('floats over the page while the panel is open and debug is set', async () => {
    const assistant = await assistantWith();
    assistant.debug = true;
    await openPanel(assistant);
    await until(() => debugOf(assistant)?.matches(':popover-open'));
    expect(partOf(assistant, 'debug').getBoundingClientRect().top).to.be.below(12);
    await expect(debugOf(assistant)!).shadowDom.to.be.accessible();
    assistant.debug = false;
    await assistant.updateComplete;
    expect(debugOf(assistant)).to.equal(null);
  });
});
