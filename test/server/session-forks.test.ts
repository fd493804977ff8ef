import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {SessionHandlerOptions, SessionReport} from '../../src/server/index.js';
import {answerSdp, askedOf, liveHost, offer, offerSdp} from './live-page.js';
import {sendJson} from './stub-upstream.js';

const host = liveHost();
const {errors, handler} = host;

describe('A session that was stored', () => {
  const client = {data_channel: {allowed_client_events: ['session.close']}};
  const stored = {model: 'gpt-live-1', instructions: 'You sell flowers.', store: true, client};
  const again = {previousSessionId: 'live_1', history: [{role: 'user', text: 'Hello'}]};

  it('is continued where the site allows it, with the limits of the page', async () => {
    const asked: unknown[] = [];
    const reports: SessionReport[] = [];
    const options: Partial<SessionHandlerOptions> = {
      session: stored,
      authorize: () => ({user: 'ada'}),
      allowFork: (id, {method}, user) => asked.push([id, method, user]) > 0,
      onSuccess: report => reports.push(report),
    };
    assert.equal((await handler(options)(offer(again))).status, 201);
    assert.deepEqual(asked, [['live_1', 'POST', 'ada']]);
    assert.equal(host.upstream.asked[0]?.path, '/v1/realtime/client_secrets/live_1/fork');
    assert.deepEqual(host.upstream.asked[0]?.body, {
      session: {store: true, client},
      transport: {type: 'webrtc', sdp: offerSdp},
    });
    assert.equal(reports[0]?.forkOf, 'live_1');
  });

  for (const [what, allowFork] of [
    ['does not say so', undefined],
    ['says no', () => false],
  ] as const) {
    it(`is not continued where the site ${what}: a new one has the history`, async () => {
      assert.equal((await handler({session: stored, allowFork})(offer(again))).status, 201);
      assert.equal(host.upstream.asked.length, 1);
      assert.doesNotMatch(host.upstream.asked[0]!.path, /fork/);
      assert.equal(askedOf(host.upstream).session.input?.length, 1);
    });
  }

  for (const status of [400, 404, 409]) {
    it(`and cannot be continued (${status}) gives way to a new one, and the site hears why`, async () => {
      const reports: SessionReport[] = [];
      host.upstream.answer = (response, {path}) => {
        if (path.endsWith('/fork')) return sendJson(response, status, {error: 'not finalized'});
        sendJson(response, 201, {session: {id: 'live_9'}, transport: {type: 'webrtc', sdp: answerSdp}});
      };
      const options = {allowFork: () => true, onSuccess: (report: SessionReport) => reports.push(report)};
      const response = await handler(options)(offer(again));
      assert.equal(((await response.json()) as {session: {id: string}}).session.id, 'live_9');
      assert.equal(askedOf(host.upstream, 1).session.input?.length, 1);
      assert.equal(reports[0]?.forkOf, undefined);
      assert.match(reports[0]?.forkFailure ?? '', new RegExp(`answered ${status}: .*not finalized`));
    });
  }

  for (const status of [401, 403, 429, 500]) {
    it(`is not asked for again when the service refuses everything (${status})`, async () => {
      host.upstream.answer = response => sendJson(response, status, {});
      const response = await handler({allowFork: () => true})(offer(again));
      assert.equal(response.status, status < 429 ? 502 : 503);
      assert.equal(host.upstream.asked.length, 1);
    });
  }

  it('is not continued, nor replaced, where the check fails, hangs or answers nonsense', async () => {
    const checks = [
      () => {
        throw new Error('database password is hunter2');
      },
      () => new Promise<boolean>(() => {}),
      () => ({user: 'ada'}) as unknown as boolean,
    ];
    for (const allowFork of checks) {
      const response = await handler({allowFork, callbackTimeoutMs: 30})(offer(again));
      assert.equal(response.status, 500);
      assert.match(errors.at(-1)?.detail ?? '', /allowFork/);
    }
    assert.equal(host.upstream.asked.length, 0);
  });
});
