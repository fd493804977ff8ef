import {expect, fixture, html} from '@open-wc/testing';
import {parts} from '../../src/elements/parts.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceComposer} from '../../src/elements/voice-composer/voice-composer.js';
import type {VoiceStatus} from '../../src/elements/voice-status/voice-status.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {nextFrame} from '../helpers/frames.js';
import {until} from '../helpers/until.js';

describe('parts', () => {
  it('are all registered by the define entry, each as its own tag', async () => {
    await assistantWith();
    for (const [tag, element] of Object.entries(parts)) expect(customElements.get(tag)).to.equal(element);
  });

  it('belong to the assistant around them in a custom layout', async () => {
    await assistantWith();
    const assistant = await fixture<VoiceAssistant>(html`
      <voice-assistant layout="custom"
        ><div><voice-status></voice-status></div
      ></voice-assistant>
    `);
    assistant.session = new ScriptedSession({pace: 0.02});
    await assistant.start();
    const status = assistant.querySelector<VoiceStatus>('voice-status')!;
    await status.updateComplete;
    expect(status.shadowRoot!.textContent).to.contain('Listening');
    assistant.stop();
  });

  it('belong to the assistant that `for` names, from anywhere on the page', async () => {
    const assistant = await assistantWith();
    assistant.id = 'far';
    const box = await fixture(html`<div><voice-controls for="far"></voice-controls></div>`);
    const controls = box.querySelector('voice-controls')!;
    partOf(controls, 'talk').click();
    await untilPhase(assistant, 'listening');
    await controls.updateComplete;
    partOf(controls, 'hang-up').click();
    await untilPhase(assistant, 'idle');
  });

  it('can be told no by the page', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    await assistant.start();
    await nextFrame();
    document.addEventListener('voice-stop-request', event => event.preventDefault(), {once: true});
    partOf(assistant, 'hang-up').click();
    await nextFrame();
    expect(assistant.snapshot.phase).to.equal('listening');
    partOf(assistant, 'hang-up').click();
    await untilPhase(assistant, 'idle');
  });
});

describe('VoiceControls', () => {
  it('offers to stop the assistant while it answers, and only then', async () => {
    const assistant = await assistantWith({
      pace: 0.1,
      steps: [{assistant: 'A long story about nothing at all'}],
    });
    await openPanel(assistant);
    await assistant.start();
    await untilPhase(assistant, 'speaking');
    await nextFrame();
    partOf(assistant, 'interrupt').click();
    await untilPhase(assistant, 'listening');
    await nextFrame();
    expect(hasPart(assistant, 'interrupt')).to.equal(false);
    expect(assistant.snapshot.turns.at(-1)).to.include({interrupted: true, final: true});
    assistant.stop();
  });
});

describe('VoiceComposer', () => {
  async function open(): Promise<{assistant: VoiceAssistant; field: HTMLTextAreaElement; sent: string[]}> {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const sent: string[] = [];
    assistant.addEventListener('voice-send-request', event => sent.push(event.text));
    return {assistant, field: partOf<HTMLTextAreaElement>(assistant, 'input'), sent};
  }

  function write(field: HTMLTextAreaElement, text: string): void {
    field.value = text;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  }

  const enter = (init: KeyboardEventInit = {}) =>
    new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, ...init});

  it('sends on Enter, and empties its field', async () => {
    const {assistant, field, sent} = await open();
    write(field, ' Hello ');
    field.dispatchEvent(enter());
    expect(sent).to.deep.equal(['Hello']);
    expect(field.value).to.equal('');
    await untilPhase(assistant, 'listening');
    expect(assistant.snapshot).to.include({textOnly: true});
    assistant.stop();
  });

  it('makes a line on Shift+Enter', async () => {
    const {field, sent} = await open();
    write(field, 'Hello');
    const event = enter({shiftKey: true});
    field.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
    expect(sent).to.deep.equal([]);
  });

  it('leaves Enter to an input method that is composing', async () => {
    const {field, sent} = await open();
    write(field, 'にほん');
    field.dispatchEvent(enter({isComposing: true}));
    field.dispatchEvent(enter({keyCode: 229}));
    expect(sent).to.deep.equal([]);
  });

  it('sends nothing but spaces never', async () => {
    const {assistant, field, sent} = await open();
    write(field, '   ');
    field.dispatchEvent(enter());
    const composer = assistant.shadowRoot!.querySelector<VoiceComposer>('voice-composer')!;
    await composer.updateComplete;
    expect(sent).to.deep.equal([]);
    expect(partOf<HTMLButtonElement>(assistant, 'send').disabled).to.equal(true);
  });

  it('keeps the words when the page says no', async () => {
    const {assistant, field} = await open();
    assistant.addEventListener('voice-send-request', event => event.preventDefault());
    write(field, 'Hello');
    field.dispatchEvent(enter());
    expect(field.value).to.equal('Hello');
  });
});

describe('VoiceTranscript', () => {
  it('shows words as words, whatever they contain', async () => {
    const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \u202Eabc';
    const assistant = await assistantWith({
      pace: 0,
      steps: [{event: {type: 'turn-text', id: '1', role: 'assistant', text: hostile, final: true}}],
    });
    await openPanel(assistant);
    await assistant.start();
    await until(() => hasPart(assistant, 'turn'));
    const turn = partOf(assistant, 'turn-assistant');
    expect(turn.querySelector('p')!.textContent).to.equal(hostile);
    expect(turn.querySelector('img, script')).to.equal(null);
    expect('hacked' in window).to.equal(false);
    assistant.stop();
  });

  it('is a log whose unfinished turns are busy', async () => {
    const assistant = await assistantWith({
      pace: 0,
      steps: [{event: {type: 'turn-text', id: '1', role: 'assistant', text: 'Well', final: false}}],
    });
    await openPanel(assistant);
    await assistant.start();
    await until(() => hasPart(assistant, 'turn'));
    expect(partOf(assistant, 'transcript').getAttribute('role')).to.equal('log');
    expect(partOf(assistant, 'turn').getAttribute('aria-busy')).to.equal('true');
    assistant.stop();
    await nextFrame();
    expect(partOf(assistant, 'turn').getAttribute('aria-busy')).to.equal('false');
  });
});

describe('VoiceWaveform', () => {
  it('asks for no frame while nothing is on, and for one a frame during a conversation', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const {requestAnimationFrame: request} = window;
    /** How often each was asked for. */
    const asked = new Map<FrameRequestCallback, number>();
    window.requestAnimationFrame = callback => {
      asked.set(callback, (asked.get(callback) ?? 0) + 1);
      return request(callback);
    };
    try {
      const frames = async (count: number) => {
        asked.clear();
        for (let frame = 0; frame < count; frame++) await new Promise(resolve => request(resolve));
        return [...asked.values()];
      };
      /** What is asked for again and again: words that are drawn ask once. */
      const loops = async (count: number) => (await frames(count)).filter(times => times > 1);
      await until(async () => !(await frames(1)).length, 'the panel is drawn');
      expect(await frames(5)).to.deep.equal([]);
      await assistant.start();
      await until(async () => (await loops(2)).length, 'what it draws is loaded, and in sight');
      expect(await loops(5)).to.deep.equal([5]);
      assistant.stop();
      await until(async () => !(await frames(1)).length, 'it comes to rest');
      expect(await frames(5)).to.deep.equal([]);
    } finally {
      window.requestAnimationFrame = request;
    }
  });
});
