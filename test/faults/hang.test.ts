import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {connect} from 'node:net';
import type {Duplex} from 'node:stream';
import {text} from 'node:stream/consumers';
import {after, before, describe} from 'node:test';
import type {Page} from 'puppeteer-core';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {turns, untilPhase} from '../e2e/widget.js';
import {assertKept, beginCall, exchange, onPage, sentences, timed, untilTold} from './fault-page.js';
import {ServerProcess} from './server-process.js';
import {itSurvives} from './survive.js';

/** The person must learn of it within this time. */
const noticeMs = 6_000;

/** Connections that the page has made so far. */
const connections = (page: Page) =>
  page.evaluate(() => window.resources.peers.length + window.resources.sockets.length);

/** A server that is frozen in mid-call: no packet comes any more, and nothing says so. */
describe('a connection', () => {
  let stage: Stage;
  /** The server that hangs; where there is none, the stage's own answers. */
  let first: ServerProcess | null = null;

  /** One address for both, as behind a load balancer. */
  function balance(request: IncomingMessage, response: ServerResponse): boolean {
    if (!first || !/^\/(session|token|v1\/)/.test(request.url!)) return false;
    void forward(first.url + request.url!, request, response);
    return true;
  }

  before(async () => {
    stage = await setStage({
      answer: balance,
      answerUpgrade: (request, socket, head) =>
        first !== null && forwardUpgrade(first, request, socket, head),
      realtime: {responder: fixedResponder([])},
    });
  });

  after(() => stage.close());

  itSurvives('The connection', 'hangs for 6 seconds', async () => {
    const server = (first = await ServerProcess.start());
    try {
      return await onPage(stage, async page => {
        await beginCall(page);
        const said = await turns(page);
        server.freeze();
        const timer = setTimeout(() => server.thaw(), 6_000);
        const ms = await timed(async () => {
          await untilPhase(page, 'reconnecting', noticeMs);
          await untilPhase(page, 'listening');
        });
        clearTimeout(timer);
        const sees = await sentences(page);
        assert.equal(await connections(page), 1, 'it is still the same session');
        await exchange(page, 'are you still there');
        await assertKept(page, said);
        return {sees, ms};
      });
    } finally {
      await server.close();
    }
  });

  itSurvives('The connection', 'hangs for good', async () => {
    const server = (first = await ServerProcess.start());
    try {
      return await onPage(stage, async page => {
        await beginCall(page);
        const said = await turns(page);
        server.freeze();
        first = null;
        const ms = await timed(async () => {
          await untilPhase(page, 'reconnecting', noticeMs);
          await untilPhase(page, 'listening', 30_000);
        });
        const sees = await sentences(page);
        const next = await stage.realtime.waitForCall();
        await untilTold(next, 'hello');
        await exchange(page, 'are you still there');
        await assertKept(page, said);
        return {sees, ms};
      });
    } finally {
      await server.close();
    }
  });
});

async function forward(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const {authorization, 'content-type': type = 'text/plain'} = request.headers;
  const answer = await fetch(url, {
    method: request.method,
    headers: {'Content-Type': type, ...(authorization && {Authorization: authorization})},
    body: request.method === 'POST' ? await text(request) : undefined,
  });
  const location = answer.headers.get('location');
  response.writeHead(answer.status, {
    'Content-Type': answer.headers.get('content-type') ?? '',
    ...(location && {Location: location}),
  });
  response.end(await answer.text());
}

function forwardUpgrade(to: ServerProcess, request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
  const upstream = connect(Number(new URL(to.url).port));
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
  upstream.write([`GET ${request.url!} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
  upstream.write(head);
  socket.pipe(upstream).pipe(socket);
  // One end is gone, and so is the other.
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
  return true;
}
