import {expect} from '@open-wc/testing';
import {finishTurns, foldTurn, Transcript} from '../../src/state/transcript.js';
import type {Turns, TurnRole} from '../../src/state/turns.js';
import type {TurnReport} from '../../src/state/voice-event.js';

const nothing = new Transcript();
const transcriptFrom = (...reports: TurnReport[]): Transcript =>
  reports.reduce<Transcript>(foldTurn, new Transcript());
const fold = (...reports: TurnReport[]): Turns => transcriptFrom(...reports).turns;
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

  describe('where words could not be understood', () => {
    const failed: TurnReport = {type: 'transcription-failed', id: 'a'};
    const empty = {id: 'a', role: 'user', text: '', final: true, interrupted: false};

    it('closes the turn without words, and says why', () => {
      const transcript = transcriptFrom(started('a'), failed);
      expect(transcript.turns).to.deep.equal([{...empty, transcriptionFailed: true}]);
      expect(foldTurn(transcript, failed)).to.equal(transcript);
    });

    it('says why of a turn that was closed before', () => {
      const closed = fold(started('a'), {type: 'turn-finished', id: 'a'}, failed);
      expect(closed).to.deep.equal([{...empty, transcriptionFailed: true}]);
    });

    it('keeps the words that came before', () => {
      expect(fold(started('a'), text('a', 'Hel'), failed)).to.deep.equal([{...empty, text: 'Hel'}]);
    });

    it('takes the words that come after all', () => {
      expect(fold(started('a'), failed, text('a', 'Hello', true))).to.deep.equal([{...empty, text: 'Hello'}]);
    });

    it('knows nothing of turns that are not there, or are complete', () => {
      expect(fold(failed)).to.deep.equal([]);
      const complete = transcriptFrom(text('a', 'Hello', true));
      expect(foldTurn(complete, failed)).to.equal(complete);
    });
  });

  it('keeps a turn where it is, and whose it is, when it is started again', () => {
    const transcript = transcriptFrom(started('a'), started('b'));
    expect(foldTurn(transcript, started('a', 'assistant', 'b'))).to.equal(transcript);
  });

  it('takes the words as they come, also when they become fewer', () => {
    expect(fold(text('a', 'Hello you'), text('a', 'Hello'))[0]!.text).to.equal('Hello');
  });

  it('returns the very same transcript when the words are the same', () => {
    const transcript = transcriptFrom(text('a', 'Hello'));
    expect(foldTurn(transcript, text('a', 'Hello'))).to.equal(transcript);
  });

  it('leaves a finished turn alone, whatever comes late', () => {
    const transcript = transcriptFrom(text('a', 'Hello', true), text('b', 'Hi', true));
    for (const late of [
      started('a'),
      started('a', 'assistant'),
      text('a', 'Hel'),
      text('a', 'Something else', true),
      {type: 'turn-finished', id: 'a'} as const,
    ])
      expect(foldTurn(transcript, late), JSON.stringify(late)).to.equal(transcript);
  });

  it('does not invent turns that only end', () => {
    for (const type of ['turn-finished', 'turn-interrupted', 'turn-removed'] as const)
      expect(foldTurn(nothing, {type, id: 'a'})).to.equal(nothing);
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
    const interrupted = transcriptFrom(started('a'), {type: 'turn-interrupted', id: 'a'});
    expect(foldTurn(interrupted, {type: 'turn-interrupted', id: 'a'})).to.equal(interrupted);
    const measured = foldTurn(interrupted, {type: 'turn-interrupted', id: 'a', heardMs: 300});
    expect(measured.turns[0]!.heardMs).to.equal(300);
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
    const transcript = transcriptFrom(text('a', 'Hello', true), text('b', 'Well', false, 'assistant'));
    const closed = finishTurns(transcript);
    expect(closed.turns[0]).to.equal(transcript.turns[0]);
    expect(closed.turns[1]).to.include({text: 'Well', final: true, interrupted: false});
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
    let transcript = nothing;
    for (const report of reports) {
      transcript = foldTurn(transcript, report);
      expect(Object.isFrozen(transcript), report.type).to.equal(true);
      expect(Object.isFrozen(transcript.turns), report.type).to.equal(true);
      for (const turn of transcript.turns) expect(Object.isFrozen(turn), report.type).to.equal(true);
    }
  });
});

describe('The pages of a transcript', () => {
  /** Turns of one word, each finished. */
  const said = (count: number): TurnReport[] =>
    Array.from({length: count}, (_, index) => text(`t${index}`, 'Word', true));
  const changed = (transcript: Transcript, ...reports: TurnReport[]): Transcript =>
    reports.reduce<Transcript>(foldTurn, transcript);

  it('come with older turns; the recent ones are never more than 64', () => {
    expect(transcriptFrom(...said(64)).pages).to.be.empty;
    for (const count of [65, 96, 97, 300]) {
      const {pages, recent} = transcriptFrom(...said(count));
      expect(pages, `${count}`).not.to.be.empty;
      expect(recent.length, `${count}`).to.be.within(32, 64);
    }
  });

  it('stay the very same while recent turns get their words', () => {
    const before = transcriptFrom(...said(300));
    expect(changed(before, text('new', 'Word')).pages).to.equal(before.pages);
  });

  it('take a turn that follows one of theirs, and its words until its end', () => {
    const before = transcriptFrom(...said(300));
    const started3 = changed(before, started('late', 'user', 't3'));
    expect(ids(started3.turns).slice(3, 6)).to.deep.equal(['t3', 'late', 't4']);
    const spoken = changed(started3, text('late', 'Oh'), text('late', 'Oh no', true), text('late', 'Oh'));
    expect(spoken.turns[4]).to.include({text: 'Oh no', final: true});
    expect(spoken.recent).to.equal(before.recent);
    const cut = finishTurns(changed(started3, text('late', 'Oh')));
    expect(cut.turns[4]).to.include({text: 'Oh', final: true});
  });

  it('are divided before they become long', () => {
    const late = Array.from({length: 200}, (_, index) => started(`late${index}`, 'user', 't3'));
    const {pages, turns} = changed(transcriptFrom(...said(300)), ...late);
    expect(turns).to.have.length(500);
    expect(turns[4]!.id).to.equal('late199');
    expect(Math.max(...pages.map(({size}) => size))).to.be.at.most(64);
  });

  it('close no turn before other turns take its place', () => {
    const open = transcriptFrom(started('open'), ...said(63));
    expect(changed(open, text('open', 'Well')).turns[0]).to.include({text: 'Well', final: false});
    expect(changed(open, text('new', 'Word')).turns[0]).to.include({text: '', final: true});
  });

  it('do not close a turn that begins between the oldest of the recent ones', () => {
    const transcript = changed(
      transcriptFrom(...said(64)),
      started('late', 'user', 't3'),
      text('late', 'Oh'),
    );
    expect(transcript.turns[4]).to.include({id: 'late', text: 'Oh', final: false});
  });

  it('give back their turns when all recent ones were removed, and go when theirs are', () => {
    let transcript = transcriptFrom(...said(300));
    for (let index = 299; index >= 0; index--) {
      transcript = foldTurn(transcript, {type: 'turn-removed', id: `t${index}`});
      expect(transcript.turns).to.have.length(index);
      expect(transcript.recent.at(-1)).to.equal(transcript.turns.at(-1));
    }
    expect(transcript.pages).to.be.empty;
    expect(changed(transcript, text('new', 'Again')).turns).to.have.length(1);
  });

  it('are those of their own transcript, whatever follows from it elsewhere', () => {
    const before = transcriptFrom(...said(60));
    const other = changed(before, ...Array.from({length: 60}, (_, index) => text(`other${index}`, 'Word')));
    expect(other.turns).to.have.length(120);
    expect(before.turns).to.have.length(60);
    const removed = changed(before, {type: 'turn-removed', id: 't3'});
    expect(ids(removed.turns).slice(2, 4)).to.deep.equal(['t2', 't4']);
  });
});
