import {expect} from '@open-wc/testing';
import {EchoedItems} from '../../../src/backends/openai-realtime/echoed-items.js';
import {replay} from '../../../src/backends/openai-realtime/replay.js';
import {VoiceError} from '../../../src/state/voice-error.js';
import type {Turn} from '../../../src/state/turns.js';

const turn = (id: number, text: string): Turn => ({
  id: `item_${id}`,
  role: id % 2 ? 'assistant' : 'user',
  text,
  final: true,
  interrupted: false,
});

interface Item {
  readonly id: string;
  readonly role: string;
  readonly content: readonly [{readonly type: string; readonly text?: string; readonly image_url?: string}];
}

async function items(history: readonly Turn[], check?: (item: Item) => void): Promise<Item[]> {
  const sent: Item[] = [];
  await replay(history, new EchoedItems(), event => {
    const {item} = event as {item: Item};
    check?.(item);
    sent.push(item);
  });
  return sent;
}

/** The words that a session is told. */
async function told(history: readonly Turn[]): Promise<string[]> {
  return (await items(history)).map(({content: [{text = ''}]}) => text);
}

const image = () => new Blob(['picture'], {type: 'image/jpeg'});

const turns = (count: number, text: (index: number) => string) =>
  Array.from({length: count}, (_, index) => turn(index, text(index)));

describe('What a new session is told', () => {
  it('is all of a short conversation, in its order, without the turns that have no words', async () => {
    expect(await told([turn(1, ''), turn(3, 'One'), turn(4, 'Two'), turn(6, '')])).to.deep.equal([
      'One',
      'Two',
    ]);
  });

  it('is no answer that stands alone: what was not put into words was said all the same', async () => {
    expect(await told([turn(2, ''), turn(3, 'It is.')])).to.deep.equal([
      '(The user said something that was not put into words.)',
      'It is.',
    ]);
  });

  it('is no more of an interrupted answer than was heard, and that it was interrupted', async () => {
    const story = 'Once upon a time there was a king who had three daughters, and '.repeat(20);
    const cut: Turn = {...turn(1, story), interrupted: true, heardMs: 2_500};
    const [heard] = await told([cut]);
    expect(heard).to.equal('Once upon a time there was a king who had three …');
    expect(await told([{...cut, heardMs: undefined}])).to.deep.equal([`${story} …`]);
    expect(await told([{...cut, text: 'Yes.'}])).to.deep.equal(['Yes. …']);
    expect(await told([{...cut, heardMs: 0}])).to.deep.equal([' …']);
  });

  it('are the last images that were shown, and of older ones that there were some', async () => {
    const shown = Array.from({length: 6}, (_, index): Turn => ({...turn(2 * index, ''), image: image()}));
    const contents = (await items(shown)).map(({content: [content]}) => content);
    const note = '(The user showed an image, which cannot be shown again.)';
    const sent = {type: 'input_image', image_url: `data:image/jpeg;base64,${btoa('picture')}`};
    const left = {type: 'input_text', text: note};
    expect(contents).to.deep.equal([left, left, sent, sent, sent, sent]);
  });

  it('is that there was an image, where the channel does not take one of its size', async () => {
    const [item] = await items([{...turn(2, ''), image: image()}], ({content: [{type}]}) => {
      if (type === 'input_image') throw new VoiceError('too-large');
    });
    expect(item!.content[0].type).to.equal('input_text');
  });

  it('goes by names that tell it from what is new, however often it is told', async () => {
    const history = [turn(2, 'One'), turn(3, 'Two')].map(past => ({
      ...past,
      id: `past_item_<21>_${past.id}`,
    }));
    expect((await items(history)).map(({id}) => id)).to.deep.equal(['past_0', 'past_1']);
  });

  it('is the last 200 turns of a conversation of 10,000', async () => {
    const texts = await told(turns(10_000, index => `Turn ${index}`));
    expect(texts).to.have.length(200);
    expect(texts.at(0)).to.equal('Turn 9800');
    expect(texts.at(-1)).to.equal('Turn 9999');
  });

  it('is no more than a model can keep in mind, and the end of what is long', async () => {
    const texts = await told(turns(50, index => `${'word '.repeat(4_000)}${index}`));
    expect(texts.join('').length).to.be.within(50_000, 60_000);
    expect(texts.at(-1)).to.match(/word 49$/);
    expect(texts.at(-1)).to.have.length(10_000);
  });
});
