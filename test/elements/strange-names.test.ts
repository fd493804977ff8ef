import {expect} from '@open-wc/testing';
import {partOf} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';
import {expectToFit, markup} from '../helpers/strange-text.js';

/** Names that a page might give its assistant. */
const names: Readonly<Record<string, string>> = {
  'of a hundred thousand characters': 'Vera '.repeat(20_000),
  'without a space': 'V'.repeat(100_000),
  'of markup': markup,
  'that overrides the direction': '\u202EareV\u202C \u2066\u202E',
  'with nothing to be seen': '\u200B\u200D\uFEFFVera\u2060',
  'of emoji': '👩‍👩‍👧‍👦🏳️‍🌈🇸🇪'.repeat(200),
  'with marks on marks': `V${'\u0353\u0354\u0355'.repeat(200)}era`,
  'of placeholders': '{name} {start} ${1} %s',
  'from right to left': 'فيرا ורד',
};

describe('A name', () => {
  for (const [kind, name] of Object.entries(names)) {
    it(`${kind} is shown as text, and breaks nothing`, async () => {
      const assistant = await assistantAt({phase: 'listening'}, {name, open: true});
      expect(partOf(assistant, 'title').querySelector('bdi')!.textContent).to.equal(name);
      expect(partOf(assistant, 'panel').getAttribute('aria-label')).to.equal(name);
      expect(assistant.shadowRoot!.querySelector('img, script')).to.equal(null);
      expect('hacked' in window).to.equal(false);
      // What the direction of the name does ends with it.
      const close = partOf(assistant, 'close').getBoundingClientRect();
      expect(close.left).to.be.greaterThan(partOf(assistant, 'title').getBoundingClientRect().left);
      expectToFit(assistant);
      assistant.hide();
      await assistant.updateComplete;
      expect(partOf(assistant, 'launcher').getAttribute('aria-label')).to.contain(name);
      assistant.stop();
    });
  }
});
