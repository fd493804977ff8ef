import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {noCapabilities} from '../../src/state/capabilities.js';
import type {VoiceStatus} from '../../src/elements/voice-status/voice-status.js';
import {Clock} from '../helpers/clock.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {nextFrame} from '../helpers/frames.js';
import {reportedConversation} from '../helpers/reported-conversation.js';
import {assistantAt} from '../helpers/scenes.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** Everything that the live region says, in order. */
function listenTo(assistant: VoiceAssistant): string[] {
  const region = statusOf(assistant).shadowRoot!.querySelector('[role=status]')!;
  const said: string[] = [];
  new MutationObserver(() => {
    const text = region.textContent.trim();
    if (text && text !== said.at(-1)) said.push(text);
  }).observe(region, {childList: true, characterData: true, subtree: true});
  return said;
}

function statusOf(assistant: VoiceAssistant): VoiceStatus {
  return assistant.shadowRoot!.querySelector<VoiceStatus>('voice-status')!;
}

describe('VoiceStatus', () => {
  afterEach(restoreStubs);

  it('says to a screen reader that the microphone is live, once, and not whose turn it is', async () => {
    const assistant = await assistantWith({pace: 0.3, steps: [{user: 'Hello you'}, {assistant: 'Good day'}]});
    await openPanel(assistant);
    const said = listenTo(assistant);
    await assistant.start();
    await untilPhase(assistant, 'speaking');
    await untilPhase(assistant, 'listening');
    await until(() => said.includes('Listening'));
    assistant.stop();
    await until(() => said.at(-1) === 'Call ended');
    expect(said.filter(text => text === 'Listening')).to.have.lengthOf(1);
    expect(said).not.to.include('Thinking…');
    expect(said).not.to.include('Speaking');
  });

  it('says when the microphone is switched off and on', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const said = listenTo(assistant);
    await assistant.start();
    await until(() => said.at(-1) === 'Listening');
    assistant.mute();
    await until(() => said.at(-1) === 'You’re muted');
    assistant.unmute();
    await until(() => said.at(-1) === 'Listening');
    assistant.stop();
  });

  it('says once that an answer takes its time', async () => {
    const assistant = await assistantAt({phase: 'thinking'});
    const said = listenTo(assistant);
    await until(() => said.includes('Thinking…'), 'it is said');
    assistant.interrupt();
    assistant.stop();
    await until(() => said.at(-1) === 'Call ended', 'the call is over');
    expect(said.filter(text => text === 'Thinking…')).to.have.lengthOf(1);
  });

  it('asks for no permission that there is', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const said = listenTo(assistant);
    await assistant.start();
    await until(() => said.includes('Listening'));
    expect(said).not.to.include('Allow microphone access to start');
    assistant.stop();
  });

  it('says of push-to-talk what is to be done: nothing listens before that', async () => {
    const assistant = await assistantWith();
    assistant.turnDetection = 'push-to-talk';
    await openPanel(assistant);
    const said = listenTo(assistant);
    await assistant.start();
    await until(() => said.at(-1) === 'Hold to talk');
    expect(said).not.to.include('Listening');
    expect(partOf(assistant, 'status-text').textContent, 'the button says so').to.equal('');
    assistant.stop();
  });

  it('leaves nothing behind that may not be so any more', async () => {
    const assistant = await assistantWith();
    const clock = new Clock();
    await openPanel(assistant);
    const region = statusOf(assistant).shadowRoot!.querySelector('[role=status]')!;
    const starting = assistant.start();
    for (let step = 0; assistant.snapshot.phase !== 'listening' && step < 100; step++) await clock.pass(50);
    await starting;
    await clock.pass(200);
    expect(region.textContent).to.equal('Listening');
    await clock.pass(4_000);
    expect(region.textContent).to.equal('');
    assistant.stop();
  });

  it('says nothing when it appears in a quiet widget', async () => {
    const assistant = await assistantWith();
    const clock = new Clock();
    await openPanel(assistant);
    const said = listenTo(assistant);
    await clock.pass(1_000);
    expect(said).to.deep.equal([]);
  });

  it('says nothing of calls when the panel is opened again', async () => {
    const assistant = await assistantWith();
    assistant.face = 'voice';
    await openPanel(assistant);
    assistant.hide();
    await assistant.updateComplete;
    await openPanel(assistant);
    const said = listenTo(assistant);
    await assistant.start();
    await until(() => said.includes('Listening'), 'the call is on');
    expect(said).not.to.include('Call ended');
    assistant.stop();
  });

  it('shows how long the call lasts, outside of what is announced', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    expect(hasPart(assistant, 'timer')).to.equal(false);
    await assistant.start();
    await nextFrame();
    const {now} = Date;
    const timer = partOf(assistant, 'timer');
    expect(timer.textContent).to.match(/^0:0\d$/);
    expect(timer.closest('[role=status], [aria-live]')).to.equal(null);
    stub(Date, 'now', () => now() + 3_725_000);
    statusOf(assistant).requestUpdate();
    await nextFrame();
    expect(timer.textContent).to.match(/^62:0\d$/);
    assistant.stop();
    await nextFrame();
    expect(partOf(assistant, 'status').innerText).to.match(/^Call ended\s+62:0\d$/);
  });

  it('counts by itself, but not in a hidden page', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const hide = (hidden: boolean) => {
      stub(document, 'hidden', hidden);
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hide(true); // No timer of the browser's own is set.
    await assistant.start();
    await nextFrame();
    const clock = new Clock();
    stub(Date, 'now', () => assistant.snapshot.startedAt! + performance.now() - begun);
    const begun = performance.now();
    const timer = partOf(assistant, 'timer');
    const shown: string[] = [];
    const seconds = async (count: number) => {
      for (let second = 0; second < count; second++) {
        await clock.pass(1_000);
        shown.push(timer.textContent);
      }
      return shown.splice(0);
    };
    hide(false);
    expect(await seconds(3)).to.deep.equal(['0:01', '0:02', '0:03']);
    hide(true);
    expect(await seconds(3)).to.deep.equal(['0:03', '0:03', '0:03']);
    hide(false);
    expect(await seconds(1)).to.deep.equal(['0:07']);
    assistant.stop();
  });

  it('shows that both speak at once, and says nothing to a screen reader meanwhile', async () => {
    const {assistant, emit} = await reportedConversation();
    emit({type: 'capabilities-changed', capabilities: {...noCapabilities, turns: false}});
    const shown = () => partOf(assistant, 'status').innerText;
    await until(() => shown().startsWith('Listening'));
    const said = listenTo(assistant);
    for (let time = 0; time < 3; time++) {
      emit({type: 'playback-started'});
      emit({type: 'speech-started'});
      await until(() => /^Speaking · Listening to you/.test(shown()), 'both are shown');
      for (const state of ['speaking', 'user-speaking'])
        expect(assistant.matches(`:state(${state})`)).to.equal(true);
      emit({type: 'speech-stopped'});
      await until(() => shown().startsWith('Speaking') && !shown().includes('Listening'));
      emit({type: 'playback-stopped', cut: false});
      await until(() => shown().startsWith('Listening'));
    }
    expect(said).to.deep.equal([]);
    assistant.stop();
  });

  it('does not talk over a person who speaks while work is under way', async () => {
    const {assistant, emit} = await reportedConversation();
    emit({type: 'capabilities-changed', capabilities: {...noCapabilities, turns: false}});
    const clock = new Clock();
    const said = listenTo(assistant);
    emit({type: 'work-started', id: 'task'});
    emit({type: 'speech-started'});
    await untilPhase(assistant, 'thinking');
    await clock.pass(10_000);
    expect(partOf(assistant, 'status').innerText).to.match(/^Thinking… · Listening to you/);
    expect(said).to.deep.equal([]);
    emit({type: 'speech-stopped'});
    await nextFrame();
    await clock.pass(2_500);
    await nextFrame();
    expect(said).to.deep.equal(['Thinking…']);
    assistant.stop();
  });

  it('shows that push-to-talk is held', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    await assistant.start();
    assistant.startTalking();
    await nextFrame();
    expect(partOf(assistant, 'status').textContent).to.contain('Listening to you');
    assistant.stop();
  });
});
