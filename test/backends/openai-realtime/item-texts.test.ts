import {expect} from '@open-wc/testing';
import {ItemTexts} from '../../../src/backends/openai-realtime/item-texts.js';

describe('The text of an item', () => {
  let texts: ItemTexts;
  beforeEach(() => (texts = new ItemTexts()));

  it('grows by deltas', () => {
    expect(texts.append('a', 0, 'Hel')).to.equal('Hel');
    expect(texts.append('a', 0, 'lo')).to.equal('Hello');
  });

  it('keeps items apart', () => {
    texts.append('a', 0, 'One');
    expect(texts.append('b', 0, 'Two')).to.equal('Two');
    expect(texts.append('a', 0, '!')).to.equal('One!');
  });

  it('joins parts in their order, whichever comes first', () => {
    expect(texts.append('a', 1, 'second')).to.equal('second');
    expect(texts.append('a', 0, 'first')).to.equal('first second');
  });

  it('takes the whole text of a part in place of its deltas, and then no more deltas', () => {
    texts.append('a', 0, 'Helo');
    expect(texts.finish('a', 0, 'Hello')).to.equal('Hello');
    expect(texts.append('a', 0, 'lo')).to.equal(undefined);
    expect(texts.append('a', 1, 'you')).to.equal('Hello you');
  });

  it('begins anew after it is complete', () => {
    texts.append('a', 0, 'old');
    texts.delete('a');
    expect(texts.append('a', 0, 'new')).to.equal('new');
  });

  it('is not led astray by numbers of parts that make no sense', () => {
    expect(texts.append('a', 4_000_000_000, 'x')).to.equal(undefined);
    expect(texts.finish('a', 1e300, 'x')).to.equal(undefined);
    expect(texts.append('a', 0.5, 'x')).to.equal(undefined);
    expect(texts.finish('a', 0.5, 'x')).to.equal(undefined);
    expect(texts.append('a', 0, 'Hello')).to.equal('Hello');
  });

  it('takes ids that are names of object members for what they are: names', () => {
    expect(texts.append('__proto__', 0, 'One')).to.equal('One');
    expect(texts.append('constructor', 0, 'Two')).to.equal('Two');
  });

  it('forgets the oldest of very many items, and no others', () => {
    for (let count = 0; count <= 64; count++) texts.append(`item-${count}`, 0, 'a');
    expect(texts.append('item-0', 0, 'b')).to.equal('b');
    expect(texts.append('item-64', 0, 'b')).to.equal('ab');
  });
});
