import {expect} from '@open-wc/testing';
import {endlessTalk, hostileTalk, longTalk} from '../../stories/helpers/conversations.js';
import type {Said} from '../../stories/helpers/held-session.js';
import {until} from '../../stories/helpers/scene.js';
import {hasPiece, piece} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';
import {expectToFit, markup} from '../helpers/strange-text.js';

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
      expectToFit(assistant);
      assistant.stop();
    });
  }
});
