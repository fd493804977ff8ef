import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {after, before, describe, it} from 'node:test';
import type {HTTPRequest, Page} from 'puppeteer-core';
import {hearInOrder, makeSpeechWav} from '../../local-server/index.js';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {strictPolicy} from '../e2e/strict-page.js';
import {press, type} from '../e2e/widget.js';
import {until, untilPhase, untilShown} from './until.js';
import {findTraces, watchPage, type Traces, type Watched} from './watch-page.js';

const policy = strictPolicy();

const html = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page</title>
  <script type="module" src="/dist/cdn/voice-assistant.js"></script></head>
  <body><h1>A page</h1>
  <voice-assistant token-endpoint="/token" realtime-url="/v1/realtime/calls" feedback="both" start-on="open" face="text" captions="on"
  ></voice-assistant></body>
</html>`;

/* Words that are found again wherever they got to. */
const spoken = 'Zanzibar is what I said';
const answered = 'Quokkas are what was answered';
const typed = 'Yggdrasil is what I typed';
const written = 'Here is **Xanadu** in `code`:\n\n- one\n- [two](https://link.example/)\n';
const planted = /Zanzibar|Quokka|Yggdrasil|Xanadu/;

/** The server repeats the token in what it answers, as bad ones do. */
function echoToken(request: IncomingMessage, response: ServerResponse): void {
  const {authorization = ''} = request.headers;
  response.writeHead(401, {'Content-Type': 'text/plain', 'X-Token': authorization});
  response.end(`Refused: ${authorization}`);
}

/** One whole conversation: spoken, typed, with settings, image, Markdown, an error, its diagnosis, and ratings. */
describe('a whole conversation on a strict page', () => {
  let stage: Stage;
  let page: Page;
  let watched: Watched;
  let traces: Traces;
  let refuse = false;
  const session: Record<string, unknown> = {audio: {input: {transcription: {model: 'local'}}}};
  const tokens: string[] = [];
  const requests: HTTPRequest[] = [];
  const logged: string[] = [];

  before(async () => {
    stage = await setStage({
      microphoneWav: await makeSpeechWav([{silenceMs: 1_500}, {text: spoken}, {silenceMs: 500}]),
      realtime: {
        understand: hearInOrder(spoken),
        responder: fixedResponder([answered, 'As you like.'], {
          [typed]: answered,
          'And in writing?': written,
        }),
        session,
      },
      answer(request, response) {
        response.setHeader('Content-Security-Policy', policy);
        if (request.url === '/') {
          response.writeHead(200, {'Content-Type': 'text/html'}).end(html);
          return true;
        }
        if (!refuse || !request.url!.startsWith('/v1/')) return false;
        echoToken(request, response);
        return true;
      },
    });
    page = await stage.browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = value => value');
    await page.evaluateOnNewDocument(watchPage);
    const client = await page.createCDPSession();
    await client.send('Log.enable');
    await client.send('Audits.enable');
    client.on('Log.entryAdded', ({entry}) => logged.push(`${entry.source} ${entry.text} ${entry.url ?? ''}`));
    client.on('Audits.issueAdded', ({issue}) =>
      logged.push(`${issue.code} ${JSON.stringify(issue.details)}`),
    );
    page.on('request', request => requests.push(request));
    page.on('response', response => {
      if (new URL(response.url()).pathname === '/token')
        void response.json().then(({value}: {value: string}) => tokens.push(value));
    });
    await page.goto(stage.url);
    await converse();
    watched = await page.evaluate(() => window.watched);
    traces = await page.evaluate(findTraces);
  });

  after(() => stage.close());

  async function converse(): Promise<void> {
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    await untilShown(page, spoken);
    await untilShown(page, answered);
    await untilPhase(page, 'listening');
    await press(page, 'settings-button');
    await press(page, 'test-speaker');
    await page.$$eval('>>> .back', ([back]) => (back as HTMLElement).click());
    await type(page, typed);
    await untilShown(page, typed);
    await page.$eval('voice-assistant', async element => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, {width: 64, height: 64});
      canvas.getContext('2d')!.fillRect(0, 0, 32, 32);
      const image = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve));
      await element.sendImage(image!, {respond: false});
    });
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');

    session.output_modalities = ['text'];
    await type(page, 'And in writing?');
    await until(
      page,
      () => {
        const {shadowRoot} = document.querySelector('voice-assistant')!;
        return Boolean(
          shadowRoot!.querySelector('voice-transcript')?.shadowRoot?.querySelector('strong, a, li'),
        );
      },
      null,
    );
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');

    refuse = true;
    await page.$eval('voice-assistant', element => element.start().catch(() => {}));
    await untilPhase(page, 'failed');
    await press(page, 'diagnose');
    await press(page, 'copy-report');
    refuse = false;
    await page.$eval('voice-assistant', element => element.stop());
    await untilPhase(page, 'idle');
  }

  it('went through all its steps', () => {
    assert.equal(tokens.length, 5); // Two calls, one refused and tried with a new token, and the diagnosis.
    assert.equal(stage.realtime.calls.length, 2);
    assert.match(watched.errors.join(), /connect-status/);
    assert.ok(stage.realtime.calls[0]!.receivedEvents.some(({text}) => text.includes('input_image')));
  });

  it('violates no policy', () => {
    assert.deepEqual(watched.violations, []);
    assert.deepEqual(
      logged.filter(line => /Content.?Security.?Policy|Trusted/i.test(line)),
      [],
    );
  });

  it('sends requests to its own site only', () => {
    assert.ok(requests.length > 10);
    const origins = new Set(requests.map(request => new URL(request.url()).origin));
    assert.deepEqual([...origins], [new URL(stage.url).origin]);
  });

  it('shows the token to the realtime host only', () => {
    for (const request of requests) {
      const {pathname} = new URL(request.url());
      const sent = JSON.stringify([
        request.url(),
        request.postData() ?? '',
        pathname.startsWith('/v1/') ? '' : request.headers(),
      ]);
      for (const token of tokens) assert.ok(!sent.includes(token), pathname);
    }
  });

  it('leaves the token nowhere', () => {
    const places = {...watched, ...traces, logged, snapshot: ''};
    for (const [place, content] of Object.entries(places))
      for (const token of tokens) assert.ok(!String(content).includes(token), place);
  });

  it('leaves what was said nowhere but in the transcript', () => {
    const places = {
      ...watched,
      ...traces,
      logged,
      requests: requests.map(request => `${request.url()} ${request.postData()}`),
    };
    for (const [place, content] of Object.entries(places))
      assert.doesNotMatch(String(content), planted, place);
  });

  it('was watched by checks that can fail', async () => {
    await page.evaluate(() => {
      const element = document.createElement('p');
      element.setAttribute('style', 'color: red');
      console.log({deep: {inside: new Error('canary in a log')}});
      localStorage.setItem('canary', 'in storage');
      history.replaceState({canary: 'in the history'}, '');
      document.body.append(element);
      document.querySelector('voice-assistant')!.shadowRoot!.firstElementChild!.setAttribute('canary', '1');
    });
    await until(page, () => window.watched.violations.length > 0, null);
    const {violations, printed, addresses} = await page.evaluate(() => window.watched);
    assert.match(violations.join(), /style-src/);
    assert.match(printed.join(), /canary in a log/);
    assert.match(addresses.join(), /in the history/);
    const {storage, attributes, address} = await page.evaluate(findTraces);
    for (const place of [storage, attributes, address]) assert.match(place, /canary/);
  });
});
