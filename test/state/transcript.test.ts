import {expect} from '@open-wc/testing';
import {finishTurns, foldTurn} from '../../src/state/transcript.js';
import {noTurns, type Turns} from '../../src/state/turns.js';
import type {TurnReport, TurnRole} from '../../src/state/voice-event.js';

const fold = (...reports: TurnReport[]): Turns => reports.reduce(foldTurn, noTurns);
const started = (id: string, role: TurnRole = 'user', after?: string): TurnReport => ({
  type: 'turn-started',
  id,
  role,
  ...(after !== undefined && {after}),
});
const text = (id: string, words: string, final = false, role: TurnRole = 'user'): TurnReport => ({
  type: 'turn-text',
  id,
  role,
  text: words,
  final,
});
const ids = (turns: Turns): string[] => turns.map(turn => turn.id);

describe('The transcript', () => {
  it('grows a turn from its start to its end', () => {
    const turns = fold(started('a'), text('a', 'Hel'), text('a', 'Hello'), {type: 'turn-finished', id: 'a'});
    expect(turns).to.deep.equal([{id: 'a', role: 'user', text: 'Hello', final: true, interrupted: false}]);
  });

  it('begins a turn with its first words when its start was missed', () => {
    const [turn] = fold(text('a', 'Hello', false, 'assistant'));
    expect(turn).to.deep.equal({id: 'a', role: 'assistant', text: 'Hello', final: false, interrupted: false});
  });

  it('puts a turn behind the one it follows, also when it comes late', () => {
    const turns = fold(started('a'), started('c', 'assistant', 'a'), started('b', 'user', 'a'));
    expect(ids(turns)).to.deep.equal(['a', 'b', 'c']);
  });

  it('puts a turn at the end when the turn it follows is unknown', () => {
    expect(ids(fold(started('a'), started('b', 'user', 'unheard-of'), started('c')))).to.deep.equal([
      'a',
      'b',
      'c',
    ]);
  });

  it('keeps a turn where it is, and whose it is, when it is started again', () => {
    const turns = fold(started('a'), started('b'));
    expect(foldTurn(turns, started('a', 'assistant', 'b'))).to.equal(turns);
  });

  it('takes the words as they come, also when they become fewer', () => {
    expect(fold(text('a', 'Hello you'), text('a', 'Hello'))[0]!.text).to.equal('Hello');
  });

  it('returns the very same turns when the words are the same', () => {
    const turns = fold(text('a', 'Hello'));
    expect(foldTurn(turns, text('a', 'Hello'))).to.equal(turns);
  });

  it('leaves a finished turn alone, whatever comes late', () => {
    const turns = fold(text('a', 'Hello', true), text('b', 'Hi', true));
    for (const late of [
      started('a'),
      started('a', 'assistant'),
      text('a', 'Hel'),
      text('a', 'Something else', true),
      {type: 'turn-finished', id: 'a'} as const,
    ])
      expect(foldTurn(turns, late), JSON.stringify(late)).to.equal(turns);
  });

  it('does not invent turns that only end', () => {
    for (const type of ['turn-finished', 'turn-interrupted', 'turn-removed'] as const)
      expect(foldTurn(noTurns, {type, id: 'a'})).to.equal(noTurns);
  });

  it('notes an interruption on a turn, which ends it', () => {
    const turns = fold(text('a', 'Once upon', false, 'assistant'), {type: 'turn-interrupted', id: 'a'});
    expect(turns[0]).to.include({text: 'Once upon', final: true, interrupted: true});
    expect(turns[0]).not.to.have.property('heardMs');
  });

  it('notes an interruption on a finished turn: its words were there before its sound was over', () => {
    const turns = fold(text('a', 'All of it', true, 'assistant'), {
      type: 'turn-interrupted',
      id: 'a',
      heardMs: 9,
    });
    expect(turns[0]).to.include({text: 'All of it', interrupted: true, heardMs: 9});
  });

  it('notes an interruption once, and once how much was heard', () => {
    const interrupted = fold(started('a'), {type: 'turn-interrupted', id: 'a'});
    expect(foldTurn(interrupted, {type: 'turn-interrupted', id: 'a'})).to.equal(interrupted);
    const measured = foldTurn(interrupted, {type: 'turn-interrupted', id: 'a', heardMs: 300});
    expect(measured[0]!.heardMs).to.equal(300);
    expect(foldTurn(measured, {type: 'turn-interrupted', id: 'a', heardMs: 900})).to.equal(measured);
    expect(foldTurn(measured, {type: 'turn-interrupted', id: 'a'})).to.equal(measured);
  });

  it('removes a turn', () => {
    expect(ids(fold(started('a'), started('b'), {type: 'turn-removed', id: 'a'}))).to.deep.equal(['b']);
  });

  it('takes ids that are names of object members for what they are: names', () => {
    const turns = fold(text('__proto__', 'One'), text('constructor', 'Two'), text('', 'Three'));
    expect(turns.map(turn => turn.text)).to.deep.equal(['One', 'Two', 'Three']);
    expect(({} as {text?: string}).text).to.equal(undefined);
  });

  it('closes what is open when no more can come, and leaves the rest as it is', () => {
    const turns = fold(text('a', 'Hello', true), text('b', 'Well', false, 'assistant'));
    const closed = finishTurns(turns);
    expect(closed[0]).to.equal(turns[0]);
    expect(closed[1]).to.include({text: 'Well', final: true, interrupted: false});
    expect(finishTurns(closed)).to.equal(closed);
  });

  it('is frozen at every step', () => {
    const reports: TurnReport[] = [
      started('a'),
      started('c', 'user', 'a'),
      text('b', 'Hello'),
      {type: 'turn-finished', id: 'a'},
      {type: 'turn-interrupted', id: 'b'},
      {type: 'turn-removed', id: 'a'},
    ];
    let turns = noTurns;
    for (const report of reports) {
      turns = foldTurn(turns, report);
      expect(Object.isFrozen(turns), report.type).to.equal(true);
      for (const turn of turns) expect(Object.isFrozen(turn), report.type).to.equal(true);
    }
  });
});
