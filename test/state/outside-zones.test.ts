import {expect, fixture, html} from '@open-wc/testing';
import {outsideZones} from '../../src/state/outside-zones.js';

describe('What goes on outside of zones', () => {
  it('goes on in a page without zones that has an element of that name', async () => {
    await fixture(html`<section id="Zone"></section>`);
    expect('Zone' in globalThis, 'the page has it').to.equal(true);
    expect(outsideZones(() => 'done')).to.equal('done');
  });
});
