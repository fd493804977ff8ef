import {expect} from '@open-wc/testing';
import {ContextItems} from '../../../src/backends/openai-realtime/context-items.js';
import {FakeCall} from '../../helpers/fake-call.js';
import type {WireEvent} from '../../helpers/wire.js';

interface Item {
  readonly id?: string;
  readonly role: string;
  readonly content: readonly {readonly text: string}[];
}

describe('What the model is told that is no turn', () => {
  let items: ContextItems;
  let sent: WireEvent[];
  /** What was sent since this was last asked: texts that were told, and ids of items that were deleted. */
  const told = () =>
    sent
      .splice(0)
      .map(event =>
        event.item ? (event.item as Item).content[0]!.text : `deleted ${String(event.item_id)}`,
      );
  /** The server confirms an item, under an id of its own where one is given. */
  const confirm = (text: string, id: string) =>
    items.read({
      type: 'conversation.item.added',
      item: {id, type: 'message', role: 'system', content: [{type: 'input_text', text}]},
    });
  beforeEach(() => {
    sent = [];
    items = new ContextItems(event => sent.push(event as WireEvent));
  });

  it('is a system message', () => {
    items.tell('The cart is empty.');
    expect(sent).to.deep.equal([
      {
        type: 'conversation.item.create',
        item: {type: 'message', role: 'system', content: [{type: 'input_text', text: 'The cart is empty.'}]},
      },
    ]);
  });

  it('has an id that servers take, another one each time, where it is to be replaced', () => {
    items.tell('One', 'page');
    items.tell('Two', 'page');
    const ids = sent.flatMap(({item}) => (item ? [(item as Item).id] : []));
    for (const id of ids) expect(id).to.match(/^\w{1,32}$/);
    expect(new Set(ids).size).to.equal(2);
  });

  it('takes the place of what was told under the same id', () => {
    items.tell('One', 'page');
    confirm('One', 'page_context_1');
    items.tell('Two', 'page');
    expect(told()).to.deep.equal(['One', 'deleted page_context_1', 'Two']);
  });

  it('takes the place of what the server keeps under an id of its own', () => {
    items.tell('One', 'page');
    confirm('One', 'item_7');
    items.tell('Two', 'page');
    expect(told()).to.deep.equal(['One', 'deleted item_7', 'Two']);
  });

  it('takes the place of what the server had not confirmed yet, once it has', () => {
    items.tell('One', 'page');
    items.tell('Two', 'page');
    expect(told()).to.deep.equal(['One', 'Two']);
    confirm('One', 'item_7');
    confirm('Two', 'item_8');
    confirm('One', 'item_7'); // As `added` and as `done`.
    expect(told()).to.deep.equal(['deleted item_7']);
    items.tell('Three', 'page');
    expect(told()).to.deep.equal(['deleted item_8', 'Three']);
  });

  it('is taken back by an empty text', () => {
    items.tell('One', 'page');
    confirm('One', 'item_7');
    items.tell('', 'page');
    items.tell('', 'page');
    items.tell('');
    expect(told()).to.deep.equal(['One', 'deleted item_7']);
  });

  it('leaves alone what was told under another id, or under none', () => {
    items.tell('One');
    items.tell('Two', 'page');
    items.tell('Three', 'cart');
    for (const [text, id] of [
      ['One', 'item_1'],
      ['Two', 'item_2'],
      ['Three', 'item_3'],
    ] as const)
      confirm(text, id);
    told();
    items.tell('Four', 'cart');
    expect(told()).to.deep.equal(['deleted item_3', 'Four']);
  });

  it('is not taken for what the user said in the same words', () => {
    items.tell('One', 'page');
    items.read({
      type: 'conversation.item.added',
      item: {id: 'item_1', type: 'message', role: 'user', content: [{type: 'input_text', text: 'One'}]},
    });
    items.tell('Two', 'page');
    expect(told()).to.deep.equal(['One', 'Two']);
  });

  it('is no turn, and asks for no response', async () => {
    const call = new FakeCall();
    const withContext: object = {context: 'A shop.'};
    await call.start(withContext);
    call.reported();
    call.session.sendContext('The cart is empty.', 'page');
    const [{item}] = call.connection.sent as [WireEvent];
    call.connection.says({type: 'conversation.item.added', item});
    expect(call.reported()).to.deep.equal([]);
    expect(call.connection.names()).to.deep.equal(['conversation.item.create']);
    call.session.stop();
  });
});
