import {expect} from '@open-wc/testing';
import {keepForTab} from '../../src/conversation/keep-for-tab.js';
import {VoiceStore} from '../../src/state/store.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {wayTo} from '../helpers/events.js';

const place = 'voice-assistant-element.conversation.';

describe('A conversation that is kept for the tab', () => {
  const pages: VoiceStore[] = [];
  /** A page that was just opened. */
  function page(name = ''): VoiceStore {
    const store = new VoiceStore(() => {});
    keepForTab(store, name);
    pages.push(store);
    return store;
  }
  const says = (id: string, text: string, final = true): VoiceEvent => ({
    type: 'turn-text',
    id,
    role: 'user',
    text,
    final,
  });
  const send = (store: VoiceStore, ...events: readonly VoiceEvent[]) =>
    events.forEach(event => store.send(event));
  const texts = (store: VoiceStore) => store.snapshot.turns.map(({text}) => text);

  beforeEach(() => sessionStorage.clear());

  it('is there again on the next page, until a call goes on from it', () => {
    const before = page();
    expect(before.snapshot.restored).to.equal(false);
    send(before, ...wayTo.listening, says('item_1', 'First'), says('item_2', 'Half a sen', false), {
      type: 'stop',
      reason: 'page-hidden',
    });
    const next = page();
    expect(texts(next)).to.deep.equal(['First', 'Half a sen']);
    expect(next.snapshot).to.include({restored: true, phase: 'idle'});
    expect(next.snapshot.turns.every(({final}) => final)).to.equal(true);
    send(next, ...wayTo.listening, says('item_1', 'Second'));
    expect(next.snapshot.restored).to.equal(false);
    expect(texts(page())).to.deep.equal(['First', 'Half a sen', 'Second']);
  });

  it('forgets what the server has deleted, also long ago', () => {
    const before = page();
    send(before, ...wayTo.listening, says('secret', 'My number is 4711'));
    for (let index = 0; index < 150; index++) send(before, says(`item_${index}`, `Turn ${index}`));
    expect(texts(page()).includes('My number is 4711')).to.equal(true);
    send(before, {type: 'turn-removed', id: 'secret'});
    expect(texts(page()).includes('My number is 4711')).to.equal(false);
  });

  it('is erased by clear', () => {
    const before = page();
    send(before, ...wayTo.listening, says('a', 'Forget me'), {type: 'clear'});
    expect(sessionStorage.getItem(place)).to.equal(null);
    expect(page().snapshot).to.include({restored: false});
  });

  it('keeps how much of an interrupted answer was heard', () => {
    send(
      page(),
      ...wayTo.speaking,
      {type: 'turn-text', id: 'a', role: 'assistant', text: 'Once upon a time', final: false},
      {type: 'turn-interrupted', id: 'a', heardMs: 900},
    );
    expect(page().snapshot.turns.at(-1)).to.include({interrupted: true, heardMs: 900});
  });

  it('is read from the form in which it was kept before', () => {
    sessionStorage.setItem(place, JSON.stringify([{role: 'user', text: 'Hello'}]));
    expect(texts(page())).to.deep.equal(['Hello']);
  });

  it('is not mixed up with that of another assistant', () => {
    send(page('shop'), ...wayTo.listening, says('a', 'Shoes'));
    expect(texts(page('help'))).to.deep.equal([]);
    expect(texts(page('shop'))).to.deep.equal(['Shoes']);
  });

  for (const rubbish of [
    '',
    '{',
    'null',
    '7',
    '"text"',
    '{}',
    '[null]',
    '[7, {"role": "system", "text": "x"}]',
  ])
    it(`survives ${rubbish || 'nothing'} in its place`, () => {
      sessionStorage.setItem(place, rubbish);
      expect(texts(page())).to.deep.equal([]);
    });

  it('has a limit', () => {
    const before = page();
    send(before, ...wayTo.listening);
    for (let count = 0; count < 300; count++) before.send(says(`t${count}`, `Text ${count}`));
    expect(texts(page())).to.have.lengthOf(200);
    expect(texts(page()).at(-1)).to.equal('Text 299');
  });
});
