import {expect} from '@open-wc/testing';
import {assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

describe('the language of an assistant', () => {
  it('is that of its launcher, its panel and its parts', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    assistant.lang = 'ar';
    const talk = partOf(assistant, 'talk');
    await until(() => talk.textContent.includes('بدء التحدث'));
    expect(partOf(assistant, 'close').title).to.equal('إغلاق');
    for (const part of ['panel', 'talk']) {
      expect(getComputedStyle(partOf(assistant, part)).direction, part).to.equal('rtl');
    }
    const panel = partOf(assistant, 'panel');
    expect(panel.closest('[lang]')?.getAttribute('lang')).to.equal('ar');
    expect(assistant.hasAttribute('dir')).to.equal(false);
    assistant.lang = 'en';
    await until(() => talk.textContent.includes('Start talking'));
    expect(panel.closest('[dir]')?.getAttribute('dir')).to.equal('ltr');
    assistant.lang = 'ar';
    assistant.hide();
    const launcher = () => hasPart(assistant, 'launcher') && partOf(assistant, 'launcher').ariaLabel;
    await until(() => launcher() === 'التحدث مع ⁨Vera⁩', 'the launcher speaks it, too');
  });

  it('gives way to the words of the page', async () => {
    const assistant = await assistantWith();
    assistant.strings = {talkTo: 'Frag {name}'};
    assistant.lang = 'de';
    await openPanel(assistant);
    await until(() => partOf(assistant, 'close').title === 'Schließen');
    assistant.hide();
    await assistant.updateComplete;
    expect(partOf(assistant, 'launcher').getAttribute('aria-label')).to.equal('Frag Vera');
  });
});
