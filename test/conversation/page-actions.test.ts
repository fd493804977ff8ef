import {expect, fixture, html} from '@open-wc/testing';
import {pageActions} from '../../src/conversation/tools/page-actions.js';
import {navigate} from '../../src/conversation/tools/page-actions/navigate.js';
import type {PageActionName, ToolArguments} from '../../src/conversation/tools/voice-tool.js';

const all: readonly PageActionName[] = ['read-page', 'scroll-to', 'highlight', 'fill-field', 'navigate'];

describe('Page actions', () => {
  let page: HTMLElement;
  let run: (name: PageActionName, args?: ToolArguments) => unknown;

  beforeEach(async () => {
    const actions = pageActions(all);
    run = (name, args = {}) =>
      actions.find(action => action.name === name)!.execute(args, new AbortController().signal);
    page = await fixture(html`
      <main>
        <h2>Delivery</h2>
        <p>We deliver on weekdays.</p>
        <p hidden>Nobody sees this.</p>
        <p data-voice-private>Account 4711</p>
        <a href="/contact?from=page">Contact us</a>
        <a href="https://example.test/away">Partner</a>
        <button>Order</button>
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
          <label>Number <input type="number" name="count" /></label>
          <label>Secret <input type="password" name="p" value="hunter2" /></label>
          <label>Card <input name="cardNumber" value="4111" /></label>
          <label>Code <input autocomplete="one-time-code" name="c" /></label>
          <label>Long number <input autocomplete="billing cc-number" name="n" /></label>
          <label>IBAN <input name="x" /></label>
          <label>Fixed <input name="fixed" readonly /></label>
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

  it('read what is seen, and nothing private', () => {
    const text = run('read-page') as string;
    for (const seen of [
      'heading: Delivery',
      'We deliver on weekdays.',
      'link: Contact us → /contact?from=page',
      'button: Order',
      'field: Street (text), now: Old road',
    ])
      expect(text).to.contain(seen);
    expect(text).to.contain('link: Partner → https://example.test');
    for (const unseen of ['Nobody sees', '4711', 'hunter2', '4111', 'away'])
      expect(text).not.to.contain(unseen);
  });

  it('find again what they have read, and what is named', () => {
    const reference = /\[(e\d+)\] field: Street/.exec(run('read-page') as string)![1]!;
    run('fill-field', {target: reference, value: 'New road'});
    expect(field('street').value).to.equal('New road');
    run('fill-field', {target: 'street', value: 'Third road'});
    expect(field('street').value).to.equal('Third road');
    expect(() => run('scroll-to', {target: 'Imprint'})).to.throw('no such thing');
  });

  it('fill in a field as a person would', () => {
    const heard: string[] = [];
    page.addEventListener('input', event => heard.push((event.target as HTMLInputElement).name));
    page.addEventListener('change', event => heard.push((event.target as HTMLInputElement).name));
    run('fill-field', {target: 'Country', value: 'iceland'});
    run('fill-field', {target: 'A gift', value: 'true'});
    expect([field<HTMLSelectElement>('country').value, field('gift').checked]).to.deep.equal(['is', true]);
    expect(heard).to.deep.equal(['country', 'country', 'gift', 'gift']);
    expect(() => run('fill-field', {target: 'Country', value: 'Mars'})).to.throw('Norway, Iceland');
    expect(() => run('fill-field', {target: 'Number', value: 'many'})).to.throw('does not take');
    expect(() => run('fill-field', {target: 'Delivery', value: 'x'})).to.throw('not a field');
  });

  for (const name of ['p', 'cardNumber', 'c', 'n', 'x', 'fixed']) {
    it(`leave the field "${name}" alone`, () => {
      const before = field(name).value;
      field(name).id = 'the-field';
      expect(() => run('fill-field', {target: 'the-field', value: 'x'})).to.throw(
        /person only|cannot be changed/,
      );
      expect(field(name).value).to.equal(before);
    });
  }

  it('show what they speak of', () => {
    run('highlight', {target: 'Order'});
    expect(page.querySelector('button')!.getAnimations()).to.have.length(1);
    expect(page.querySelector('button')!.hasAttribute('style')).to.equal(false);
  });

  it('go to pages of the same site only, and ask before', () => {
    const opened: string[] = [];
    navigate('/contact', url => opened.push(url));
    expect(opened).to.deep.equal([`${location.origin}/contact`]);
    for (const away of [
      'https://example.test/',
      '//example.test/',
      'javascript:alert(1)',
      'data:text/html,x',
    ])
      expect(() => navigate(away, url => opened.push(url))).to.throw('this site');
    expect(opened).to.have.length(1);
    expect(pageActions(['navigate'])[0]!.needsApproval).to.equal(true);
  });
});
