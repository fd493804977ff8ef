import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {
  createLiveKitTokenHandler,
  toNodeListener,
  type LiveKitTokenHandlerOptions,
} from '../../src/server/index.js';
import type * as LiveKitEntry from '../../src/entries/backends/livekit.js';
import {untilTurn, watchSnapshots} from '../e2e/live-page.js';
import {partOf, press, turns, type, untilHeard, untilPhase} from '../e2e/widget.js';
import {apiKey, apiSecret} from './livekit-server.js';
import {livekitAttributes, setLiveKitStage, type LiveKitStage} from './livekit-stage.js';
import {textOf} from './services.js';

/** How the call failed, for the developer. */
const errorOf = (page: Page) =>
  page.$eval(
    'voice-assistant',
    ({snapshot: {error}}) => error && [error.code, error.status ?? error.detail ?? ''],
  );

describe('trouble with a room', () => {
  let stage: LiveKitStage;
  /** What the endpoint of the site does otherwise, by the query of its address. */
  const wrong: Record<string, Partial<LiveKitTokenHandlerOptions>> = {
    secret: {apiSecret: 'another-secret-of-thirty-two-letters'},
    down: {serverUrl: 'ws://127.0.0.1:9'},
    agent: {session: {agents: [{agentName: 'who-is-not-there'}]}},
  };

  before(async () => {
    stage = await setLiveKitStage({
      answer(request, response) {
        const options = wrong[new URL(request.url ?? '', 'http://localhost').searchParams.get('wrong') ?? ''];
        if (!options) return false;
        const usual = {apiKey, apiSecret, serverUrl: stage.livekit.url, rateLimit: false} as const;
        void toNodeListener(createLiveKitTokenHandler({...usual, ...options}))(request, response);
        return true;
      },
    });
  });

  after(() => stage.close());

  const failures: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['a token that the server refuses', 'secret', ['connect-status', 401]],
    ['a server that is down', 'down', ['connect-network', '']],
    ['no agent in the room', 'agent', ['connect-timeout', 'agent']],
  ];
  for (const [name, query, expected] of failures)
    it(`is explained: ${name}`, async () => {
      const page = await stage.openPage(`backend="livekit" token-endpoint="/livekit-token?wrong=${query}"`);
      await press(page, 'launcher');
      await untilPhase(page, 'failed', 40_000);
      assert.deepEqual(await errorOf(page), expected);
      await partOf(page, 'error');
      await page.close();
    });

  it('is explained: a page without the library', async () => {
    const page = await stage.openPage();
    const [code, detail, help] = await page.evaluate(async () => {
      const address: string = '/dist/backends/livekit.js'; // It asks for a package, which no map of the page names.
      const {LiveKitSession} = (await import(address)) as typeof LiveKitEntry;
      const session = new LiveKitSession(() => ({tokenEndpoint: '/livekit-token'}));
      const {signal} = new AbortController();
      return session.start({signal, history: [], emit: () => {}}).then(
        () => [],
        (error: {code: string; detail: string; help: string}) => [error.code, error.detail, error.help],
      );
    });
    assert.deepEqual([code, detail], ['unsupported', 'library']);
    assert.match(help!, /livekit-client/);
    await page.close();
  });

  it('that is short: a server that stands still for a while', async () => {
    const page = await stage.openPage(livekitAttributes);
    const seen = await watchSnapshots(page);
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 40_000);
    await type(page, 'Who are you?');
    await untilTurn(page, 'assistant', 'I am a voice in a room.');
    await untilPhase(page, 'listening', 20_000);
    stage.livekit.server().kill('SIGSTOP');
    await untilPhase(page, 'reconnecting', 30_000);
    assert.equal((await turns(page)).length, 2);
    stage.livekit.server().kill('SIGCONT');
    await untilPhase(page, 'listening', 40_000);
    await seen.until(({phase}) => phase === 'reconnecting');
    await type(page, 'Please count.');
    await untilHeard(page, 0.005, 20_000);
    await press(page, 'hang-up');
    await page.close();
  });

  it('that is for good: a server that was killed, and another one in its place', async () => {
    const page = await stage.openPage(livekitAttributes);
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 40_000);
    await type(page, 'I like oolong.');
    await untilTurn(page, 'assistant', 'You said: i like oolong.');
    await untilPhase(page, 'listening', 20_000);
    const killedAt = performance.now();
    await stage.livekit.restartServer();
    await untilPhase(page, 'reconnecting', 30_000);
    await untilPhase(page, 'listening', 90_000);
    console.log(`repaired after ${((performance.now() - killedAt) / 1000).toFixed(1)} s`);
    assert.equal((await turns(page)).length, 2);
    await type(page, 'Who are you?');
    await untilTurn(page, 'assistant', 'I am a voice in a room.');
    const told = stage.services.asked.at(-1)!.map(textOf).join('\n');
    assert.ok(told.includes('I like oolong.'), `the new agent knows what was said: ${told}`);
    await press(page, 'hang-up');
    await page.close();
  });
});
