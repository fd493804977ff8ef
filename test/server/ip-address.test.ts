import assert from 'node:assert/strict';
import {isIP} from 'node:net';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {networkOf} from '../../src/server/ip-address.js';

/* One client is one key, however a server or a proxy writes its address; what is no address is none. */

const spellings: Readonly<Record<string, readonly string[]>> = {
  '203.0.113.7': [
    '203.0.113.7',
    ' 203.0.113.7 ',
    '203.0.113.7:50123',
    '203.0.113.7:1',
    '"203.0.113.7"',
    '"203.0.113.7:443"',
    '[::ffff:203.0.113.7]:443',
    '::ffff:203.0.113.7',
    '::FFFF:203.0.113.7',
    '::ffff:203.0.113.7:50123',
    '::ffff:cb00:7107',
    '[::ffff:cb00:7107]',
    '0:0:0:0:0:ffff:cb00:7107',
    '0000:0000:0000:0000:0000:ffff:cb00:7107',
    '0:0:0:0:0:ffff:203.0.113.7',
    '0:0:0:0:0:ffff:cb00:7107:443',
    '64:ff9b::203.0.113.7',
    '64:ff9b::cb00:7107',
    'for=203.0.113.7',
    'For="203.0.113.7:47011"',
    'for=203.0.113.7;proto=https;by=203.0.113.43',
  ],
  '2001:db8:0:0::/64': [
    '2001:db8::1',
    '2001:DB8::1',
    '2001:0db8:0000:0000:0000:0000:0000:0001',
    '2001:db8:0:0:8:800:200c:417a',
    '2001:db8::192.0.2.1',
    '[2001:db8::1]',
    '[2001:db8::1]:443',
    '[2001:db8::1]:50123',
    '2001:db8::1:50123',
    '2001:db8:0:0:0:0:0:1:443',
    '2001:db8::1%eth0',
    '[2001:db8::1%25en0]:443',
    '"[2001:db8::1]:443"',
    'for="[2001:db8::1]:443"',
    'for="[2001:db8::1]";by=_proxy',
  ],
  'fe80:0:0:0::/64': ['fe80::1', 'fe80::1%eth0', 'fe80::2%12', '[fe80::1%lo]:80'],
  '0:0:0:0::/64': ['::1', '::', '[::1]:3000', '::cb00:7107'],
  '1:2:3:4::/64': [
    '1:2:3:4:5:6:7:8',
    '1:2:3:4::',
    '1:2:3:4:5:6:7::',
    '1:2:3:4::5:6:7',
    '1:2:3:4:5:6:1.2.3.4',
  ],
  '64:ff9b:1:0::/64': ['64:ff9b:1::203.0.113.7'],
};

const garbage = [
  ...[
    '',
    ' ',
    'unknown',
    'localhost',
    '_hidden',
    '_SEVKISEK',
    'for=_gazonk',
    'for=unknown',
    'made up',
    'shop.example',
  ],
  ...[
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.256',
    '01.2.3.4',
    '0x1.2.3.4',
    '1.2.3.-4',
    '1.2.3.4:',
    '1.2.3.4:x',
  ],
  ...['1.2.3.4:123456', '1.2.3.4/24', '1.2.3.4, 5.6.7.8', '1.2.3.4 5.6.7.8', '3405803783', 'http://1.2.3.4/'],
  ...[
    '[1.2.3.4]',
    '[1.2.3.4]:80',
    '[]',
    '[]:80',
    '[2001:db8::1',
    '2001:db8::1]',
    '[2001:db8::1]x',
    '[[::1]]',
  ],
  ...[
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9:10',
    'g::1',
    '12345::1',
    '::1.2.3',
    '::1.2.3.4.5',
  ],
  ...[
    '::ffff:256.1.1.1',
    '::ffff:1.2.3',
    '%eth0',
    '%',
    '""',
    '"',
    'for=',
    'for=""',
    '192.0.2.1\u0000',
    '１.2.3.4',
  ],
  ...[
    'unix:/run/app.sock',
    '/run/app.sock',
    '@',
    '::1@x',
    '::1#x',
    '::1/64',
    `${'1'.repeat(200)}`,
    `::${'0'.repeat(200)}1`,
  ],
];

describe('An address', () => {
  for (const [network, written] of Object.entries(spellings)) {
    for (const text of written) {
      it(`written ${text} is ${network}`, () => assert.equal(networkOf(text), network));
    }
  }

  for (const text of garbage) {
    it(`is not ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(networkOf(text), undefined));
  }
});

const port = fc.integer({min: 0, max: 65_535});
const group = fc.integer({min: 0, max: 0xffff});
/** Not one that IPv4 is put into. */
const groups = fc
  .tuple(...Array.from({length: 8}, () => group))
  .filter(([first, second]) => first! > 0 && !(first === 0x64 && second === 0xff9b));

/** One of the ways to write an IPv6 address, by chance. */
const spelling = fc.record({
  pad: fc.boolean(),
  upper: fc.boolean(),
  compress: fc.boolean(),
  dotted: fc.boolean(),
});
type Spelling = typeof spelling extends fc.Arbitrary<infer One> ? One : never;

function written(parts: readonly number[], {pad, upper, compress, dotted}: Spelling): string {
  const hex = parts.map(part => part.toString(16).padStart(pad ? 4 : 1, '0'));
  const end = [parts[6]! >> 8, parts[6]! & 255, parts[7]! >> 8, parts[7]! & 255].join('.');
  const whole = (dotted ? [...hex.slice(0, 6), end] : hex).join(':');
  const short = compress ? whole.replace(/(^|:)0+(:0+)+(:|$)/, '::') : whole;
  return upper ? short.toUpperCase() : short;
}

/** What may stand around an IPv6 address. */
const wrappings: readonly ((address: string, port: number) => string)[] = [
  address => address,
  address => `[${address}]`,
  (address, number) => `[${address}]:${number}`,
  (address, number) => `"[${address}]:${number}"`,
  (address, number) => `for="[${address}]:${number}";proto=https`,
  address => `${address}%eth${address.length}`,
  (address, number) => `[${address}%25en0]:${number}`,
];

describe('For any IPv4 address', () => {
  it('every port and every spelling is the same client, and another address is another', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), port, port, (address, other, one, two) => {
        const [a, b, c, d] = address.split('.').map(Number);
        const hex = [(a! << 8) | b!, (c! << 8) | d!].map(part => part.toString(16)).join(':');
        const same = [
          `${address}:${one}`,
          `${address}:${two}`,
          `::ffff:${address}`,
          `[::ffff:${address}]:${one}`,
          `::ffff:${hex}`,
          `[::FFFF:${hex}]:${two}`,
          `for="${address}:${two}"`,
        ];
        for (const text of same) assert.equal(networkOf(text), address, text);
        assert.equal(networkOf(other) === address, other === address);
      }),
    );
  });
});

describe('For any IPv6 address', () => {
  it('every spelling, port and zone is the same client', () => {
    fc.assert(
      fc.property(groups, spelling, fc.constantFrom(...wrappings), port, (parts, how, wrap, number) => {
        const address = written(parts, how);
        assert.equal(isIP(address), 6, address);
        const network = `${parts
          .slice(0, 4)
          .map(part => part.toString(16))
          .join(':')}::/64`;
        assert.equal(networkOf(wrap(address, number)), network, wrap(address, number));
      }),
      {numRuns: 1_000},
    );
  });

  it('the second half does not matter, and the first does', () => {
    fc.assert(
      fc.property(groups, groups, spelling, spelling, (one, two, how, otherHow) => {
        const neighbour = [...one.slice(0, 4), ...two.slice(4)];
        assert.equal(networkOf(written(one, how)), networkOf(written(neighbour, otherHow)));
        const isSame = one.slice(0, 4).join() === two.slice(0, 4).join();
        assert.equal(networkOf(written(one, how)) === networkOf(written(two, otherHow)), isSame);
      }),
    );
  });
});

describe('For any text', () => {
  const text = fc.oneof(
    fc.string({maxLength: 200}),
    fc.string({unit: fc.constantFrom(...'0123456789abcdefABCDEF:.[]%"=;for, '), maxLength: 140}),
    fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.string({maxLength: 8})).map(parts => parts.join('')),
    fc.tuple(fc.string({maxLength: 8}), fc.oneof(fc.ipV4(), fc.ipV6())).map(parts => parts.join('')),
  );
  const canonical =
    /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?:0|[1-9a-f][\da-f]{0,3})(?::(?:0|[1-9a-f][\da-f]{0,3})){3}::\/64)$/;

  it('there is no key but an address or a network, and it does not throw', () => {
    fc.assert(
      fc.property(text, given => {
        const network = networkOf(given);
        if (network !== undefined) assert.match(network, canonical);
        if (network?.includes('.')) assert.equal(isIP(network), 4);
      }),
      {numRuns: 5_000},
    );
  });

  it('takes no long time, however it is made', () => {
    const begin = performance.now();
    for (const unit of ['1:', ':', '.', '1.', 'f', '[', '%', '"', 'for=', '1.1.1.1:', '::ffff:', ':12345']) {
      networkOf(unit.repeat(100_000));
      networkOf(unit.repeat(128).slice(0, 128));
    }
    assert.ok(performance.now() - begin < 200);
  });
});
