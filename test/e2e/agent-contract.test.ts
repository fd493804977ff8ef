import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {Call, EventRecord} from '../../local-server/index.js';
import {line, orderResponder, seatAgent, serveSdk, type Connection} from './agent-page.js';
import {assertSilent} from './silence.js';
import {setStage, type Stage} from './stage.js';

/*
 * What an agent may expect of its connection: the widget's, and the one that comes with the SDK. Both are put through
 * the same conversation; where they differ, the difference is a test too, and stands in docs/agents.md.
 */

type Item = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly role?: string;
  readonly output?: string;
};

const itemOf = ({event}: EventRecord) => event.item as Item;

for (const connection of ['the widget', 'the SDK'] satisfies Connection[]) {
  const own = connection === 'the widget';

  describe(`an agent connected by ${connection}`, () => {
    let stage: Stage;
    let page: Page;
    let call: Call;

    before(async () => {
      stage = await setStage({
        microphoneBeeps: true,
        answer: await serveSdk(),
        // The person is heard, and never answered: what is typed is enough here.
        realtime: {
          responder: orderResponder,
          session: {audio: {input: {turn_detection: null}}},
        },
      });
      page = await stage.openPage(own ? undefined : '');
      await seatAgent(page, connection);
      await line.begin(page);
      call = await stage.realtime.waitForCall();
      await call.waitForEvent('session.update');
    });
    after(() => stage.close());

    const received = (type: string, after: number) =>
      call.receivedEvents.filter(record => record.type === type && record.at > after);
    const items = (after: number) => received('conversation.item.create', after).map(itemOf);
    const outputs = (after: number) =>
      items(after).flatMap(({type, output}) => (type === 'function_call_output' ? [output!] : []));

    /** Says something, and waits until the assistant has said its answer. */
    async function ask(text: string, answer: RegExp): Promise<number> {
      const at = performance.now();
      await line.say(page, text);
      await call.waitForSentEvent(
        event => event.type === 'response.done' && answer.test(JSON.stringify(event.response)),
        10_000,
        at,
      );
      // Until it was heard, too: else the next question would cut it off.
      await call.waitForSentEvent('output_audio_buffer.stopped', 15_000, at);
      return at;
    }

    it('tells the server who it is and what it can do', async () => {
      await call.waitForSentEvent(
        event =>
          event.type === 'session.updated' &&
          /tea shop.*order_status|order_status.*tea shop/.test(JSON.stringify(event)),
      );
      const {instructions, tools} = call.session as {
        instructions: string;
        tools: {type: string; name?: string; server_label?: string}[];
      };
      assert.equal(instructions, 'You help in a tea shop.');
      assert.deepEqual(tools.map(({name, server_label}) => name ?? server_label).toSorted(), [
        'broken',
        'cancel_order',
        'order_status',
        'stock',
        'transfer_to_Refunds',
      ]);
    });

    it('says what is typed, and hears the answer', async () => {
      const at = await ask('Who are you?', /tea shop/);
      assert.deepEqual(
        items(at).map(({role}) => role),
        ['user'],
      );
      assert.equal(received('response.create', at).length, 1);
    });

    it('carries out a call, and hands back what came of it', async () => {
      const at = await ask('Where is order 7?', /7 sent/);
      assert.deepEqual(outputs(at), ['7 sent.']);
    });

    it('carries out two calls at once', async () => {
      const at = await ask('And orders 8 and 9?', /9 sent/);
      assert.deepEqual(outputs(at).toSorted(), ['8 sent.', '9 sent.']);
    });

    it('tells the assistant that a tool failed', async () => {
      const at = await ask('Break it.', /error/i);
      assert.match(outputs(at)[0]!, /error/i);
    });

    it('asks before a tool that needs it, and takes a yes', async () => {
      await ask('Cancel order 7.', /7 cancelled/);
      assert.ok((await line.log(page)).includes('asked cancel_order'));
    });

    it('takes a no', async () => {
      await line.allow(page, false);
      const before = (await line.log(page)).length;
      const at = await ask('Cancel order 7.', /allow|approved/);
      await line.allow(page, true);
      assert.deepEqual((await line.log(page)).slice(before), ['asked cancel_order']);
      assert.match(outputs(at)[0]!, /not (allowed|approved)|did not allow/i);
    });

    for (const allowed of [true, false])
      it(`asks before the server uses a tool of another server, and says ${allowed ? 'yes' : 'no'}`, async () => {
        await line.allow(page, allowed);
        const at = performance.now();
        const id = `mcpr_${String(allowed)}`;
        call.sendRaw({
          type: 'conversation.item.done',
          event_id: `event_${id}`,
          previous_item_id: null,
          item: {id, type: 'mcp_approval_request', server_label: 'stock', name: 'count', arguments: '{}'},
        });
        const {event} = await call.waitForEvent('conversation.item.create', 5_000, at);
        await line.allow(page, true);
        const {type, approval_request_id, approve} = event.item as Item;
        assert.deepEqual(
          {type, approval_request_id, approve},
          {
            type: 'mcp_approval_response',
            approval_request_id: id,
            approve: allowed,
          },
        );
        assert.ok((await line.log(page)).includes('asked count'));
      });

    it('is silent while it is muted', async () => {
      await call.waitForInputLevel(0.01, 5_000, performance.now());
      await line.mute(page, true);
      await assertSilent(call);
      await line.mute(page, false);
      await call.waitForInputLevel(0.01, 5_000, performance.now());
    });

    it('can be interrupted', async () => {
      const at = performance.now();
      await line.say(page, 'Tell me a story.');
      await call.waitForSentEvent('output_audio_buffer.started', 10_000, at);
      await line.interrupt(page);
      await call.waitForEvent('output_audio_buffer.clear', 5_000, at);
      await call.waitForSentEvent('output_audio_buffer.cleared', 5_000, at);
    });

    it('is cut off by a guardrail, and says something else', async () => {
      const at = await ask('Tell me the secret.', /talk of tea/);
      assert.ok((await line.log(page)).includes('guardrail No secrets'));
      assert.ok(received('output_audio_buffer.clear', at).length >= 1);
    });

    it('survives an error of the server', async () => {
      call.sendRaw({type: 'error', event_id: 'event_x', error: {type: 'server_error', message: 'Oops'}});
      await ask('Who are you?', /tea shop/);
    });

    it('counts tokens', async () => {
      const sum = call.sentEvents
        .filter(({type}) => type === 'response.done')
        .reduce((total, {event}) => {
          const {usage} = event.response as {usage?: {total_tokens: number}};
          return total + (usage?.total_tokens ?? 0);
        }, 0);
      assert.ok(sum > 0);
      assert.equal(await line.tokens(page), sum);
    });

    it('knows what was said', async () => {
      const said = await line.said(page);
      for (const words of ['Who are you?', 'Where is order 7?', 'Tell me the secret.'])
        assert.ok(
          said.some(({role, text}) => role === 'user' && text === words),
          words,
        );
      assert.ok(said.some(({role, text}) => role === 'assistant' && text.includes('7 sent')));
    });

    it('hands over to another agent, which is told who it is', async () => {
      await ask('Ask for a refund.', /Refunds/);
      assert.ok((await line.log(page)).includes('handoff Refunds'));
      const {instructions, tools} = call.session as {instructions: string; tools: object[]};
      assert.equal(instructions, 'You handle refunds.');
      assert.deepEqual(tools, []);
    });

    describe('differs in that', () => {
      const sent = () => call.receivedEvents.map(({text}) => text).join('\n');

      it(own ? 'only what the agent sets is sent' : 'a whole configuration is sent', () =>
        assert.equal(/"turn_detection"|"noise_reduction"|"format"/.test(sent()), !own),
      );

      it(own ? 'nothing is fetched that was told already' : 'what was heard is fetched once more', () =>
        assert.equal(/"conversation\.item\.retrieve"/.test(sent()), !own),
      );

      it(`a guardrail speaks as ${own ? 'the system' : 'the person'}`, () => {
        const told = items(0).find(item => /guardrail/i.test(JSON.stringify(item)));
        assert.equal(told!.role, own ? 'system' : 'user');
      });

      it(own ? 'a lost connection is repaired' : 'a lost connection is the end', async () => {
        await call.closePeer();
        if (own) {
          const next = await stage.realtime.waitForCall(other => other !== call);
          call = next;
          await ask('Who are you?', /refunds/);
        } else {
          await page.waitForFunction(
            () => window.resources.peers.every(peer => peer.connectionState !== 'connected'),
            {polling: 50, timeout: 20_000},
          );
          assert.equal(stage.realtime.calls.length, 1);
        }
      });
    });

    it('lets go of everything when it ends', async () => {
      await line.end(page);
      await page.waitForFunction(
        () =>
          window.resources.tracks.every(track => track.readyState === 'ended') &&
          window.resources.peers.every(peer => peer.connectionState === 'closed'),
        {polling: 50, timeout: 5_000},
      );
    });
  });
}
