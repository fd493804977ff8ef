import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {defaultAttributes, setStage, type Stage} from './stage.js';
import {press, partOf, untilPhase} from './widget.js';

/** A page at 400 %, telephones on their side, a small telephone. */
const screens = [
  [320, 256],
  [740, 360],
  [844, 390],
  [320, 568],
] as const;

/** What can be pressed or typed into, and cannot be brought wholly onto the screen. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: HTMLElement[] = [];
    const collect = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.matches('button, textarea, select, input:not([type=file])') && element.checkVisibility())
          found.push(element);
        if (element.shadowRoot) collect(element.shadowRoot);
      }
    };
    collect(document);
    const missing: string[] = [];
    for (const element of found) {
      element.scrollIntoView({block: 'center', behavior: 'instant'});
      await new Promise(requestAnimationFrame);
      const {left, right, top, bottom, width, height} = element.getBoundingClientRect();
      const inside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
      const name = element.title || element.ariaLabel || element.textContent.trim();
      if (!inside) missing.push(`${name}: ${[left, top, right, bottom].map(Math.round).join(' ')}`);
      const isTarget = element.localName !== 'button' || (width >= 43 && height >= 43);
      if (!isTarget) missing.push(`${name}: ${Math.round(width)} × ${Math.round(height)}`);
    }
    return missing;
  });
}

describe('a small screen cuts nothing off', () => {
  let stage: Stage;
  let page: Page;
  before(async () => (stage = await setStage()));
  after(() => stage.close());

  for (const [width, height] of screens)
    describe(`of ${width} × ${height}`, () => {
      before(async () => {
        page = await stage.openPage(
          `${defaultAttributes} name="Vera" face="voice" start-on="request" hint="Flowers, plants and delivery" suggestions="When are you open?|Do you deliver?|What lasts?"`,
          blank => blank.setViewport({width, height, hasTouch: true, isMobile: true}),
        );
      });
      after(() => page.close());

      it('before a call', async () => {
        assert.deepEqual(await cutOff(page), []);
        await press(page, 'launcher');
        await partOf(page, 'start-card');
        assert.deepEqual(await cutOff(page), []);
      });

      it('in a call, with the voice, in writing, and as a dock', async () => {
        await press(page, 'talk');
        await untilPhase(page, 'listening');
        await partOf(page, 'hang-up');
        assert.deepEqual(await cutOff(page), []);
        await press(page, 'keyboard');
        await partOf(page, 'input');
        assert.deepEqual(await cutOff(page), []);
        await press(page, 'close');
        await partOf(page, 'dock');
        assert.deepEqual(await cutOff(page), []);
      });

      it('after a failure', async () => {
        await page.$eval('voice-assistant', element => element.stop());
        await untilPhase(page, 'idle');
        stage.realtime.setFaults({tokenStatus: 403});
        await page.$eval('voice-assistant', element => {
          element.show();
          element.start().catch(() => {});
        });
        await untilPhase(page, 'failed');
        stage.realtime.setFaults({});
        await partOf(page, 'error');
        assert.deepEqual(await cutOff(page), []);
      });
    });
});
