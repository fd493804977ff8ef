import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import type {Turn} from '../../src/state/turns.js';
import {untilTurn, watchSnapshots} from '../e2e/live-page.js';
import {press, turns, untilHeard, untilPhase, untilQuiet} from '../e2e/widget.js';
import {policyViolations} from '../e2e/strict-page.js';
import {until} from '../helpers/until.js';
import {setLiveKitStage, type LiveKitStage} from './livekit-stage.js';

/** One conversation from the first press to hanging up; each test is the next stretch of it. */
describe('a conversation in a room', () => {
  let stage: LiveKitStage;
  let page: Page;
  let seen: Awaited<ReturnType<typeof watchSnapshots>>;
  const said: string[] = [];

  before(async () => {
    stage = await setLiveKitStage({
      microphoneWav: await makeSpeechWav([
        {silenceMs: 14_000},
        {text: 'Hello, who are you?'},
        {silenceMs: 9_000},
        {text: 'Please count to twenty.'},
        {silenceMs: 7_000},
        {text: 'Stop! Wait!'},
        {silenceMs: 500},
      ]),
    });
    page = await stage.openPage();
    page.on('console', message => said.push(message.text()));
    seen = await watchSnapshots(page);
  });

  after(() => stage.close());

  it('starts with one press, once the agent is there', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 30_000);
    const {capabilities} = await page.$eval('voice-assistant', element => element.snapshot);
    assert.deepEqual(
      [capabilities?.interrupt, capabilities?.context, capabilities?.tools],
      ['server', true, 'server'],
    );
  });

  it('hears the person, answers aloud, and shows what both say', async () => {
    await seen.until(({userSpeaking}) => userSpeaking);
    await untilPhase(page, 'speaking', 20_000);
    await untilHeard(page, 0.005);
    await untilTurn(page, 'user', 'who are you');
    await untilTurn(page, 'assistant', 'I am a voice in a room.');
    await untilPhase(page, 'listening');
    await untilQuiet(page);
    assert.deepEqual(
      (await turns(page)).map(({role, final}) => [role, final]),
      [
        ['user', true],
        ['assistant', true],
      ],
    );
  });

  it('is interrupted by the person, and keeps only what was heard', async () => {
    await untilTurn(page, 'user', 'please count to twenty');
    await untilPhase(page, 'speaking', 20_000);
    await seen.until(({userSpeaking, phase}) => userSpeaking && phase === 'speaking');
    await untilPhase(page, 'listening');
    await untilQuiet(page, 2_000);
    let answer: Turn | undefined;
    const isMarked = async () => {
      answer = (await turns(page)).findLast(({role}) => role === 'assistant');
      return answer?.interrupted && answer.text.startsWith('One, two') && !answer.text.includes('twenty');
    };
    await until(isMarked, () => `the answer was cut off: ${JSON.stringify(answer)}`);
  });

  it('goes on after that, in one turn where the person paused', async () => {
    await untilTurn(page, 'user', 'stop wait');
    await untilTurn(page, 'assistant', 'You said: stop wait');
    await untilPhase(page, 'listening');
  });

  it('ends when the person hangs up: no microphone, no connection, no room', async () => {
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    const left = await page.evaluate(() => {
      const {tracks, peers} = window.resources;
      return [
        ...tracks.filter(({readyState}) => readyState === 'live'),
        ...peers.filter(({connectionState}) => connectionState !== 'closed'),
      ].length;
    });
    assert.equal(left, 0);
    const {usage} = await page.$eval('voice-assistant', element => element.snapshot);
    assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0, JSON.stringify(usage));
  });

  it('left no word and no token in the console', () => {
    const text = said.join('\n');
    assert.ok(!/eyJ|access_token|who are you|voice in a room/.test(text), text);
  });

  it('has violated no policy of a strict page', async () => {
    assert.deepEqual(await policyViolations(page), []);
  });
});
