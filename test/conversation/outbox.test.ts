import {expect} from '@open-wc/testing';
import {Outbox} from '../../src/conversation/outbox.js';

describe('The outbox', () => {
  let outbox: Outbox;
  beforeEach(() => {
    outbox = new Outbox();
    outbox.add({id: 'a', text: 'One'});
    outbox.add({id: 'b', text: 'Two'});
  });

  it('gives everything in its order, once', () => {
    expect(outbox.take().map(message => message.text)).to.deep.equal(['One', 'Two']);
    expect(outbox.take()).to.be.empty;
  });

  it('knows what the server does not know yet', () => {
    expect(outbox.isEmpty).to.equal(false);
    outbox.take();
    expect(outbox.isEmpty).to.equal(true);
  });

  it('forgets', () => {
    outbox.clear();
    expect(outbox.take()).to.be.empty;
  });
});
