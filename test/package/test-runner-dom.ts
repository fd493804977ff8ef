import assert from 'node:assert/strict';
import {after, afterEach, before, it} from 'node:test';
import type {ReactNode} from 'react';
import {builtinEnvironments, type EnvironmentReturn} from 'vitest/runtime';
import type {VoiceAssistant, VoiceToolApprovalEvent, VoiceToolResultEvent} from 'voice-assistant-element';
import type {Script} from 'voice-assistant-element/testing';
import {until} from '../helpers/until.js';

/**
 * A page with the assistant in a DOM without a browser, set up as Vitest does it by default, where Node's own conditions
 * decide on what a package brings. One DOM a process.
 */
export function itConversesIn(name: 'jsdom' | 'happy-dom'): void {
  let environment: EnvironmentReturn;
  const faults: unknown[] = [];

  before(async () => {
    environment = await builtinEnvironments[name].setup(globalThis, {});
    process.on('unhandledRejection', error => faults.push(error));
    addEventListener('error', ({error}) => faults.push(error));
    console.error = (...words: unknown[]) => {
      // What jsdom does not have, and says so.
      if (!String(words[0]).startsWith('Not implemented')) faults.push(words);
    };
    await import('voice-assistant-element/define');
  });
  afterEach(() => {
    document.body.replaceChildren();
    assert.deepEqual(faults.splice(0), []);
  });
  after(() => environment.teardown(globalThis));

  async function assistantWith(script: Script, properties: Partial<VoiceAssistant> = {}) {
    const {ScriptedSession} = await import('voice-assistant-element/testing');
    const assistant = document.createElement('voice-assistant');
    const session = new ScriptedSession({pace: 0, ...script});
    document.body.append(Object.assign(assistant, {name: 'Vera', session}, properties));
    return assistant;
  }

  it('a page with an assistant renders', async () => {
    document.body.innerHTML = '<voice-assistant name="Vera" placement="top-start"></voice-assistant>';
    const assistant = document.querySelector('voice-assistant')!;
    await assistant.updateComplete;
    const launcher = assistant.shadowRoot!.querySelector('.launcher');
    assert.equal(launcher?.getAttribute('aria-label'), 'Talk to Vera');
  });

  it('an assistant without an endpoint says that it has none', async () => {
    const assistant = document.body.appendChild(document.createElement('voice-assistant'));
    await assert.rejects(assistant.start(), {name: 'VoiceError', code: 'token-config'});
  });

  for (const layout of ['floating', 'inline', 'modal', 'fullscreen', 'custom'] as const) {
    it(`a conversation is acted out and shown, ${layout}`, async () => {
      const script = {steps: [{user: 'Hi there'}, {assistant: 'Hello **you**'}]};
      const more = {
        layout,
        face: 'text',
        captions: 'on',
        debug: true,
        feedback: 'both',
        visualizer: 'orb',
      } as const;
      const assistant = await assistantWith(script, more);
      const transcript = document.createElement('voice-transcript');
      if (layout === 'custom') assistant.append(transcript);
      await assistant.start();
      const shown = () =>
        (assistant.shadowRoot!.querySelector('voice-transcript') ?? transcript).shadowRoot?.textContent;
      assistant.show();
      await until(() => /Hi there[^]*Hello/.test(shown() ?? ''));
      await assistant.sendText('Bye');
      await until(() => shown()?.includes('You said: Bye'));
      assistant.showSettings();
      await until(() => assistant.shadowRoot!.querySelector('voice-settings')?.shadowRoot?.textContent);
      assistant.stop();
      assert.equal(assistant.snapshot.phase, 'idle');
    });
  }

  it('a tool asks, is allowed, and does it', async () => {
    const tool = {name: 'add', needsApproval: true, execute: ({n}: {n?: unknown}) => Number(n) + 1};
    const assistant = await assistantWith({steps: [{tool: 'add', arguments: {n: 1}}]}, {tools: [tool]});
    const asked = new Promise<VoiceToolApprovalEvent>(resolve =>
      assistant.addEventListener('voice-tool-approval', resolve),
    );
    const done = new Promise<VoiceToolResultEvent>(resolve =>
      assistant.addEventListener('voice-tool-result', resolve),
    );
    await assistant.start();
    assistant.approve((await asked).callId);
    assert.equal((await done).output, 2);
    assistant.stop();
  });

  it('React gives it its props, what changes of them, its events and its ref', async () => {
    Object.assign(globalThis, {IS_REACT_ACT_ENVIRONMENT: true});
    const {act, createElement, createRef} = await import('react');
    const {createRoot} = await import('react-dom/client');
    const {VoiceAssistant} = await import('voice-assistant-element/react');
    const root = createRoot(document.body.appendChild(document.createElement('div')));
    const render = (node: ReactNode) => act(async () => root.render(node));
    const heard: string[] = [];
    const ref = createRef<VoiceAssistant>();
    const props = {ref, id: 'vera', className: 'shop', layout: 'custom', 'data-test': 'x'} as const;
    const listener = (word: string) => () => void heard.push(word);
    const tools = [{name: 'add', execute: () => 1}];
    await render(
      createElement(VoiceAssistant, {...props, muted: false, tools, onVoicePanelToggle: listener('first')}),
    );
    const assistant = ref.current!;
    await assistant.updateComplete;
    assert.equal(assistant, document.querySelector('voice-assistant'));
    assert.deepEqual(
      ['id', 'class', 'layout', 'data-test'].map(name => assistant.getAttribute(name)),
      ['vera', 'shop', 'custom', 'x'],
    );
    assert.equal(assistant.tools, tools);
    assistant.show();
    await assistant.updateComplete;
    assistant.mute(); // What the user did since is not undone by props that are as they were.
    await render(
      createElement(VoiceAssistant, {
        ...props,
        muted: false,
        tools,
        onVoicePanelToggle: listener('second'),
      }),
    );
    assert.equal(assistant.muted, true);
    assistant.hide();
    await assistant.updateComplete;
    await render(createElement(VoiceAssistant, {...props, id: undefined}));
    assert.deepEqual([assistant.tools, assistant.hasAttribute('id')], [undefined, false]);
    assistant.show();
    await assistant.updateComplete;
    assert.deepEqual(heard, ['first', 'second']);
    await act(async () => root.unmount());
    assert.equal(ref.current, null);
  });
}
