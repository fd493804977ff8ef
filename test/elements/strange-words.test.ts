import {expect} from '@open-wc/testing';
import {endlessTalk, hostileTalk, longTalk} from '../../stories/helpers/conversations.js';
import type {Said} from '../../stories/helpers/held-session.js';
import {hasPart, partOf} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';
import {expectToFit, markup} from '../helpers/strange-text.js';
import {until} from '../helpers/until.js';

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
      await until(() => hasPart(assistant, 'captions'), 'the captions show');
      const log = partOf(assistant, 'transcript');
      const said = turns.map(({user, assistant}) => user ?? assistant ?? '');
      // Of a long conversation the end is drawn; what came before is there as text.
      await until(() => said.every(text => log.textContent.includes(text)), 'all of it is there');
      const drawn = [...log.querySelectorAll('.bubble')].reverse();
      expect(drawn).not.to.be.empty;
      for (const [index, {textContent}] of drawn.entries())
        expect(textContent === said.at(-1 - index), `turn ${-1 - index} is as it was said`).to.equal(true);
      expect(log.querySelector('img, script, h1, a')).to.equal(null);
      expect('hacked' in window).to.equal(false);
      expectToFit(assistant);
      assistant.stop();
    });
  }
});
