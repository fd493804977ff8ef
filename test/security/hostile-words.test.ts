import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {VoiceSession, VoiceSessionEvent, VoiceSessionStart} from '../../src/session/voice-session.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {press} from '../e2e/widget.js';
import {untilPhase, untilShown} from './until.js';

const markup =
  '<img src=/hacked onerror="hacked=1"><script>hacked=1</script><svg onload="hacked=1"><iframe src="javascript:hacked=1">';
const links =
  '[one](javascript:hacked=1) [two](data:text/html,<script>hacked=1</script>) [three](vbscript:hacked) ' +
  '![four](https://elsewhere.example/pixel.png) <a href="javascript:hacked=1">five</a> [six](https://fine.example/)';
const bidi = 'invoice\u202Egnp.exe \u2067hidden\u2066';

declare global {
  interface Window {
    hacked?: unknown;
    emit: (event: VoiceSessionEvent) => void;
  }
}

/** A backend in the page that says whatever a test has it say. Refers to nothing outside itself. */
function useHostileBackend(): void {
  const session = {
    start({emit}: VoiceSessionStart) {
      window.emit = emit;
      emit({type: 'session-opened', sessionId: '"><script>hacked=1</script>'});
      return Promise.resolve();
    },
    stop() {},
    setMicrophone() {},
    setMuted() {},
    interrupt() {},
    sendText() {},
    startTalking() {},
    stopTalking() {},
  };
  // As a page in JavaScript has it, which does not say what it can do.
  document.querySelector('voice-assistant')!.session = session as unknown as VoiceSession;
}

describe('hostile words', () => {
  let stage: Stage;
  let page: Page;
  const requests: string[] = [];

  before(async () => {
    stage = await setStage();
    page = await stage.openPage();
    page.on('request', request => requests.push(request.url()));
    await page.evaluate(useHostileBackend);
    await page.$eval(
      'voice-assistant',
      (element, hostile) => Object.assign(element, {name: hostile, captions: 'on'}),
      `"'>${markup}`,
    );
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
  });
  after(() => stage.close());

  function says(role: 'user' | 'assistant', id: string, text: string, written: boolean): Promise<void> {
    return page.evaluate(turn => window.emit({type: 'turn-text', final: true, ...turn}), {
      role,
      id,
      text,
      written,
    });
  }

  it('are shown as they are written, and nothing of them runs', async () => {
    for (const role of ['user', 'assistant'] as const) {
      for (const written of [false, true]) {
        await says(role, `markup-${role}-${written}`, `${markup} the end of ${role} ${written}`, written);
        await says(role, `links-${role}-${written}`, `${links} the last of ${role} ${written}`, written);
        await untilShown(page, `the end of ${role} ${written}`);
        await untilShown(page, `the last of ${role} ${written}`);
      }
    }
    // Words show as they are until what draws Markdown has been loaded.
    await page.waitForSelector('>>> [part~="turn-assistant"] a', {visible: true});
    const found = await page.evaluate(() => {
      const elements: Element[] = [];
      const walk = (root: ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          elements.push(element);
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document.querySelector('voice-assistant')!.shadowRoot!);
      return {
        hacked: window.hacked,
        forbidden: elements
          .filter(element => element.matches('script, iframe, object, embed, svg[onload], [onerror]'))
          .map(element => element.localName),
        images: elements.filter(element => element.matches('img')).map(element => element.className),
        links: elements.filter(element => element.matches('a')).map(element => element.getAttribute('href')),
      };
    });
    assert.equal(found.hacked, undefined);
    assert.deepEqual(found.forbidden, []);
    assert.deepEqual(found.images, []);
    assert.ok(found.links.length > 0);
    for (const link of found.links) assert.match(link!, /^https:\/\/fine\.example\//);
  });

  it('fetch nothing', () => {
    assert.deepEqual(
      requests.filter(url => /hacked|elsewhere|fine/.test(url)),
      [],
    );
  });

  it('do not turn round what stands beside them', async () => {
    await says('user', 'bidi', bidi, false);
    await untilShown(page, bidi);
    const isolation = await page.$$eval(
      '>>> [part~="turn-user"] p',
      paragraphs => getComputedStyle(paragraphs.at(-1)!).unicodeBidi,
    );
    assert.match(isolation, /isolate|plaintext/);
  });

  it('of ten megabytes leave the widget alive', async () => {
    const begun = performance.now();
    await page.evaluate(() => {
      const text = `${'word '.repeat(2_000_000)}the very end`;
      window.emit({type: 'turn-text', role: 'assistant', id: 'huge', text, final: true});
    });
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)));
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    assert.ok(performance.now() - begun < 15_000);
  });
});
