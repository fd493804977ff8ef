import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {codeAt, countAt, objectAt, objectsAt, parseEvent, textAt} from '../../src/session/json.js';

describe('Reading from the wire', () => {
  it('takes events for events, and nothing else', () => {
    expect(parseEvent('{"type": "error", "a": 1}')).to.deep.equal({type: 'error', a: 1});
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '"text"',
      '7',
      '{}',
      '{"type":7}',
      '{"type":""}',
      '{"type":"resp',
    ])
      expect(parseEvent(text), text).to.equal(null);
    for (const other of [null, undefined, 7, {type: 'error'}, new ArrayBuffer(2), new Blob(['{}'])])
      expect(parseEvent(other)).to.equal(null);
  });

  it('gives text, or an empty text', () => {
    expect(textAt({a: 'text'}, 'a')).to.equal('text');
    for (const a of [undefined, null, 7, {}, ['text']]) expect(textAt({a}, 'a')).to.equal('');
  });

  it('gives a count, or zero', () => {
    expect(countAt({a: 7}, 'a')).to.equal(7);
    for (const a of [undefined, null, '7', -1, NaN, Infinity, {}]) expect(countAt({a}, 'a')).to.equal(0);
  });

  it('gives objects, leaving out what is none', () => {
    expect(objectAt({a: {b: 1}}, 'a')).to.deep.equal({b: 1});
    for (const a of [undefined, null, 'text', [1]]) expect(objectAt({a}, 'a')).to.deep.equal({});
    expect(objectsAt({a: [{b: 1}, null, 'text', [], {c: 2}]}, 'a')).to.deep.equal([{b: 1}, {c: 2}]);
    for (const a of [undefined, null, {}, 'text']) expect(objectsAt({a}, 'a')).to.deep.equal([]);
  });

  it('gives codes, and no free text, which may quote a token or speech', () => {
    for (const code of ['session_expired', 'rate_limit.exceeded', 'server-error', 'E1'])
      expect(codeAt({code}, 'code')).to.equal(code);
    for (const code of ['', 'you said: hello', 'x'.repeat(65), 'sk-proj-1', 'ek_68a1b2c3', '<b>', 7, null])
      expect(codeAt({code}, 'code')).to.equal(undefined);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (value, key) => {
        textAt(value, key);
        countAt(value, key);
        objectAt(value, key);
        objectsAt(value, key);
        codeAt(value, key);
      }),
      {numRuns: 1_000},
    );
  });
});
