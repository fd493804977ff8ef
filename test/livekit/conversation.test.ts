import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {untilTurn} from '../e2e/live-page.js';
import {press, turns, untilHeard, untilPhase, untilQuiet, watchPhases} from '../e2e/widget.js';
import {setLiveKitStage, type LiveKitStage} from './livekit-stage.js';

describe('a conversation in a room', () => {
  let stage: LiveKitStage;
  let page: Page;

  before(async () => {
    stage = await setLiveKitStage({
      microphoneWav: await makeSpeechWav([
        {silenceMs: 6_000},
        {text: 'Hello, who are you?'},
        {silenceMs: 7_000},
        {text: 'Please count to twenty.'},
        {silenceMs: 6_000},
        {text: 'Stop! Wait!'},
        {silenceMs: 500},
      ]),
    });
    page = await stage.openPage();
    page.on('console', message => console.log('  page:', message.text()));
  });

  after(() => stage.close());

  it('starts with one press, once the agent is there', async () => {
    await watchPhases(page);
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 30_000);
  });

  it('hears the person, answers aloud, and shows what both say', async () => {
    await untilPhase(page, 'thinking', 30_000);
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await untilTurn(page, 'user', 'hello who are you');
    await untilTurn(page, 'assistant', 'I am a voice in a room.');
    await untilPhase(page, 'listening');
    await untilQuiet(page);
    const said = await turns(page);
    assert.deepEqual(
      said.map(({role, final}) => [role, final]),
      [
        ['user', true],
        ['assistant', true],
      ],
    );
  });
});
