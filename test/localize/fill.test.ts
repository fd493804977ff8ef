import {expect} from '@open-wc/testing';
import {fill} from '../../src/localize/fill.js';

describe('fill', () => {
  it('puts values in, as they are', () => {
    expect(fill('{a} and {b}', {a: '{b}', b: '$&'})).to.equal('{b} and $&');
    expect(fill('{a} and {b}', {a: ''})).to.equal(' and {b}');
  });

  it('writes numbers as the language does', () => {
    expect(fill('{n} ms', {n: 1500}, 'en')).to.equal('1,500 ms');
    expect(fill('{n} ms', {n: 1500}, 'de')).to.equal('1.500 ms');
    expect(fill('{n}', {n: 30}, 'fa')).to.equal('۳۰');
    expect(fill('{n}', {n: 30}, 'bn')).to.equal('৩০');
    expect(fill('{n}', {n: '30'}, 'bn')).to.equal('30');
  });
});
