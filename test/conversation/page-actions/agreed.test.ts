import {expect, fixture, html} from '@open-wc/testing';
import type {ToolArguments} from '../../../src/conversation/tools/voice-tool.js';
import {act, referenceOf, tool} from './act.js';

describe('What the person agrees to', () => {
  let page: HTMLElement;
  const field = (name: string) => page.querySelector<HTMLInputElement>(`[name=${name}]`)!;

  beforeEach(async () => {
    page = await fixture(html`
      <form>
        <fieldset>
          <legend>Delivery</legend>
          <label>Street <input name="street" value="before" /></label>
        </fieldset>
        <label>City <input name="city" value="before" /></label>
        <label
          >Country
          <select name="country">
            <option value="no">Norway</option>
            <option value="is">Iceland</option>
          </select></label
        >
        <label>Gift <input type="checkbox" name="gift" /></label>
        <input name="x7" placeholder="Comment" />
        <label>Born <input type="date" name="born" /></label>
      </form>
      <form>
        <label>Card number <input name="card" /></label>
      </form>
    `);
    page = page.parentElement!;
  });

  /** Asks the person, has something happen to the page, then does what they agreed to. */
  function agree(args: ToolArguments, meanwhile: () => void): () => unknown {
    const fill = tool('fill-field');
    fill.describe!(args);
    meanwhile();
    return () => fill.execute(args, new AbortController().signal);
  }

  it('is told in the words of the page, not in references and values of code', () => {
    const described = (target: string, value: string) => tool('fill-field').describe!({target, value});
    expect(described(referenceOf('field: City'), 'Bergen')).to.deep.equal({field: 'City', value: 'Bergen'});
    expect(described('Street', 'x')).to.deep.equal({field: 'Delivery: Street', value: 'x'});
    expect(described('Country', 'is')).to.deep.equal({field: 'Country', value: 'Iceland'});
    expect(described('Gift', 'yes')).to.deep.equal({field: 'Gift', value: 'true'});
    expect(described('comment', 'Hello')).to.deep.equal({field: 'Comment', value: 'Hello'});
  });

  it('is not asked when it could not be done; the assistant is told why', () => {
    const cases = [
      {target: 'Imprint', value: 'x'},
      {target: 'Delivery', value: 'x'},
      {target: 'Card number', value: '4242'},
      {target: 'Country', value: 'Mars'},
      {target: 'Born', value: 'yesterday'},
    ];
    for (const args of cases) {
      let said = '';
      try {
        act('fill-field', args);
      } catch (error) {
        said = (error as Error).message;
      }
      expect(said).not.to.equal('');
      expect(() => tool('fill-field').describe!(args)).to.throw(said);
    }
  });

  it('is filled in although the page was read again in between', () => {
    const target = referenceOf('field: City');
    const fill = agree({target, value: 'Bergen'}, () => {
      page.insertAdjacentHTML('afterbegin', '<h2>News</h2><label>Name <input name="name" /></label>');
      act('read-page');
    });
    fill();
    expect(field('city').value).to.equal('Bergen');
    expect(field('name').value).to.equal('');
  });

  it('is the field that was asked about, when another takes its name', () => {
    const fill = agree({target: 'City', value: 'Bergen'}, () =>
      page.insertAdjacentHTML('afterbegin', '<label>City <input name="other" /></label>'),
    );
    fill();
    expect([field('city').value, field('other').value]).to.deep.equal(['Bergen', '']);
  });

  const changes: Readonly<Record<string, () => void>> = {
    'left the page': () => field('city').remove(),
    'was hidden': () => field('city').parentElement!.setAttribute('hidden', ''),
    'became see-through': () => (field('city').style.opacity = '0'),
    'became inert': () => (page.querySelector('form')!.inert = true),
    'became private': () => field('city').setAttribute('data-voice-private', ''),
    'became a field for cards': () => field('city').setAttribute('autocomplete', 'cc-number'),
    'got a password beside it': () =>
      page.querySelector('form')!.insertAdjacentHTML('beforeend', '<input type="password" />'),
    'was disabled': () => (field('city').disabled = true),
    'became read-only': () => (field('city').readOnly = true),
    'became another kind of field': () => (field('city').type = 'search'),
    'got another name': () => (field('city').labels![0]!.firstChild!.nodeValue = 'Your vote'),
  };
  for (const [what, happen] of Object.entries(changes))
    it(`is not done any more once the field ${what}`, () => {
      const city = field('city');
      const fill = agree({target: 'City', value: 'Bergen'}, happen);
      expect(fill).to.throw();
      expect(city.value).to.equal('before');
    });

  it('is not done any more once the choice means something else', () => {
    const fill = agree({target: 'Country', value: 'is'}, () => {
      page.querySelector<HTMLOptionElement>('[value=is]')!.text = 'The moon';
    });
    expect(fill).to.throw('changed since');
  });
});
