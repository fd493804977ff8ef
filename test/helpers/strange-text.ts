import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {partOf} from './assistants.js';

/** Sets `window.hacked` where it is taken for more than text. */
export const markup = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

/** Nothing is wider than what it stands in, or beside the screen. */
export function expectToFit(assistant: VoiceAssistant): void {
  const panel = partOf(assistant, 'panel').getBoundingClientRect();
  for (const part of ['header', 'close', 'settings-button', 'transcript', 'status', 'controls', 'composer']) {
    const {left, right, top, bottom} = partOf(assistant, part).getBoundingClientRect();
    expect(left, part).to.be.at.least(panel.left);
    expect(right, part).to.be.at.most(panel.right);
    expect(top, part).to.be.at.least(panel.top);
    expect(bottom, part).to.be.at.most(panel.bottom);
  }
  const transcript = partOf(assistant, 'transcript');
  expect(transcript.scrollWidth).to.equal(transcript.clientWidth);
}
