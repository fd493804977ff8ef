import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {partsOf} from '../../../src/backends/openai-live/parts.js';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const dense = (text: string) => text.replace(/\s+/gu, '');

describe('A text in parts that GPT-Live takes', () => {
  it('is one part where it is short', () => {
    expect(partsOf('The page is about tea.')).to.deep.equal(['The page is about tea.']);
    expect(partsOf('  Two\n\nlines ')).to.deep.equal(['Two\n\nlines']);
  });

  it('is none where it says nothing', () => {
    for (const text of ['', ' ', '\n\t', ' '.repeat(5_000)]) expect(partsOf(text)).to.deep.equal([]);
  });

  it('is cut between words', () => {
    const words = Array.from({length: 900}, (_, index) => `word${index}`);
    const parts = partsOf(words.join(' '));
    expect(parts.join(' ')).to.equal(words.join(' '));
    expect(parts).to.have.length.within(7, 10);
  });

  it('is cut within a word that is too long, but never within a character', () => {
    for (const text of ['x'.repeat(2_500), '茶'.repeat(1_000), `x${'😀'.repeat(700)}`]) {
      const parts = partsOf(text);
      expect(parts.join('')).to.equal(text);
      expect(parts).to.have.length.within(3, 4);
      for (const part of parts) expect(part).not.to.match(/^\p{Cs}|\p{Cs}$/u);
    }
  });

  it('loses nothing but white space, and each part has 1,000 bytes at most (150 texts)', () => {
    const strings = fc.oneof(
      fc.string({unit: 'grapheme'}),
      fc.string({unit: 'binary'}),
      fc.constantFrom(' ', '\n', '\u3000', '😀', 'é', '茶'),
    );
    const long = fc.tuple(strings, fc.nat(300)).map(([string, count]) => string.repeat(count));
    const texts = fc.array(fc.oneof(strings, long), {maxLength: 6}).map(all => all.join(''));
    fc.assert(
      fc.property(texts, text => {
        const parts = partsOf(text);
        if (dense(parts.join('')) !== dense(text)) throw new Error('Something is lost');
        for (const part of parts) {
          if (!part || part !== part.trim()) throw new Error('White space around a part');
          if (bytesOf(part) > 1_000) throw new Error(`${bytesOf(part)} bytes`);
        }
        for (let index = 1; index < parts.length; index++)
          if (/[\ud800-\udbff]$/.test(parts[index - 1]!) && /^[\udc00-\udfff]/.test(parts[index]!))
            throw new Error('Half a character');
      }),
      {numRuns: 150},
    );
  });

  it('is found between much white space', () => {
    expect(partsOf(`${' '.repeat(50_000)}tea${' '.repeat(50_000)}`)).to.deep.equal(['tea']);
  });
});
