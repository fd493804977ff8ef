import {expect} from '@open-wc/testing';
import {EchoedItems} from '../../../src/backends/openai-realtime/echoed-items.js';
import {replay} from '../../../src/backends/openai-realtime/replay.js';
import type {Turn} from '../../../src/state/turns.js';

const turn = (id: number, text: string): Turn => ({
  id: `item_${id}`,
  role: id % 2 ? 'assistant' : 'user',
  text,
  final: true,
  interrupted: false,
});

/** The words that a session is told. */
function told(history: readonly Turn[]): string[] {
  const texts: string[] = [];
  replay(history, new EchoedItems(), event => {
    texts.push((event as {item: {content: [{text: string}]}}).item.content[0].text);
  });
  return texts;
}

const turns = (count: number, text: (index: number) => string) =>
  Array.from({length: count}, (_, index) => turn(index, text(index)));

describe('What a new session is told', () => {
  it('is all of a short conversation, in its order, without the turns that have no words', () => {
    expect(told([turn(1, 'One'), turn(2, ''), turn(3, 'Three')])).to.deep.equal(['One', 'Three']);
  });

  it('is the last 200 turns of a conversation of 10,000', () => {
    const texts = told(turns(10_000, index => `Turn ${index}`));
    expect(texts).to.have.length(200);
    expect(texts.at(0)).to.equal('Turn 9800');
    expect(texts.at(-1)).to.equal('Turn 9999');
  });

  it('is no more than a model can keep in mind, and the end of what is long', () => {
    const texts = told(turns(50, index => `${'word '.repeat(4_000)}${index}`));
    expect(texts.join('').length).to.be.within(50_000, 60_000);
    expect(texts.at(-1)).to.match(/word 49$/);
    expect(texts.at(-1)).to.have.length(10_000);
  });
});
