import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {FaultOptions} from '../../local-server/index.js';
import {errorSentences} from '../../src/localize/en/errors.js';
import type {CommonErrorCode} from '../../src/state/voice-error.js';
import {setStage, type Stage} from './stage.js';
import {partOf, press, untilPhase} from './widget.js';

interface Failure {
  readonly name: string;
  readonly code: CommonErrorCode;
  readonly faults?: FaultOptions;
  readonly attributes?: string;
}

/** Those that are no row of docs/reliability.md; the others are in test/faults/. */
const failures: readonly Failure[] = [
  {name: 'no token endpoint', code: 'token-config', attributes: 'realtime-url="/v1/realtime/calls"'},
  {name: 'JSON without a token', code: 'token-shape', faults: {tokenWrongShape: true}},
  {name: 'a long-lived key', code: 'token-secret', faults: {tokenSecret: true}},
  {name: 'a server that drops the offer', code: 'connect-network', faults: {sdpReset: true}},
];

interface Seen {
  readonly code: string;
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
      message: error.message,
      liveTracks: tracks.filter(track => track.readyState === 'live').length,
      openPeers: peers.filter(peer => peer.connectionState !== 'closed').length,
    };
  });
}

async function sentenceOnScreen(page: Page): Promise<string> {
  const banner = await partOf(page, 'error');
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

  for (const {name, code, faults = {}, attributes} of failures) {
    it(`for ${name}: says so, lets go of the microphone, and can be tried again`, async () => {
      stage.realtime.setFaults(faults);
      const page = await stage.openPage(attributes);
      const seen = await failingStart(page, 'launcher');
      assert.deepEqual(seen, {code, message: errorSentences[code].message, liveTracks: 0, openPeers: 0});
      assert.equal(await sentenceOnScreen(page), errorSentences[code].message);

      stage.realtime.setFaults({});
      await page.$eval('voice-assistant', element => (element.tokenEndpoint = '/token'));
      await retry(page);
      await untilPhase(page, 'listening');
      assert.equal(await page.$('>>> [part=error]'), null);
      await page.close();
    });
  }
});
