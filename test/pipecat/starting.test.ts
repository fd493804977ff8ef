import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {untilTurn} from '../e2e/live-page.js';
import {press, type, untilPhase} from '../e2e/widget.js';
import {setPipecatStage, type PipecatStage} from './pipecat-stage.js';

describe('an endpoint of Pipecat that starts a session first', {timeout: 120_000}, () => {
  let pipecat: PipecatStage;
  let page: Page;
  before(async () => {
    pipecat = await setPipecatStage();
    const endpoint = `http://127.0.0.1:${pipecat.bots.port}/start`;
    page = await pipecat.stage.openPage(`backend="pipecat" session-endpoint="${endpoint}" muted`);
    await page.$eval('voice-assistant', assistant => {
      assistant.sessionRequest = {body: JSON.stringify({locale: 'en'})};
    });
  });
  after(() => pipecat.close());

  it('has the session take the offer, and the bot know what the page sent', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 20_000);
    await type(page, 'Hello');
    await untilTurn(page, 'assistant', 'There you are.');
    const calls = await pipecat.bots.calls();
    assert.deepEqual(
      calls.map(({body}) => body),
      [{locale: 'en'}],
    );
  });
});
