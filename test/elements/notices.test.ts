import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';
import {until} from '../helpers/until.js';

/** What a screen reader is told by a live region as it comes, or by what it says then. */
function announcerOf(assistant: VoiceAssistant): HTMLElement {
  return assistant.shadowRoot!.querySelector<HTMLElement>('.announcer')!;
}

describe('A call without a microphone', () => {
  for (const [error, ways] of [
    ['mic-denied', ['Type instead', 'Try again']],
    ['insecure-context', ['Type instead', 'Try again']],
    ['mic-missing', ['Try again', 'Type instead']],
    ['mic-busy', ['Try again', 'Type instead']],
    ['connect-network', ['Try again']],
  ] as const)
    it(`offers what its sentence says, and first what may help: ${error}`, async () => {
      const assistant = await assistantAt({phase: 'failed', error});
      const buttons = [...partOf(assistant, 'error').querySelectorAll('button:not([part=diagnose])')];
      expect(buttons.map(({textContent}) => textContent.trim())).to.deep.equal(ways);
      expect(buttons.map(button => button.matches('.primary'))).to.deep.equal(ways.map((_, at) => !at));
      assistant.stop();
    });
});

describe('A notice in a call', () => {
  let assistant: VoiceAssistant;
  afterEach(() => assistant.stop());

  it('goes away by a press, and the focus stays in the panel', async () => {
    assistant = await assistantAt({phase: 'listening', error: 'tool-failed'});
    const dismiss = partOf(assistant, 'dismiss');
    expect(dismiss.getAttribute('aria-label')).to.equal('Close');
    dismiss.focus();
    dismiss.click();
    await until(() => !hasPart(assistant, 'error'), 'it is gone');
    expect(assistant.snapshot).to.include({error: null, phase: 'listening'});
    expect(assistant.shadowRoot!.activeElement).to.equal(partOf(assistant, 'panel'));
  });

  it('says that an answer can be read where it could not be spoken', async () => {
    assistant = await assistantWith();
    await openPanel(assistant);
    const session = new ScriptedSession({pace: 0});
    assistant.session = session;
    await assistant.start();
    const error = new VoiceError('response-failed', {detail: 'speech_unavailable'});
    session.act({event: {type: 'problem', error}});
    await until(() => hasPart(assistant, 'error'));
    expect(partOf(assistant, 'error').textContent.trim()).to.equal(
      'The assistant couldn’t speak. You can read its answer.',
    );
  });

  it('that asks for a press has no other button', async () => {
    assistant = await assistantAt({phase: 'listening', error: 'playback-blocked'});
    expect(partOf(assistant, 'error').querySelectorAll('button')).to.have.lengthOf(1);
    expect(hasPart(assistant, 'dismiss')).to.equal(false);
  });

  it('leaves no trace where there is none to dismiss', async () => {
    assistant = await assistantAt({phase: 'listening'});
    const before = assistant.snapshot;
    (await assistant.loadConversation()).dismissError();
    expect(assistant.snapshot).to.equal(before);
  });
});

describe('What a screen reader is told of trouble', () => {
  let assistant: VoiceAssistant;
  afterEach(() => assistant.stop());

  it('is one sentence, in one alert, without the buttons beside it', async () => {
    assistant = await assistantWith();
    await openPanel(assistant);
    const alerts: string[] = [];
    new MutationObserver(records => {
      for (const {addedNodes, target} of records)
        for (const node of [target, ...addedNodes])
          if (node instanceof Element)
            for (const alert of [node.closest('[role=alert]'), ...node.querySelectorAll('[role=alert]')])
              if (alert) alerts.push(alert.textContent.trim());
    }).observe(assistant.shadowRoot!, {childList: true, subtree: true, characterData: true});
    assistant.session = failing();
    await assistant.start().catch(() => {});
    await until(() => hasPart(assistant, 'diagnose'), 'the later button is there');
    const {message} = assistant.snapshot.error!;
    expect(new Set(alerts)).to.deep.equal(new Set([message]));
  });

  it('has no “Couldn’t connect” on top', async () => {
    assistant = await assistantWith();
    await openPanel(assistant);
    const status = assistant.shadowRoot!.querySelector('voice-status')!.shadowRoot!;
    const said = new Set<string>();
    new MutationObserver(() => said.add(status.querySelector('[role=status]')!.textContent.trim())).observe(
      status,
      {childList: true, subtree: true, characterData: true},
    );
    assistant.session = failing();
    await assistant.start().catch(() => {});
    await untilPhase(assistant, 'failed');
    await until(() => partOf(assistant, 'status').textContent.includes('Couldn’t connect'), 'it is shown');
    expect(said).not.to.include('Couldn’t connect');
  });

  it('that is no error comes from a place that was there before, once', async () => {
    assistant = await assistantAt({phase: 'listening'});
    const announcer = announcerOf(assistant);
    expect(announcer.getAttribute('role')).to.equal('status');
    const said: string[] = [];
    new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, {childList: true});
    const banner = (text: string) => ({
      render: () => {
        const sentence = document.createElement('p');
        sentence.dataset.notice = 'one';
        sentence.textContent = text;
        return sentence as never;
      },
    });
    assistant.banner = banner('Three seconds left');
    await until(() => said.length === 1, 'it is said');
    assistant.banner = banner('Two seconds left');
    await assistant.updateComplete;
    assistant.banner = null;
    await until(() => said.length === 2, 'it is over');
    expect(said).to.deep.equal(['Three seconds left', '']);
    expect(announcerOf(assistant)).to.equal(announcer);
  });
});

describe('A button with an icon', () => {
  it('says its name once: a tooltip is the name, not a description that repeats it', async () => {
    const assistant = await assistantAt({phase: 'listening', turns: [{user: 'Hello'}]});
    const named = (root: ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap(element => [
        ...(element.hasAttribute('title') ? [element] : []),
        ...(element.shadowRoot ? named(element.shadowRoot) : []),
      ]);
    const titled = named(assistant.shadowRoot!);
    expect(titled.length).to.be.greaterThan(3);
    for (const {title, ariaLabel} of titled as HTMLElement[]) expect(title).not.to.equal(ariaLabel);
    assistant.stop();
  });
});

function failing(): ScriptedSession {
  const error = new VoiceError('connect-network');
  return Object.assign(new ScriptedSession({pace: 0}), {start: () => Promise.reject(error)});
}
