import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf} from '../helpers/assistants.js';
import {Clock, settled} from '../helpers/clock.js';
import {restoreStubs} from '../helpers/stub.js';

describe('An element in a call', () => {
  let assistant: VoiceAssistant;
  let reasons: string[];
  let clock: Clock;
  beforeEach(async () => {
    reasons = [];
    assistant = await assistantWith();
    assistant.addEventListener('voice-session-end', ({reason}) => reasons.push(reason));
    await assistant.start();
    clock = new Clock();
  });
  afterEach(() => {
    restoreStubs();
    assistant.stop();
    assistant.remove();
  });

  it('goes on when it is moved, however many tasks that takes', async () => {
    assistant.remove();
    for (let task = 0; task < 3; task++) await settled();
    await clock.pass(100);
    document.body.append(assistant);
    await clock.pass(1_000);
    expect([assistant.snapshot.phase, reasons]).to.deep.equal(['listening', []]);
  });

  it('goes on when it is moved again and again', async () => {
    for (let time = 0; time < 5; time++) {
      assistant.remove();
      await clock.pass(200);
      document.body.append(assistant);
    }
    expect(assistant.snapshot.phase).to.equal('listening');
  });

  it('goes on in a dialog of the page, where it can be used', async () => {
    restoreStubs();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    await openPanel(assistant);
    dialog.showModal();
    dialog.append(assistant);
    await assistant.updateComplete;
    partOf(assistant, 'input').focus();
    expect([assistant.snapshot.phase, document.activeElement]).to.deep.equal(['listening', assistant]);
    dialog.remove();
  });

  it('ends soon after it was removed for good', async () => {
    assistant.remove();
    await clock.pass(250);
    expect([assistant.snapshot.phase, reasons]).to.deep.equal(['idle', ['removed']]);
  });
});
