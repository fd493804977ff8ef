import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {FaultOptions} from '../../tools/realtime-server/index.js';
import {errorKinds, type VoiceErrorCode} from '../../src/state/voice-error.js';
import {setStage, usualAttributes, type Stage} from './stage.js';
import {piece, press, type, untilPhase, wordsOnScreen} from './widget.js';

interface Failure {
  readonly name: string;
  readonly code: VoiceErrorCode;
  readonly faults?: FaultOptions;
  readonly attributes?: string;
  readonly status?: number;
}

const failures: readonly Failure[] = [
  {name: 'no token endpoint', code: 'token-config', attributes: 'realtime-url="/v1/realtime/calls"'},
  {name: 'a token endpoint that is down', code: 'token-network', faults: {tokenReset: true}},
  {name: 'a token endpoint that says 401', code: 'token-status', faults: {tokenStatus: 401}, status: 401},
  {name: 'a token endpoint that says 500', code: 'token-status', faults: {tokenStatus: 500}, status: 500},
  {name: 'HTML instead of a token', code: 'token-shape', faults: {tokenHtml: true}},
  {name: 'JSON without a token', code: 'token-shape', faults: {tokenWrongShape: true}},
  {name: 'a long-lived key', code: 'token-secret', faults: {tokenSecret: true}},
  {name: 'an expired token', code: 'connect-status', faults: {tokenExpired: true}, status: 401},
  {name: 'a server that refuses the offer', code: 'connect-status', faults: {sdpStatus: 503}, status: 503},
  {name: 'an answer that is no SDP', code: 'connect-answer', faults: {sdpGarbage: true}},
  {name: 'a server that drops the offer', code: 'connect-network', faults: {sdpReset: true}},
];

interface Seen {
  readonly code: string;
  readonly status: number | null;
  readonly message: string;
  readonly liveTracks: number;
  readonly openPeers: number;
}

/** Presses the launcher and tells how it failed. */
async function failingStart(page: Page, part: string): Promise<Seen> {
  await page.evaluate(() => {
    const failed = new Promise(resolve => document.addEventListener('voice-error', resolve, {once: true}));
    Object.assign(window, {failed});
  });
  await press(page, part);
  await untilPhase(page, 'failed');
  return page.evaluate(async () => {
    const {error} = await (window as unknown as {failed: Promise<HTMLElementEventMap['voice-error']>}).failed;
    const {tracks, peers} = window.resources;
    return {
      code: error.code,
      status: error.status ?? null,
      message: error.message,
      liveTracks: tracks.filter(track => track.readyState === 'live').length,
      openPeers: peers.filter(peer => peer.connectionState !== 'closed').length,
    };
  });
}

async function sentenceOnScreen(page: Page): Promise<string> {
  const banner = await piece(page, 'error');
  return banner.$eval('p', paragraph => paragraph.textContent ?? '');
}

async function retry(page: Page): Promise<void> {
  await page.click('>>> [part=error] button');
}

describe('a start that fails', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage();
  });

  afterEach(() => stage.realtime.setFaults({}));
  after(() => stage.close());

  for (const {name, code, faults = {}, attributes, status = null} of failures) {
    it(`for ${name}: says so, lets go of the microphone, and can be tried again`, async () => {
      stage.realtime.setFaults(faults);
      const page = await stage.openPage(attributes);
      const seen = await failingStart(page, 'launcher');
      assert.deepEqual(seen, {code, status, message: errorKinds[code].message, liveTracks: 0, openPeers: 0});
      assert.equal(await sentenceOnScreen(page), errorKinds[code].message);

      stage.realtime.setFaults({});
      await page.$eval('voice-assistant', element => (element.tokenEndpoint = '/token'));
      await retry(page);
      await untilPhase(page, 'listening');
      assert.equal(await page.$('>>> [part=error]'), null);
      await page.close();
    });
  }

  it('keeps what was said, and goes on from it', async () => {
    const page = await stage.openPage();
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await type(page, 'hello');
    await untilPhase(page, 'speaking');
    stage.realtime.setFaults({tokenStatus: 403});
    await stage.realtime.calls.at(-1)!.closePeer();
    await untilPhase(page, 'failed', 40_000);
    assert.deepEqual(await wordsOnScreen(page, 'user'), ['hello']);
    assert.equal((await wordsOnScreen(page, 'assistant')).length, 1);

    stage.realtime.setFaults({});
    await retry(page);
    await untilPhase(page, 'listening');
    const call = stage.realtime.calls.at(-1)!;
    const replayed = await call.waitForEvent('conversation.item.create');
    assert.match(replayed.text, /"input_text","text":"hello"/);
    assert.deepEqual(await wordsOnScreen(page, 'user'), ['hello']);
    await page.close();
  });

  it('sends typed words once there is a session', async () => {
    stage.realtime.setFaults({tokenStatus: 500});
    const page = await stage.openPage();
    await failingStart(page, 'launcher');
    await type(page, 'are you there');
    await untilPhase(page, 'failed');
    assert.deepEqual(await wordsOnScreen(page, 'user'), ['are you there']);
    stage.realtime.setFaults({});
    await retry(page);
    await untilPhase(page, 'speaking');
    assert.deepEqual(await wordsOnScreen(page, 'user'), ['are you there']);
    await page.close();
  });
});

describe('a start without a microphone', () => {
  const cases = [
    {
      name: 'that is refused',
      code: 'mic-denied' as const,
      drop: ['--use-fake-ui-for-media-stream'],
      flags: ['--deny-permission-prompts'],
    },
    {
      name: 'that does not exist',
      code: 'mic-missing' as const,
      drop: ['--use-fake-device-for-media-stream'],
      flags: [],
    },
  ];

  for (const {name, code, drop, flags} of cases) {
    it(`${name}: says so, and typing works all the same`, async () => {
      const stage = await setStage({browserFlags: flags, withoutFlags: drop});
      try {
        const page = await stage.openPage(usualAttributes);
        const seen = await failingStart(page, 'launcher');
        assert.deepEqual([seen.code, seen.liveTracks, seen.openPeers], [code, 0, 0]);
        assert.equal(await sentenceOnScreen(page), errorKinds[code].message);
        await type(page, 'hello');
        await untilPhase(page, 'speaking');
        await untilPhase(page, 'listening');
        assert.deepEqual(await wordsOnScreen(page, 'user'), ['hello']);
      } finally {
        await stage.close();
      }
    });
  }
});
