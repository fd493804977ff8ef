import {expect} from '@open-wc/testing';
import {heardText} from '../../src/state/heard-text.js';

const heard = (text: string, heardMs?: number) =>
  heardText({
    id: 'turn',
    role: 'assistant',
    text,
    final: true,
    interrupted: true,
    ...(heardMs !== undefined && {heardMs}),
  });

describe('What was heard of an interrupted turn', () => {
  it('is as much as a voice can say in the time, in words that letters are written in', () => {
    expect(heard('Once upon a time there was a king who had three sons', 1_000)).to.equal(
      'Once upon a time …',
    );
  });

  for (const [script, text, said] of [
    ['Chinese', '从前有一位国王，他有三个儿子和一个女儿。', '从前有一位国王，他有三 …'],
    ['kana', 'むかしむかし、あるところに、おじいさんとおばあさんがいました。', 'むかしむかし、あるとこ …'],
    ['Hangul', '옛날 옛적에 어느 나라에 세 아들을 둔 왕이 살았습니다', '옛날 옛적에 어느 나라에 세 아들을 …'],
  ] as const)
    it(`is less where a letter is more of a word, as in ${script}`, () => {
      expect(heard(text, 2_000)).to.equal(said);
    });

  it('is not cut back to the paragraph before, where nothing parts the words', () => {
    expect(heard('好的。\n从前有一位国王，他有三个儿子。', 2_000)).to.equal('好的。\n从前有一位国王，他 …');
  });

  it('holds no half of a letter', () => {
    expect(heard('𠮷𠮷𠮷𠮷𠮷𠮷', 1_000)).to.equal('𠮷𠮷𠮷𠮷𠮷 …');
    expect(heard('😀😀😀😀😀😀', 150)).to.equal('😀😀😀 …');
  });

  it('is all of it where there was time enough, or the time is not known', () => {
    expect(heard('你好', 500)).to.equal('你好 …');
    expect(heard('你好')).to.equal('你好 …');
  });
});
