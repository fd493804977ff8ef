import {expect} from '@open-wc/testing';
import {assistantWith, openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

describe('the language of an assistant', () => {
  it('is that of its launcher, its panel and its parts', async () => {
    const assistant = await assistantWith();
    const launcher = partOf(assistant, 'launcher');
    await openPanel(assistant);
    assistant.lang = 'ar';
    const talk = partOf(assistant, 'talk');
    await until(() => talk.textContent.includes('بدء التحدث'));
    expect(launcher.ariaLabel).to.equal('Vera. إغلاق');
    expect(partOf(assistant, 'close').title).to.equal('إغلاق');
    for (const part of ['launcher', 'panel', 'talk']) {
      expect(getComputedStyle(partOf(assistant, part)).direction, part).to.equal('rtl');
    }
    expect(launcher.closest('[lang]')?.getAttribute('lang')).to.equal('ar');
    expect(assistant.hasAttribute('dir')).to.equal(false);
    assistant.lang = 'en';
    await until(() => talk.textContent.includes('Start talking'));
    expect(launcher.closest('[dir]')?.getAttribute('dir')).to.equal('ltr');
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
