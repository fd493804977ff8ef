import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {ServerResponse} from 'node:http';
import type {Page} from 'puppeteer-core';
import {untilTurn} from '../e2e/live-page.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {pipecatAttributes, setPipecatStage, type PipecatStage} from './pipecat-stage.js';

let pipecat: PipecatStage;
before(async () => {
  pipecat = await setPipecatStage();
});
after(() => pipecat.close());

describe('a call with a bot of Pipecat that is lost', {timeout: 180_000}, () => {
  let page: Page;
  const calls = () => pipecat.bots.calls();
  const restarts = () => pipecat.requests.filter(({body}) => body.restart_pc).length;

  before(async () => {
    page = await pipecat.stage.openPage(pipecatAttributes);
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 20_000);
    await type(page, 'Hello there');
    await untilTurn(page, 'assistant', 'There you are.');
  });
  after(() => page.close());

  it('goes on with the same bot when the network is back', async () => {
    pipecat.bots.signal('SIGSTOP');
    await untilPhase(page, 'reconnecting', 30_000);
    await until(() => restarts() > 0, 'the page asks for another connection', 20_000);
    pipecat.bots.signal('SIGCONT');
    await untilPhase(page, 'listening', 30_000);
    const [bot, ...others] = await calls();
    assert.deepEqual([others.length, bot?.open], [0, true]);
    await type(page, 'who are you');
    await untilTurn(page, 'assistant', 'I am a bot of Pipecat. Nice to hear you.');
    await untilPhase(page, 'listening');
    const {messages} = (await calls())[0]!;
    assert.equal(String(messages[0]?.content), 'Hello there');
  });

  it('goes on with another bot, which knows what was said, when the server was killed', async () => {
    await pipecat.bots.kill();
    await untilPhase(page, 'reconnecting', 30_000);
    await pipecat.bots.start();
    await until(async () => (await calls()).length > 0, 'the page has asked for another bot', 60_000);
    await untilPhase(page, 'listening', 60_000);
    const [bot] = await calls();
    assert.deepEqual(bot?.body?.history?.slice(0, 2), [
      {role: 'user', text: 'Hello there'},
      {role: 'assistant', text: 'There you are.'},
    ]);
    assert.equal(String(bot?.messages[0]?.content), 'Hello there');
    await type(page, 'Hello again');
    await untilTurn(page, 'assistant', 'There you are.');
    const said = (await turns(page)).map(({text}) => text);
    assert.deepEqual(said, [
      'Hello there',
      'There you are.',
      'who are you',
      'I am a bot of Pipecat. Nice to hear you.',
      'Hello again',
      'There you are.',
    ]);
    await press(page, 'hang-up');
    await until(async () => !(await calls())[0]!.open, 'the bot has ended');
  });
});

describe('two widgets with bots of Pipecat', {timeout: 120_000}, () => {
  it('have calls of their own, one at a time', async () => {
    const page = await pipecat.stage.openPage(pipecatAttributes);
    await page.$eval('voice-assistant', assistant => {
      const other = assistant.cloneNode() as HTMLElement;
      other.id = 'other';
      document.body.append(other);
    });
    const before = (await pipecat.bots.calls()).length;
    const phase = (index: number) =>
      page.$$eval('voice-assistant', (all, index) => all[index]!.snapshot.phase, index);
    const start = (index: number) =>
      page.$$eval('voice-assistant', (all, index) => void all[index]!.start().catch(() => {}), index);
    await start(0);
    await until(async () => (await phase(0)) === 'listening', 'the first call is on');
    await start(1);
    await until(async () => (await phase(1)) === 'listening', 'the second call is on');
    await until(async () => (await phase(0)) === 'idle', 'the first call is over');
    await until(async () => {
      const open = (await pipecat.bots.calls()).slice(before).map(bot => bot.open);
      return JSON.stringify(open) === '[false,true]';
    }, 'each call had a bot of its own');
    await page.close();
  });
});

describe('an endpoint of a page that', {timeout: 120_000}, () => {
  let page: Page;
  before(async () => {
    page = await pipecat.stage.openPage(pipecatAttributes);
  });
  after(async () => {
    pipecat.refuse = null;
    await page.close();
  });

  const json =
    (status: number, body: object, headers = {}) =>
    (response: ServerResponse) =>
      response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(JSON.stringify(body));
  const cases: readonly (readonly [
    name: string,
    answer: (response: ServerResponse) => unknown,
    error: object,
  ])[] = [
    [
      'wants a login',
      json(401, {error: 'login_required'}),
      {code: 'token-status', status: 401, detail: 'login_required'},
    ],
    ['forbids it', json(403, {detail: 'No'}), {code: 'token-status', status: 403}],
    [
      'asks for patience',
      json(429, {}, {'Retry-After': '7'}),
      {code: 'token-status', status: 429, retryAfter: 7},
    ],
    ['fails', json(500, {}), {code: 'token-status', status: 500}],
    [
      'shows a page',
      response => response.writeHead(200, {'Content-Type': 'text/html'}).end('<h1>Hello</h1>'),
      {code: 'token-shape'},
    ],
    ['answers something else', json(200, {sessionId: '1'}), {code: 'token-shape'}],
    [
      'answers no description',
      json(200, {type: 'answer', sdp: 'none', pc_id: '1'}),
      {code: 'connect-answer'},
    ],
    [
      'answers one that no browser takes',
      json(200, {type: 'answer', sdp: 'v=0\r\n', pc_id: '1'}),
      {code: 'connect-answer'},
    ],
    [
      'hands out a key',
      json(200, {type: 'answer', sdp: 'v=0', pc_id: '1', key: 'sk-proj-0123456789abcdef'}),
      {code: 'token-secret'},
    ],
  ];

  for (const [name, answer, expected] of cases)
    it(`${name} is told to the developer`, async () => {
      pipecat.refuse = answer;
      // It rejects, and says the same.
      await page.$eval('voice-assistant', assistant => void assistant.start().catch(() => {}));
      await untilPhase(page, 'failed', 20_000);
      const error = await page.$eval('voice-assistant', ({snapshot}) => {
        const {code, status, detail, retryAfter} = snapshot.error!;
        return {code, status, detail, retryAfter};
      });
      assert.deepEqual(JSON.parse(JSON.stringify(error)), expected);
      assert.ok(
        !(await page.$eval('voice-assistant', ({snapshot}) => snapshot.error!.message)).includes('sk-'),
      );
    });
});
