import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {after, before, describe} from 'node:test';
import type {Page} from 'puppeteer-core';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {backend, setStage, defaultAttributes, type Stage} from '../e2e/stage.js';
import {press, turns, untilPhase, untilWords} from '../e2e/widget.js';
import {policyOfTheDocs} from '../package/documented-policy.js';
import {
  assertKept,
  assertReleased,
  beginCall,
  endpoint,
  exchange,
  forgetSentences,
  onPage,
  sentences,
  timed,
  untilSentence,
  untilTold,
} from './fault-page.js';
import {itSurvives, type Outcome} from './survive.js';

const thePage = 'The page' as const;

/** Whether the page came out of the back-forward cache. */
function watchReturn(): void {
  addEventListener('pageshow', ({persisted}) => Object.assign(window, {persisted}));
}

function watchViolations(): void {
  const violations: string[] = [];
  Object.assign(window, {violations});
  document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    violations.push(`${violatedDirective}: ${blockedURI}`),
  );
}

describe('a page', () => {
  let stage: Stage;
  let policy: string | null = null;

  /** Only adds to what the stage answers. */
  function addPolicy(_request: IncomingMessage, response: ServerResponse): false {
    if (policy) response.setHeader('Content-Security-Policy', policy);
    return false;
  }

  before(async () => {
    stage = await setStage({answer: addPolicy, realtime: {responder: fixedResponder([])}});
  });

  after(() => stage.close());

  const lastCall = () => stage.realtime.calls.at(-1)!;

  /** Goes on with what was said, by a press; the server is told of it. */
  async function goOn(page: Page, pressIt: () => Promise<unknown>): Promise<number> {
    const before = lastCall();
    return timed(async () => {
      await pressIt();
      await untilPhase(page, 'listening');
      assert.notEqual(lastCall(), before);
      await untilTold(lastCall(), 'hello');
    });
  }

  /** Leaves with the call on: the microphone is off at once, and what was said is there afterwards. */
  function left(leave: (page: Page) => Promise<unknown>): Promise<Outcome> {
    return onPage(
      stage,
      async page => {
        await beginCall(page);
        const said = await turns(page);
        await leave(page);
        await untilPhase(page, 'idle');
        await assertReleased(page);
        await assertKept(page, said);
        const sees = await sentences(page);
        const ms = await goOn(page, () => press(page, 'talk'));
        await exchange(page, 'go on');
        await assertKept(page, said);
        return {sees, by: 'Start talking', ms};
      },
      {scripts: [watchReturn]},
    );
  }

  itSurvives(thePage, 'is frozen', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const said = await turns(page);
      const client = await page.createCDPSession();
      // Nothing can be waited for in a page that sleeps: it must have let go before.
      const ms = await timed(() => client.send('Page.setWebLifecycleState', {state: 'frozen'}));
      await assertReleased(page);
      await assertKept(page, said);
      assert.equal(await page.$eval('voice-assistant', element => element.snapshot.phase), 'idle');
      return {sees: await sentences(page), ms};
    }),
  );

  itSurvives(thePage, 'is left and come back to', () =>
    left(async page => {
      await page.goto(`${stage.url}?page=2`);
      await page.goBack();
      assert.equal(await page.evaluate(() => 'persisted' in window && window.persisted), true);
    }),
  );

  itSurvives(thePage, 'is another one, with resume="tab"', () =>
    onPage(
      stage,
      async page => {
        await beginCall(page);
        await page.goto(`${stage.url}?page=2`);
        await page.waitForSelector('voice-assistant:defined');
        await press(page, 'launcher');
        await untilSentence(page, 'Pick up where you left off');
        const sees = await sentences(page);
        await untilWords(page, 'user', ['hello']);
        const ms = await goOn(page, () => page.click('>>> .banner button'));
        await exchange(page, 'go on');
        await untilWords(page, 'user', ['hello', 'go on']);

        await page.$eval('voice-assistant', element => element.clear());
        assert.equal(await page.evaluate(() => sessionStorage.length), 0);
        return {sees, by: 'Continue', ms};
      },
      {attributes: `${defaultAttributes} resume="tab"`},
    ),
  );

  itSurvives(thePage, 'forbids all it can (CSP, Trusted Types)', async () => {
    policy = policyOfTheDocs({scripts: '', realtime: ''});
    try {
      return await onPage(
        stage,
        async page => {
          const ms = await timed(() => beginCall(page));
          await exchange(page, 'and now');
          await press(page, 'hang-up');
          await untilPhase(page, 'idle');
          const violations = await page.evaluate(() => 'violations' in window && window.violations);
          // The page of these tests has an icon of its own, which it forbids.
          assert.deepEqual(
            (violations as string[]).filter(found => found !== 'img-src: data'),
            [],
          );
          return {sees: await sentences(page), ms};
        },
        {scripts: [watchViolations]},
      );
    } finally {
      policy = null;
    }
  });

  itSurvives(thePage, 'loses its network', () =>
    onPage(stage, async page => {
      await beginCall(page);
      const [said, call] = [await turns(page), lastCall()];
      await page.setOfflineMode(true);
      await call.closePeer();
      await untilPhase(page, 'reconnecting');
      // So many attempts that the next one is seconds away.
      await page.waitForFunction(
        (path, requests) => performance.getEntriesByName(location.origin + path).length > requests,
        {timeout: 20_000, polling: 50},
        endpoint,
        backend === 'openai-live' ? 2 : 4,
      );
      const ms = await timed(async () => {
        await page.setOfflineMode(false);
        await untilPhase(page, 'listening');
      });
      const sees = await sentences(page);
      await forgetSentences(page);
      await exchange(page, 'are you still there');
      await assertKept(page, said);
      return {sees, ms};
    }),
  );
});
