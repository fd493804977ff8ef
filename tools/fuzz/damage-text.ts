import type {Random} from './random.js';

type Damage = (text: string, random: Random) => unknown;

const cut: Damage = (text, random) => text.slice(0, random.below(text.length + 1));

const flip: Damage = (text, random) => {
  const at = random.below(text.length);
  return text.slice(0, at) + String.fromCharCode(random.below(128)) + text.slice(at + 1);
};

const takeOut: Damage = (text, random) => {
  const at = random.below(text.length);
  return text.slice(0, at) + text.slice(at + 1 + random.below(10));
};

const prototypeKeys: Damage = (text, random) =>
  text.replace(
    '{',
    random.pick([
      '{"__proto__":{"type":"error","error":{"code":"session_expired"},"polluted":true},',
      '{"constructor":{"prototype":{"polluted":true}},',
      '{"toString":null,"valueOf":7,"hasOwnProperty":false,',
    ]),
  );

/** The last of two equal keys counts. */
const keyTwice: Damage = text => text.replace('{', '{"type":"response.done","item_id":7,');

const nested: Damage = (text, random) => {
  const depth = random.pick([100, 5_000, 50_000]);
  return `{"type":"response.done","response":${'['.repeat(depth)}${']'.repeat(depth)},"was":${text}}`;
};

const hugeNumber: Damage = text => text.replace(/:\d+/, ':1e999');

const spaced: Damage = text => ` \n\t${text} \r\n`;

const twoInOne: Damage = text => text + text;

const notText: Damage = (text, random) =>
  random.pick([
    null,
    undefined,
    7,
    true,
    {type: 'response.done'},
    [text],
    new ArrayBuffer(8),
    Symbol.iterator,
  ]);

const noEvent: Damage = (_text, random) =>
  random.pick([
    '',
    '{',
    'null',
    '7',
    '[]',
    '"text"',
    '{}',
    '{"type":7}',
    '{"type":""}',
    '\u0000',
    'NaN',
    '[{}]',
  ]);

const damages: readonly Damage[] = [
  ...[cut, flip, takeOut, prototypeKeys, keyTwice, hugeNumber, spaced, twoInOne, notText, noEvent],
];

/** A message that was spoiled on its way: seldom still JSON, sometimes not even text. */
export function damageText(text: string, random: Random): unknown {
  // Deep ones are large; they need not be many.
  return random.chance(0.01) ? nested(text, random) : random.pick(damages)(text, random);
}
