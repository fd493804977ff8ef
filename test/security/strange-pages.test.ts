import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {press, type} from '../e2e/widget.js';
import {untilPhase, untilShown} from './until.js';

const html = `<!doctype html><meta charset="utf-8">
<script type="module" src="/dist/cdn/voice-assistant.js"></script>
<voice-assistant token-endpoint="/token" realtime-url="/v1/realtime/calls" start-on="open" face="text"></voice-assistant>`;

/** What other scripts do to a page before the widget comes. Each runs in the page and refers to nothing else. */
const pages: Readonly<Record<string, () => void>> = {
  'built-in prototypes have enumerable extras': () => {
    const extra = () => 'not yours';
    for (const {prototype} of [Array, Object, String, Function, Map, Promise] as {prototype: object}[])
      Object.assign(prototype, {extra});
  },
  'fetch, timers and listeners are wrapped': () => {
    const {fetch, setTimeout, addEventListener} = window;
    window.fetch = async (...args) => (await fetch(...args)).clone();
    Object.assign(window, {
      setTimeout: (handler: (...args: unknown[]) => void, ...rest: [number]) =>
        setTimeout((...args: unknown[]) => handler(...args), ...rest),
    });
    EventTarget.prototype.addEventListener = function (
      this: EventTarget,
      name: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ) {
      const call = (event: Event) =>
        typeof listener === 'function' ? listener.call(this, event) : listener?.handleEvent(event);
      addEventListener.call(this, name, call, options);
    };
  },
  'Promise is another one': () => {
    const {then} = Promise.prototype;
    window.Promise = class OtherPromise<T> extends Promise<T> {};
    Object.assign(Promise.prototype, {
      then(this: Promise<unknown>, ...args: Parameters<typeof then>) {
        return then.apply(this, args);
      },
    });
  },
  'customElements.define is wrapped': () => {
    const {define} = customElements;
    customElements.define = function (name, element, options) {
      define.call(this, name, class extends element {}, options);
    };
  },
  'the intrinsics are frozen': () => {
    for (const intrinsic of [Object, Array, Function, Error, Promise, Map, Set, String, Number, RegExp, Date])
      Object.freeze(Object.freeze(intrinsic).prototype);
    Object.freeze(JSON);
    Object.freeze(Math);
  },
};

describe('a conversation on a page where', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({
      realtime: {responder: fixedResponder([], {'Hello?': 'Hello to you.'})},
      answer(request, response) {
        if (request.url !== '/') return false;
        response.writeHead(200, {'Content-Type': 'text/html'}).end(html);
        return true;
      },
    });
  });
  after(() => stage.close());

  async function converse(page: Page): Promise<void> {
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await type(page, 'Hello?');
    await untilShown(page, 'Hello to you.');
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
  }

  for (const [name, spoil] of Object.entries(pages)) {
    it(`${name} goes as on any other`, async () => {
      const page = await stage.browser.newPage();
      const errors: unknown[] = [];
      page.on('pageerror', error => errors.push(error));
      await page.evaluateOnNewDocument('globalThis.__name = value => value');
      await page.evaluateOnNewDocument(spoil);
      await page.goto(stage.url);
      await converse(page);
      assert.deepEqual(errors, []);
      await page.close();
    });
  }
});
