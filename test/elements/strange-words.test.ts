import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {endlessTalk, hostileTalk, longTalk} from '../../stories/helpers/conversations.js';
import type {Said} from '../../stories/helpers/held-session.js';
import {until} from '../../stories/helpers/scene.js';
import {hasPiece, piece} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';

const markup = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

/** Nothing is wider than what it stands in, or beside the screen. */
function fits(assistant: VoiceAssistant): void {
  const panel = piece(assistant, 'panel').getBoundingClientRect();
  for (const part of ['header', 'close', 'settings-button', 'transcript', 'status', 'controls', 'composer']) {
    const {left, right, top, bottom} = piece(assistant, part).getBoundingClientRect();
    expect(left, part).to.be.at.least(panel.left);
    expect(right, part).to.be.at.most(panel.right);
    expect(top, part).to.be.at.least(panel.top);
    expect(bottom, part).to.be.at.most(panel.bottom);
  }
  const transcript = piece(assistant, 'transcript');
  expect(transcript.scrollWidth).to.equal(transcript.clientWidth);
}

const huge = ['\u202E', markup, 'w'.repeat(100_000)].join(' ');

describe('What is said', () => {
  for (const [kind, turns] of Object.entries({
    'with hostile characters': hostileTalk,
    'at length': longTalk,
    'a hundred thousand characters long': [{user: huge}, {assistant: huge}],
    'in five hundred turns': endlessTalk,
  } satisfies Record<string, readonly Said[]>)) {
    it(`${kind} is shown as text, and breaks nothing`, async () => {
      const assistant = await assistantAt({phase: 'listening', turns}, {captions: 'on'});
      await until(() => hasPiece(assistant, 'captions'), 'the captions show');
      const log = piece(assistant, 'transcript');
      await until(() => log.querySelectorAll('.bubble').length >= turns.length, 'all of it shows');
      const said = turns.map(({user, assistant}) => user ?? assistant ?? '');
      for (const [index, {textContent}] of [...log.querySelectorAll('.bubble')].entries())
        expect(textContent === said[index], `turn ${index} is as it was said`).to.equal(true);
      expect(log.querySelector('img, script, h1, a')).to.equal(null);
      expect('hacked' in window).to.equal(false);
      fits(assistant);
      assistant.stop();
    });
  }
});
