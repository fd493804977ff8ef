import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {historyOf} from '../../../src/session/history.js';
import type {Turn, TurnRole} from '../../../src/state/turns.js';

const turn = (role: TurnRole, text: string, more: Partial<Turn> = {}): Turn => ({
  id: 't1',
  role,
  text,
  final: true,
  interrupted: false,
  ...more,
});
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

describe('What a session of GPT-Live is told of the past', () => {
  it('is who said what, oldest first', () => {
    expect(historyOf([turn('user', ' Is there tea? '), turn('assistant', 'Yes.')])).to.deep.equal([
      {role: 'user', text: 'Is there tea?'},
      {role: 'assistant', text: 'Yes.'},
    ]);
    expect(historyOf([])).to.deep.equal([]);
  });

  it('leaves out what has no words', () => {
    const silent = [turn('user', '', {transcriptionFailed: true}), turn('assistant', ' \n')];
    expect(historyOf(silent)).to.deep.equal([]);
  });

  it('does not say that something was heard which was not', () => {
    const text = 'Once upon a time there was a fox. '.repeat(20);
    const [item] = historyOf([turn('assistant', text, {interrupted: true, heardMs: 1_000})]);
    expect(text.startsWith(item!.text.slice(0, -2))).to.equal(true);
    expect(item!.text).to.have.length.below(60);
    const [words] = historyOf([turn('user', text, {interrupted: true, heardMs: 1_000})]);
    expect(words!.text, 'the person’s own words were said').to.equal(text.trim());
  });

  it('is the last 128 turns that have words', () => {
    const turns = Array.from({length: 300}, (_, index) => turn('user', index % 2 ? '' : `Turn ${index}`));
    const items = historyOf(turns);
    expect(items).to.have.length(128);
    expect(items.at(-1)!.text).to.equal('Turn 298');
    expect(items[0]!.text).to.equal('Turn 44');
  });

  it('is the end of a long turn, without half a character', () => {
    const [item] = historyOf([turn('user', `Begin ${'x'.repeat(9_000)} end`)]);
    expect(item!.text).to.have.length(8_000);
    expect(item!.text).to.match(/^x+ end$/);
    for (const before of ['', 'x']) {
      const [face] = historyOf([turn('user', before + '😀'.repeat(4_500))]);
      expect(face!.text).to.match(/^(😀)+$/u);
    }
    const [odd] = historyOf([turn('user', `${'😀'.repeat(4_000)}x`)]);
    expect(JSON.stringify(odd)).not.to.include('\\ud');
  });

  it('takes 40 kB at most, and is as long as that allows (100 conversations)', () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({unit: 'grapheme', maxLength: 60}),
        fc
          .tuple(fc.string({unit: 'binary', minLength: 1, maxLength: 20}), fc.nat(900))
          .map(([part, count]) => part.repeat(count)),
      ),
      {maxLength: 60},
    );
    fc.assert(
      fc.property(texts, texts => {
        const turns = texts.map((text, index) => turn(index % 2 ? 'user' : 'assistant', text));
        const items = historyOf(turns);
        if (bytesOf(items) > 40_001) throw new Error(`${bytesOf(items)} bytes`);
        const said = turns.filter(({text}) => text.trim());
        const told = said.slice(said.length - items.length);
        items.forEach(({role, text}, index) => {
          if (told[index]!.role !== role) throw new Error('Another side');
          if (!told[index]!.text.trimEnd().endsWith(text)) throw new Error('Other words');
        });
        const next = said.at(-1 - items.length);
        const more = next ? bytesOf({role: next.role, text: next.text.trim().slice(-8_000)}) : 0;
        if (next && bytesOf(items) + more < 39_990) throw new Error('There was room for more');
      }),
      {numRuns: 100},
    );
  });
});
