import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {load, type SignedSessionExports} from './example-process.js';

/* Who can write the cookie chooses a name, and with it a new rate limit. */

const {signedSession} = await load<SignedSessionExports>('signed-session.js');
const session = signedSession('a secret of 32 characters or more');
const asked = (cookie: string) =>
  new Request('https://shop.example/', cookie ? {headers: {cookie}} : undefined);
const cookieOf = (user: string, lifetimeSeconds?: number) =>
  session.cookieFor(user, lifetimeSeconds).split(';')[0]!;

describe('The signed session of the examples', () => {
  it('knows everyone for whom it made a cookie, by any name', () => {
    fc.assert(
      fc.property(fc.string({minLength: 1, unit: 'grapheme'}), user => {
        assert.equal(session.userOf(asked(cookieOf(user))), user);
        assert.equal(session.userOf(asked(`a=1; ${cookieOf(user)}; b=2`)), user);
      }),
    );
  });

  it('keeps the cookie from scripts, other sites and connections that are not encrypted', () => {
    assert.match(session.cookieFor('ada', 60), /; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('knows no one by a cookie of which one character was changed', () => {
    const cookie = cookieOf('ada');
    fc.assert(
      fc.property(
        fc.integer({min: 'session='.length, max: cookie.length - 2}),
        fc.constantFrom(...'abcxyzABCXYZ0189_-.'),
        (at, char) => {
          fc.pre(char !== cookie[at]);
          assert.equal(session.userOf(asked(cookie.slice(0, at) + char + cookie.slice(at + 1))), null);
        },
      ),
    );
  });

  it('knows no one by a cookie that it did not make', () => {
    const made = [
      ...[
        '',
        'user=ada',
        'session=ada',
        'session=',
        'session=.',
        'session=..',
        'session=YWRh',
        'session=YWRh.1.',
      ],
      ...[
        'session=YWRh.9999999999.',
        'session=YWRh.9999999999.YQ',
        'session=.9999999999.YQ',
        'session=a.b.c',
      ],
      `x${cookieOf('ada')}`,
      cookieOf('ada').slice(0, -8),
      `${cookieOf('ada')}AAAA`,
      signedSession('another secret, of 32 characters').cookieFor('ada').split(';')[0]!,
    ];
    for (const cookie of made) assert.equal(session.userOf(asked(cookie)), null, cookie);
  });

  it('knows no one by a cookie that is too old', t => {
    t.mock.timers.enable({apis: ['Date'], now: 1_000_000_000_000});
    const cookie = cookieOf('ada', 60);
    t.mock.timers.tick(59_000);
    assert.equal(session.userOf(asked(cookie)), 'ada');
    t.mock.timers.tick(1_000);
    assert.equal(session.userOf(asked(cookie)), null);
  });

  for (const secret of [undefined, '', 'short']) {
    it(`is not made with the secret ${String(secret)}`, () => {
      assert.throws(() => signedSession(secret), /Set SESSION_SECRET/);
    });
  }
});
