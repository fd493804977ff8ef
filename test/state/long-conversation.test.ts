import {expect} from '@open-wc/testing';
import {reduce} from '../../src/state/reduce.js';
import {recentTurns, type Snapshot} from '../../src/state/snapshot.js';
import {maxTurns, Transcript} from '../../src/state/transcript.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {after, restoredTurns, wayTo} from '../helpers/events.js';

const says = (id: number | string, text: string, final = true): VoiceEvent => ({
  type: 'turn-text',
  id: `turn-${id}`,
  role: 'assistant',
  text,
  final,
});

function* manyTurns(count: number): Generator<VoiceEvent> {
  for (let index = 0; index < count; index++) yield says(index, `Turn ${index}`);
}

function conversationOf(count: number): Snapshot {
  return after(manyTurns(count), after(wayTo.listening));
}

let answers = 0;

/** Milliseconds that some answers take, each in a hundred deltas and with an id that was never used before. */
function timeDeltas(start: Snapshot): number {
  let snapshot = start;
  const before = performance.now();
  for (let turn = 0; turn < 40; turn++) {
    const id = `answer-${answers++}`;
    let text = '';
    for (let word = 0; word < 100; word++) {
      text += 'word ';
      snapshot = reduce(snapshot, says(id, text, word === 99)).snapshot;
    }
  }
  return performance.now() - before;
}

describe('A long conversation', () => {
  it('keeps every turn, oldest first, in a frozen list', () => {
    const {turns} = conversationOf(1_000);
    expect(turns.map(({text}) => text)).to.deep.equal(
      Array.from({length: 1_000}, (_, index) => `Turn ${index}`),
    );
    expect(Object.isFrozen(turns)).to.equal(true);
    expect(turns.every(turn => Object.isFrozen(turn))).to.equal(true);
  });

  it('gives the same turns as long as nothing was said, and others with each word', () => {
    const snapshot = conversationOf(1_000);
    const {turns} = snapshot;
    expect(after([{type: 'mute'}], snapshot).turns).to.equal(turns);
    expect(after([says('new', 'Word', false)], snapshot).turns).not.to.equal(turns);
    expect(turns).to.have.length(1_000);
  });

  it('keeps its turns in a copy of the snapshot and in its JSON', () => {
    const snapshot = conversationOf(300);
    expect({...snapshot}.turns).to.have.length(300);
    const printed = JSON.parse(JSON.stringify(snapshot)) as Snapshot;
    expect(printed.turns.at(-1)!.text).to.equal('Turn 299');
    expect(Object.keys(snapshot)).to.include('turns').and.not.to.include('transcript');
  });

  it('goes on from a copy that was given other turns', () => {
    const {turns} = conversationOf(300);
    const copy = {...conversationOf(100), turns};
    expect(recentTurns(copy)).to.equal(turns);
    const next = after([says('new', 'Word')], copy);
    expect(next.turns).to.have.length(301);
    expect(next.turns.slice(0, 300)).to.deep.equal(turns);
    expect(recentTurns(next).length).to.be.at.most(64);
  });

  it('leaves a copy the very same where an event changes nothing', () => {
    const copy: Snapshot = {...conversationOf(100), turns: [...conversationOf(100).turns]};
    expect(after([{type: 'turn-finished', id: 'unknown'}, {type: 'unmute'}], copy)).to.equal(copy);
    expect(after([{type: 'mute'}], copy).turns).to.equal(copy.turns);
  });

  it('puts its turns together for those who read them only', () => {
    const all = Object.getOwnPropertyDescriptor(Transcript.prototype, 'turns')!;
    let count = 0;
    const counted = {
      ...all,
      get(this: Transcript) {
        count++;
        return all.get!.call(this) as unknown;
      },
    };
    Object.defineProperty(Transcript.prototype, 'turns', counted);
    try {
      const events: VoiceEvent[] = [
        {type: 'mute'},
        says('new', 'Word', false),
        {type: 'turn-interrupted', id: 'turn-3'},
        {type: 'session-lost', error: new VoiceError('connection-lost')},
        {type: 'stop', reason: 'stopped'},
        {type: 'turns-restored', turns: restoredTurns},
        {type: 'clear'},
      ];
      const before = conversationOf(300);
      after(events, before);
      expect(count).to.equal(0);
      expect(before.turns).to.have.length(300);
      expect(count).to.equal(1);
    } finally {
      Object.defineProperty(Transcript.prototype, 'turns', all);
    }
  });

  it('still removes, and marks as interrupted, what was said long ago, and changes no finished words', () => {
    const snapshot = conversationOf(1_000);
    const changed = after(
      [
        {type: 'turn-removed', id: 'turn-7'},
        {type: 'turn-interrupted', id: 'turn-9'},
        says(11, 'Something else'),
        {type: 'turn-started', id: 'turn-13', role: 'user'},
      ],
      snapshot,
    ).turns;
    expect(changed).to.have.length(999);
    expect(changed.some(({id}) => id === 'turn-7')).to.equal(false);
    expect(changed.filter(({interrupted}) => interrupted).map(({id}) => id)).to.deep.equal(['turn-9']);
    expect(changed.find(({id}) => id === 'turn-11')!.text).to.equal('Turn 11');
  });

  it('closes what stayed open', () => {
    const open = after([says('open', 'Never finished', false), ...manyTurns(500)], after(wayTo.listening));
    expect(open.turns.find(({id}) => id === 'turn-open')!.final).to.equal(true);
    const ended = after([says('last', 'Wor', false), {type: 'stop', reason: 'stopped'}], open);
    expect(ended.turns.every(({final}) => final)).to.equal(true);
  });

  it('is forgotten as a whole', () => {
    expect(after([{type: 'clear'}], conversationOf(500)).turns).to.be.empty;
  });

  it(`keeps the last ${maxTurns} turns or so`, () => {
    const {turns} = conversationOf(maxTurns + 500);
    expect(turns.length).to.be.within(maxTurns, maxTurns + 128);
    expect(turns.at(-1)!.text).to.equal(`Turn ${maxTurns + 499}`);
  });

  it('takes no longer for a word after 10,000 turns than after 80', () => {
    // Both have as many recent turns, which a word makes a copy of: engines differ in what that costs.
    const [short, long] = [conversationOf(80), conversationOf(10_000)];
    expect(recentTurns(short)).to.have.length(recentTurns(long).length);
    for (const snapshot of [short, long]) timeDeltas(snapshot); // Until the engine knows the code.
    const times = Array.from({length: 25}, () => [timeDeltas(short), timeDeltas(long)] as const);
    // The least that was seen: whatever else the machine does only adds.
    const least = (index: 0 | 1) => Math.min(...times.map(pair => pair[index]));
    // A cost that grew would be a hundred times as much. What `npm run bench` allows, 1.2, is less than the clocks of
    // browsers can tell.
    expect(least(1) / least(0)).to.be.below(1.5);
  });
});
