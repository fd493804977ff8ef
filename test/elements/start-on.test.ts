import {expect, fixtureCleanup} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

describe('A press on the launcher', () => {
  let assistant: VoiceAssistant;
  let asked: number;
  beforeEach(async () => {
    assistant = await assistantWith();
    asked = 0;
    assistant.addEventListener('voice-start-request', () => asked++);
  });
  afterEach(() => fixtureCleanup());

  for (const startOn of ['auto', 'open'] as const)
    it(`opens the panel and starts a call with start-on="${startOn}"`, async () => {
      assistant.startOn = startOn;
      partOf(assistant, 'launcher').click();
      await untilPhase(assistant, 'listening');
      expect(assistant.open).to.equal(true);
      expect(asked).to.equal(1);
    });

  it('opens the panel and no more with start-on="request": a person can type without a microphone', async () => {
    assistant.startOn = 'request';
    partOf(assistant, 'launcher').click();
    await until(() => assistant.open, 'the panel is open');
    const panel = await openPanel(assistant);
    expect(asked).to.equal(0);
    expect(assistant.snapshot.phase).to.equal('idle');
    expect(panel.querySelector('voice-composer')).to.exist;
    assistant.sendText('Are you open?');
    await untilPhase(assistant, 'listening');
    expect(assistant.snapshot.textOnly).to.equal(true);
  });

  it('shows what the assistant says first, before anything is said', async () => {
    assistant.startOn = 'request';
    assistant.firstMessage = 'Good morning! What may it be?';
    const panel = await openPanel(assistant);
    const empty = panel.querySelector('voice-transcript > [slot=empty]')!;
    expect(empty.textContent).to.equal('Good morning! What may it be?');
  });
});
