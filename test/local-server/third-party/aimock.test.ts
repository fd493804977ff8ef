import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {LLMock} from '@copilotkit/aimock';
import type {ClientEvent} from 'openai/resources/live/live';
import {WebSocket} from 'ws';
import {until} from '../../helpers/until.js';
import {isKnown, transcriptOf, type Mode} from '../helpers/aimock-transcript.js';
import {pageWithTasks, pageWithTools} from '../recordings/page.js';

/* What the widget sends, at a server of GPT-Live that knows nothing of the widget, nor of the local server. */

interface Received {
  readonly type: string;
  readonly error?: {readonly category: string; readonly message: string};
  readonly delegation?: {readonly id: string};
  readonly event?: {readonly item?: {readonly call_id: string}};
}

const mock = new LLMock({port: 0});
before(() => mock.start());
after(() => mock.stop());

/**
 * Sends events after a `session.start`.
 * @param expected what the server is prepared for
 * @returns what came, until the server closed the connection
 */
async function send(
  recording: readonly ClientEvent[],
  mode: Mode,
  expected = recording,
): Promise<Received[]> {
  const transcript = transcriptOf(expected, mode);
  mock.clearFixtures().onLive({model: 'gpt-live-1'}, transcript);
  const socket = new WebSocket(`${mock.url.replace('http', 'ws')}/v1/live/sessions`);
  const received: Received[] = [];
  let closed = false;
  socket.on('message', data => received.push(JSON.parse((data as Buffer).toString()) as Received));
  socket.on('close', () => (closed = true));
  await until(() => socket.readyState === WebSocket.OPEN, 'the server took the connection');
  const [start, ...others] = transcript.entries;
  socket.send(JSON.stringify(start!.event));
  const announced = others.filter(({direction}) => direction === 'server').length - 1;
  await until(() => received.length >= announced, 'the session began');
  // The server gives everything an id of its own.
  const delegation = received.find(event => event.delegation)?.delegation?.id;
  const calls = received.flatMap(({event}) => event?.item?.call_id ?? []);
  for (const event of recording) {
    const text = JSON.stringify(event)
      .replace('"dlg_1"', `"${delegation}"`)
      .replace(/"call_(\d)"/u, (_id, number) => `"${calls[Number(number) - 1]}"`);
    socket.send(text);
  }
  await until(() => closed, 'the server closed the connection');
  return received;
}

const errorsIn = (received: readonly Received[]) => received.flatMap(({error}) => error ?? []);

async function assertRefused(event: ClientEvent, mode: Mode): Promise<void> {
  const close: ClientEvent = {type: 'session.close'};
  const [error] = errorsIn(await send([event, close], mode, [close]));
  assert.equal(error?.category, 'invalid-client');
}

describe('aimock as the server of a page with the widget', () => {
  it('takes all that a page sends that does tasks', async () => {
    assert.ok(pageWithTasks.every(isKnown));
    const received = await send(pageWithTasks, 'client');
    assert.deepEqual(errorsIn(received), []);
    assert.equal(received.at(-1)?.type, 'session.closed');
  });

  it('takes what a page sends that runs tools, as far as it knows that', async () => {
    const received = await send(pageWithTools.filter(isKnown), 'managed');
    assert.deepEqual(errorsIn(received), []);
    assert.equal(received.at(-1)?.type, 'session.closed');
  });

  it('does not know tools that are declared later, nor typed words', async () => {
    const unknown = pageWithTools.filter(event => !isKnown(event));
    assert.deepEqual(
      unknown.map(({type}) => type),
      ['session.update', 'response.item.create', 'response.item.create'],
    );
    for (const event of unknown) await assertRefused(event, 'managed');
  });

  it('notices an event that is not as it must be', () =>
    assertRefused({type: 'session.thinking.append', content: 'Hm.'} as ClientEvent, 'client'));
});
