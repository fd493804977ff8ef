import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call} from '../../local-server/index.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {setStage, type Stage} from './stage.js';
import {equip, finish, remembered, toolResponder, untilSaid, untilTold, type Kind} from './tool-page.js';
import {partOf, press, turns, type, untilHeard, untilPhase, untilQuiet, wordsOnScreen} from './widget.js';

const spoken = ['What is in my basket?', 'Add tea and milk.'];

const recording = [
  {silenceMs: 2_500},
  {text: spoken[0]!},
  {silenceMs: 6_500},
  {text: spoken[1]!},
  {silenceMs: 500},
];

/** As strict as a page can be. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self' blob:; require-trusted-types-for 'script'";

for (const kind of ['functions of the page', 'an agent of the SDK'] satisfies Kind[]) {
  const sdk = kind === 'an agent of the SDK';

  /** One conversation from the first word to hanging up; each test is the next stretch of it. */
  describe(`a conversation with ${kind}`, () => {
    let stage: Stage;
    let page: Page;
    let call: Call;
    const violations: string[] = [];
    const ask = (words: string) => type(page, words);

    before(async () => {
      stage = await setStage({
        microphoneWav: await makeSpeechWav(recording),
        answer: (_request, response) => {
          response.setHeader('Content-Security-Policy', policy);
          return false;
        },
        realtime: {
          understand: hearInOrder(...spoken),
          responder: toolResponder,
          session: {audio: {input: {transcription: {model: 'local'}}}},
        },
      });
      page = await stage.openPage();
      await page.exposeFunction('violated', (what: string) => void violations.push(what));
      await page.evaluate(() =>
        document.addEventListener('securitypolicyviolation', ({violatedDirective, sourceFile, blockedURI}) =>
          (window as unknown as {violated(what: string): void}).violated(
            `${violatedDirective} ${blockedURI} ${sourceFile}`,
          ),
        ),
      );
      await equip(page, kind);
    });

    after(() => stage.close());

    it('does what was said, and says what came of it', async () => {
      await press(page, 'launcher');
      await untilPhase(page, 'listening');
      call = await stage.realtime.waitForCall();
      await untilPhase(page, 'speaking');
      assert.ok((await untilHeard(page, 0.005)) >= 0.005);
      await untilSaid(page, 'Three green teas.');
      assert.equal((await wordsOnScreen(page, 'user'))[0], spoken[0]);
    });

    it('does two things at once, and answers once', async () => {
      await untilPhase(page, 'listening');
      const before = call.receivedEvents.filter(event => event.type === 'response.create').length;
      await untilSaid(page, 'Added milk.');
      assert.deepEqual((await remembered(page)).done.toSorted(), ['milk', 'tea']);
      assert.match((await turns(page)).at(-1)!.text, /^It says: Added (tea|milk)\. And: Added (tea|milk)\.$/);
      const asked = call.receivedEvents.filter(event => event.type === 'response.create').length - before;
      assert.equal(asked, 1);
    });

    for (const [words, answer] of [
      ['Break it.', sdk ? 'An error occurred' : 'The shop is closed'],
      ['Hang.', 'too long'],
      ['Read all.', 'word word'],
      ['Add nonsense.', 'do not fit'],
    ] as const)
      it(`goes on after “${words}”`, async () => {
        await untilPhase(page, 'listening');
        await ask(words);
        await untilSaid(page, answer);
        assert.equal(await page.$eval('voice-assistant', ({snapshot}) => snapshot.error), null);
      });

    it('keeps what the assistant is told short', () => {
      const outputs = call.receivedEvents.filter(({text}) => text.includes('"function_call_output"'));
      assert.ok(outputs.length >= 7);
      assert.ok(Math.max(...outputs.map(({text}) => text.length)) < 11_000);
      assert.deepEqual(outputs.filter(({text}) => text.includes('more characters were left out')).length, 1);
    });

    it('asks the person first, and does it when they agree', async () => {
      await untilPhase(page, 'listening');
      await ask('Order tea.');
      const question = await partOf(page, 'approval');
      assert.match(await question.evaluate(({innerText}) => innerText), /order[^]*tea/);
      assert.ok(!(await remembered(page)).done.includes('order tea'));
      await (await question.$('button.primary'))!.click();
      await untilSaid(page, 'It is ordered.');
      assert.ok((await remembered(page)).done.includes('order tea'));
    });

    it('does not do it when they refuse', async () => {
      await untilPhase(page, 'listening');
      await ask('Order tea.');
      const question = await partOf(page, 'approval');
      await (await question.$$('button'))[1]!.click();
      await untilSaid(page, 'did not allow');
      assert.equal((await remembered(page)).done.filter(done => done === 'order tea').length, 1);
    });

    it('is cut off by a guardrail, and says something else', async () => {
      await untilPhase(page, 'listening');
      await ask('Tell me the secret.');
      await untilTold(page, 'guardrail', 1);
      await untilQuiet(page, 1_500);
      await untilSaid(page, 'the weather');
      const {told} = await remembered(page);
      assert.equal(told.find(event => event.type === 'guardrail')!.name, 'No secrets');
      const said = await turns(page);
      assert.ok(!said.some(({text}) => text.includes('Of course')), 'it is taken back');
      assert.match(said.at(-1)!.text, /the weather/);
      assert.equal((await wordsOnScreen(page, 'user')).at(-1), 'Tell me the secret.');
    });

    it('keeps a call through a lost connection', async () => {
      await untilPhase(page, 'listening');
      await ask('Take your time.');
      await untilTold(page, 'tool-call', 10);
      await call.closePeer();
      await untilPhase(page, 'reconnecting');
      await untilPhase(page, ['listening', 'thinking']);
      call = await stage.realtime.waitForCall(other => other !== call);
      await finish(page, 'It was worth waiting.');
      await untilSaid(page, 'worth waiting');
      await untilHeard(page, 0.005);
    });

    if (sdk)
      it('is handed over to another agent, whose name is shown', async () => {
        await untilPhase(page, 'listening');
        await ask('Ask for a refund.');
        await untilTold(page, 'handoff', 1);
        await untilSaid(page, 'Refunds');
        assert.equal(await page.$eval('>>> [part=title]', title => title.textContent.trim()), 'Refunds');
        assert.ok(await page.$('>>> img.avatar[src="/refunds.png"]'));
        await untilPhase(page, 'listening');
        await ask('Who are you?');
        await untilSaid(page, 'I am the refunds desk.');
      });

    it('gives up a question when the person hangs up', async () => {
      if (sdk) return; // The other agent has no such tool.
      await untilPhase(page, 'listening');
      await ask('Order tea.');
      await partOf(page, 'approval');
      const before = (await remembered(page)).told.filter(event => event.type === 'tool-result').length;
      await press(page, 'hang-up');
      await untilTold(page, 'tool-result', before + 1);
      assert.equal((await remembered(page)).told.at(-1)!.detail, 'ended');
      assert.equal(await page.$('>>> [part~=approval]'), null);
    });

    it('broke no rule of a strict page', () => assert.deepEqual(violations, []));
  });
}
