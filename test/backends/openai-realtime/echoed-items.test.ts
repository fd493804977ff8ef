import {expect} from '@open-wc/testing';
import {EchoedItems} from '../../../src/backends/openai-realtime/echoed-items.js';

describe('The echo of an item that we sent', () => {
  let echoes: EchoedItems;
  beforeEach(() => (echoes = new EchoedItems()));

  it('is recognised by its id, once', () => {
    echoes.expect('typed', 'user', 'Hello');
    expect(echoes.recognise('typed', 'user', '')).to.equal(true);
    expect(echoes.recognise('typed', 'user', '')).to.equal(false);
    expect(echoes.turnOf('typed')).to.equal('typed');
  });

  it('is recognised by its words where the server gives its own id', () => {
    echoes.expect('typed', 'user', 'Hello');
    expect(echoes.recognise('item_1', 'user', 'Hello')).to.equal(true);
    expect(echoes.turnOf('item_1')).to.equal('typed');
  });

  it('is neither the same words from the other side nor other words', () => {
    echoes.expect('typed', 'user', 'Hello');
    expect(echoes.recognise('item_1', 'assistant', 'Hello')).to.equal(false);
    expect(echoes.recognise('item_1', 'user', 'Hello!')).to.equal(false);
    expect(echoes.turnOf('item_1')).to.equal(undefined);
  });

  it('is told from another with the same words: first by its id, then by its place', () => {
    echoes.expect('one', 'user', 'Yes');
    echoes.expect('two', 'user', 'Yes');
    expect(echoes.recognise('two', 'user', 'Yes')).to.equal(true);
    expect(echoes.recognise('item_1', 'user', 'Yes')).to.equal(true);
    expect(echoes.turnOf('item_1')).to.equal('one');
    expect(echoes.recognise('item_2', 'user', 'Yes')).to.equal(false);
  });

  it('belongs to no turn of this call when it was said in an earlier one', () => {
    echoes.expect('past', 'assistant', 'Hello', null);
    expect(echoes.recognise('past', 'assistant', 'Hello')).to.equal(true);
    expect(echoes.turnOf('past')).to.equal(undefined);
  });
});
