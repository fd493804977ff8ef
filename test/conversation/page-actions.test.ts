import {expect, fixture, html} from '@open-wc/testing';
import {pageActions} from '../../src/conversation/tools/page-actions.js';
import type {PageActionName} from '../../src/conversation/tools/voice-tool.js';
import {act} from './page-actions/act.js';

describe('Page actions', () => {
  let page: HTMLElement;

  beforeEach(async () => {
    page = await fixture(html`
      <main>
        <h2>Delivery</h2>
        <p>We deliver on weekdays.</p>
        <p hidden>This is not shown.</p>
        <p data-voice-private>Account 4711</p>
        <p>Total <span>12</span> <span data-voice-private>of 815</span></p>
        <a href="/contact?from=page">Contact us</a>
        <a href="https://example.test/away">Partner</a>
        <button>Order</button>
        <button aria-label="Basket"></button>
        <form>
          <label for="street">Street</label><input id="street" name="street" value="Old road" />
          <label
            >Country
            <select name="country">
              <option value="no">Norway</option>
              <option value="is">Iceland</option>
            </select></label
          >
          <label><input type="checkbox" name="gift" /> A gift</label>
          <fieldset>
            <legend>Wrapping</legend>
            <label><input type="radio" name="wrapping" value="paper" checked /> Paper</label>
            <label><input type="radio" name="wrapping" value="box" /> Box</label>
          </fieldset>
          <label>Number <input type="number" name="count" value="1" /></label>
          <label>Fixed <input name="fixed" readonly value="before" /></label>
          <label>Off <input name="off" disabled value="before" /></label>
          <fieldset disabled>
            <label>Closed <input name="closed" value="before" /></label>
          </fieldset>
          <label>Set <input name="set" aria-readonly="true" value="before" /></label>
        </form>
      </main>
    `);
  });

  const field = <T extends HTMLElement = HTMLInputElement>(name: string) =>
    page.querySelector<T>(`[name=${name}]`)!;

  it('are switched on one by one, and only those that there are', () => {
    expect(pageActions(['highlight']).map(({name}) => name)).to.deep.equal(['highlight']);
    expect(pageActions(['format-disk' as PageActionName])).to.deep.equal([]);
  });

  it('ask before they fill in a field or go to another page, and for nothing else', () => {
    const asking = pageActions(['read-page', 'scroll-to', 'highlight', 'fill-field', 'navigate'])
      .filter(({needsApproval}) => needsApproval === true)
      .map(({name}) => name);
    expect(asking).to.deep.equal(['fill-field', 'navigate']);
  });

  it('say that the page may act on what is filled in', () => {
    const {description} = pageActions(['fill-field'])[0]!;
    expect(description).to.contain('may act on it at once');
    expect(description).not.to.contain('sends nothing');
  });

  it('read what is seen, and nothing private', () => {
    const text = act('read-page') as string;
    for (const seen of [
      'heading: Delivery',
      'We deliver on weekdays.',
      'Total 12\n',
      'link: Contact us → /contact?from=page',
      'link: Partner → https://example.test\n',
      'button: Order',
      'button: Basket',
      'field: Street (text), now: Old road',
      'field: Country (select-one), now: Norway',
      'field: A gift (checkbox), now: false',
      'field: Wrapping: Box (radio), now: false',
    ])
      expect(text).to.contain(seen);
    for (const unseen of ['not shown', '4711', '815', 'away']) expect(text).not.to.contain(unseen);
  });

  it('find again what they have read, and what is named', () => {
    const reference = /\[(e\d+)\] field: Street/.exec(act('read-page') as string)![1]!;
    act('fill-field', {target: reference, value: 'New road'});
    expect(field('street').value).to.equal('New road');
    act('fill-field', {target: 'street', value: 'Third road'});
    expect(field('street').value).to.equal('Third road');
    for (const target of ['Imprint', '', '*', 'e0'])
      expect(() => act('scroll-to', {target}), target).to.throw('no such thing');
  });

  it('find a field by its name where other things have the same words', () => {
    page.prepend(Object.assign(document.createElement('h3'), {textContent: 'Street'}));
    act('fill-field', {target: 'Street', value: 'New road'});
    expect(field('street').value).to.equal('New road');
  });

  it('fill in a field as a person would', () => {
    const heard: string[] = [];
    for (const type of ['input', 'change'])
      page.addEventListener(type, event => heard.push((event.target as HTMLInputElement).name));
    act('fill-field', {target: 'Country', value: 'iceland'});
    act('fill-field', {target: 'A gift', value: 'true'});
    act('fill-field', {target: 'Wrapping: Box', value: 'yes'});
    expect(field<HTMLSelectElement>('country').value).to.equal('is');
    expect(field('gift').checked).to.equal(true);
    expect(new FormData(field('gift').form!).get('wrapping')).to.equal('box');
    expect(heard).to.deep.equal(['country', 'country', 'gift', 'gift', 'wrapping', 'wrapping']);
  });

  it('refuse a value that a field does not take, without a word to the page', () => {
    let events = 0;
    for (const type of ['input', 'change']) page.addEventListener(type, () => events++);
    const refused = (target: string, value: string) => () => act('fill-field', {target, value});
    expect(refused('Country', 'Mars')).to.throw('Norway, Iceland');
    expect(refused('Number', 'many')).to.throw('does not take');
    expect(refused('A gift', 'perhaps')).to.throw('true or false');
    expect(refused('Wrapping: Box', 'false')).to.throw('only be selected');
    expect(refused('Delivery', 'x')).to.throw('not a field');
    expect(field('count').value).to.equal('1');
    expect(events).to.equal(0);
  });

  for (const target of ['Fixed', 'Off', 'Closed', 'Set'])
    it(`leave a field alone that cannot be changed: ${target}`, () => {
      expect(() => act('fill-field', {target, value: 'after'})).to.throw('cannot be changed');
      expect(field(target.toLowerCase()).value).to.equal('before');
    });

  it('show what they speak of', () => {
    act('highlight', {target: 'Order'});
    expect(page.querySelector('button')!.getAnimations()).to.have.length(1);
    expect(page.querySelector('button')!.hasAttribute('style')).to.equal(false);
  });
});
