import {expect, fixture, html} from '@open-wc/testing';
import {References} from '../../../src/conversation/tools/page-actions/references.js';
import {act, referenceOf} from './act.js';

const element = () => document.body.appendChild(document.createElement('p'));

describe('A reference of the page', () => {
  it('is never given to another element, by whichever set of tools the page is read', async () => {
    const page = await fixture<HTMLElement>(html`
      <form>
        <label>Street <input name="street" /></label>
        <label>City <input name="city" /></label>
      </form>
    `);
    const street = referenceOf('field: Street');
    const city = referenceOf('field: City');
    page.querySelector('label')!.remove();
    expect(referenceOf('field: City')).to.equal(city);
    page.insertAdjacentHTML('afterbegin', '<label>Comment <input name="comment" /></label>');
    expect(referenceOf('field: Comment')).not.to.be.oneOf([street, city]);
    expect(() => act('fill-field', {target: street, value: 'x'})).to.throw('Read the page again');
    act('fill-field', {target: city, value: 'Bergen'});
    expect(page.querySelector<HTMLInputElement>('[name=city]')!.value).to.equal('Bergen');
  });

  it('stays with its element while that leaves the page and comes back', () => {
    const references = new References();
    const [one, two] = [element(), element()];
    expect([references.numberOf(one), references.numberOf(two)]).to.deep.equal([1, 2]);
    one.remove();
    references.sweep();
    expect(references.find(1)).to.equal(null);
    document.body.append(one);
    expect(references.numberOf(one)).to.equal(1);
    expect(references.find(1)).to.equal(one);
    expect(references.find(3)).to.equal(undefined);
    one.remove();
    two.remove();
  });

  it('takes no memory once its element is gone, and its number is not given again', () => {
    const references = new References();
    for (let index = 0; index < 100; index++) {
      const gone = element();
      references.numberOf(gone);
      gone.remove();
    }
    references.sweep();
    expect(references.size).to.equal(0);
    const last = element();
    expect(references.numberOf(last)).to.equal(101);
    last.remove();
  });

  it('is refused once its element is hidden or private', async () => {
    const page = await fixture<HTMLElement>(html`<main><h2>Contact</h2></main>`);
    const target = referenceOf('heading: Contact');
    const heading = page.querySelector('h2')!;
    for (const [name, value] of Object.entries({hidden: '', 'data-voice-private': '', style: 'opacity: 0'})) {
      heading.setAttribute(name, value);
      expect(() => act('scroll-to', {target}), name).to.throw('Read the page again');
      heading.removeAttribute(name);
    }
    expect(act('scroll-to', {target})).to.equal('It is in view now.');
  });
});
