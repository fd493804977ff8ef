import {expect} from '@open-wc/testing';
import {arrived, assistantWith, openPanel, partOf} from '../helpers/assistants.js';

describe('A widget on a zoomed page', () => {
  const page = new CSSStyleSheet();
  before(() => document.adoptedStyleSheets.push(page));
  afterEach(() => page.replaceSync(''));
  after(() => void document.adoptedStyleSheets.pop());

  for (const layout of ['floating', 'modal', 'fullscreen'] as const)
    for (const zoomed of ['body', 'html'])
      it(`is all on the screen (${layout}, ${zoomed})`, async () => {
        page.replaceSync(`${zoomed} { zoom: 2 }`);
        const assistant = await assistantWith();
        assistant.layout = layout;
        await openPanel(assistant);
        arrived(assistant);
        for (const part of ['panel', 'header', 'close', 'composer']) {
          const {top, bottom, left, right, height} = partOf(assistant, part).getBoundingClientRect();
          expect(height, part).to.be.above(0);
          expect(Math.min(top, left), part).to.be.at.least(-1);
          expect(bottom, part).to.be.at.most(innerHeight + 1);
          expect(right, part).to.be.at.most(innerWidth + 1);
        }
      });
});
