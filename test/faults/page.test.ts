import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {readFileSync} from 'node:fs';
import {after, before, describe} from 'node:test';
import {fixedBrain} from '../e2e/fixed-brain.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {press, turns, untilPhase} from '../e2e/widget.js';
import {assertKept, beginCall, exchange, forgetSentences, onPage, sentences, timed} from './fault-page.js';
import {itSurvives} from './survive.js';

const thePage = 'The page' as const;

function watchViolations(): void {
  const violations: string[] = [];
  Object.assign(window, {violations});
  document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    violations.push(`${violatedDirective}: ${blockedURI}`),
  );
}

/** The policy that docs/security.md tells sites to copy. */
function documentedPolicy(): string {
  const [, policy] =
    /Content-Security-Policy: ([\s\S]*?)\nPermissions-Policy/.exec(
      readFileSync('docs/security.md', 'utf8'),
    ) ?? [];
  if (!policy) throw new Error('docs/security.md gives no policy.');
  return policy.replaceAll(/\s+/g, ' ');
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
    stage = await setStage({answer: addPolicy, realtime: {brain: fixedBrain([])}});
  });

  after(() => stage.close());

  const lastCall = () => stage.realtime.calls.at(-1)!;

  itSurvives(thePage, 'forbids all it can (CSP, Trusted Types)', async () => {
    policy = documentedPolicy();
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
      await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/token`).length > 4, {
        timeout: 20_000,
        polling: 50,
      });
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
