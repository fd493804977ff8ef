import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {SessionHandlerError, SessionHandlerOptions} from '../../src/server/index.js';
import {answerSdp, apiKey, codeOf, offer, sessionHandler} from './live-page.js';
import {sendJson, startStubUpstream, type StubUpstream} from './stub-upstream.js';

let upstream: StubUpstream;
const errors: SessionHandlerError[] = [];

before(async () => (upstream = await startStubUpstream()));
after(() => upstream.close());
afterEach(() => {
  upstream.asked.length = 0;
  errors.length = 0;
});

const handler = (options: Partial<SessionHandlerOptions> = {}) =>
  sessionHandler(upstream, {onError: error => errors.push(error), ...options});

describe('An upstream that makes no session', () => {
  for (const [theirs, ours, code] of [
    [400, 502, 'upstream-refused'],
    [401, 502, 'upstream-refused'],
    [403, 502, 'upstream-refused'],
    [302, 502, 'upstream-refused'],
    [429, 503, 'upstream-busy'],
    [500, 503, 'upstream-busy'],
  ] as const) {
    it(`with ${theirs} becomes ${ours} ${code}, and is not asked again`, async () => {
      upstream.answer = response =>
        sendJson(response, theirs, {error: {message: `Incorrect key: ${apiKey}`}}, {'Retry-After': '7'});
      const response = await handler()(offer());
      assert.equal(response.status, ours);
      assert.equal(response.headers.get('Retry-After'), ours === 503 ? '7' : null);
      const text = await response.text();
      assert.equal((JSON.parse(text) as {error: {code: string}}).error.code, code);
      assert.doesNotMatch(text, /Incorrect|sk-/);
      assert.equal(errors[0]?.upstreamStatus, theirs);
      assert.match(errors[0]?.detail ?? '', /Incorrect key/);
      assert.doesNotMatch(errors[0]?.detail ?? '', /abcdefgh/);
      assert.equal(upstream.asked.length, 1);
    });
  }

  it('and repeats what was said puts none of it into the log', async () => {
    const text = 'My number is 030 1234';
    upstream.answer = response => {
      const message = `Invalid value: '${text}'`;
      sendJson(response, 400, {
        error: {type: 'invalid_request_error', code: text, param: 'session.input[0]', message},
      });
    };
    await handler()(offer({history: [{role: 'user', text}]}));
    assert.match(errors[0]?.detail ?? '', /answered 400: invalid_request_error, session\.input\[0\] /);
    assert.doesNotMatch(errors[0]?.detail ?? '', /1234/);
  });

  it('in time is given up on, and left alone when the page is gone', async () => {
    upstream.answer = () => {};
    const late = await handler({upstream: {url: upstream.url, timeoutMs: 30}})(offer());
    assert.equal(late.status, 504);
    assert.equal(await codeOf(late), 'upstream-timeout');
    const page = new AbortController();
    upstream.answer = () => page.abort();
    assert.equal((await handler()(offer({}, {signal: page.signal}))).status, 499);
  });

  const transport = {type: 'webrtc', sdp: answerSdp};
  const session = {id: 'live_1'};
  const bodies: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['HTML', '<html></html>'],
    ['null', 'null'],
    ['no session', JSON.stringify({transport})],
    ['an empty id', JSON.stringify({session: {id: ''}, transport})],
    ['an id with a line end', JSON.stringify({session: {id: 'a\r\nb'}, transport})],
    ['an id that is a key', JSON.stringify({session: {id: 'sk-other'}, transport})],
    ['no description', JSON.stringify({session})],
    ['a description that is none', JSON.stringify({session, transport: {sdp: '<html>'}})],
    ['the key in its description', JSON.stringify({session, transport: {sdp: `${answerSdp}a=${apiKey}`}})],
    ['a token', JSON.stringify({value: 'ek_1'})],
  ];
  for (const [what, body] of bodies) {
    it(`but ${what}: 502`, async () => {
      upstream.answer = response => response.writeHead(201).end(body);
      const response = await handler()(offer());
      assert.equal(response.status, 502);
      assert.equal(await codeOf(response), 'upstream-answer');
    });
  }
});
