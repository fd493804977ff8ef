import {expect, fixture, html} from '@open-wc/testing';
import '../../src/entries/define.js';
import {hasPart, openPanel} from '../helpers/assistants.js';

describe('A widget', () => {
  it('leaves its page as it is: no rule of its own, nothing moved', async () => {
    const page = await fixture<HTMLElement>(html`
      <main>
        <h1>Flowers</h1>
        <p>We open at seven.</p>
        <button>Order</button><input value="Roses" />
        <voice-assistant name="Vera"></voice-assistant>
        <p>Pots for balconies.</p>
      </main>
    `);
    const around = [...page.querySelectorAll<HTMLElement>(':not(voice-assistant)'), document.body];
    const state = () =>
      around.map(element => {
        const {x, y, width, height} = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return [x, y, width, height, ...[...style].map(name => style.getPropertyValue(name))].join('|');
      });
    const shifts: PerformanceEntry[] = [];
    const observer = new PerformanceObserver(list => shifts.push(...list.getEntries()));
    observer.observe({type: 'layout-shift'});
    const sheets = () => document.styleSheets.length + document.adoptedStyleSheets.length;
    const before = {state: state(), sheets: sheets(), body: document.body.children.length};
    const assistant = page.querySelector('voice-assistant')!;
    await openPanel(assistant);
    expect(state()).to.deep.equal(before.state);
    expect(sheets()).to.equal(before.sheets);
    assistant.hide();
    await assistant.updateComplete;
    expect(hasPart(assistant, 'panel')).to.equal(false);
    expect(state()).to.deep.equal(before.state);
    expect(document.body.children.length).to.equal(before.body);
    expect(shifts).to.deep.equal([]);
    observer.disconnect();
  });
});
