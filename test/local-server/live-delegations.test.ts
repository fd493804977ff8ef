import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {JsonObject} from '../../local-server/engine/events.js';
import {hearInOrder, ScriptedResponder, type FaultOptions} from '../../local-server/index.js';
import {addToCart, append, refusal, responsesDelegation} from './helpers/live-events.js';
import {LiveHarness} from './helpers/live-harness.js';

describe('a task that is delegated to the application', () => {
  async function delegated(): Promise<{harness: LiveHarness; id: string}> {
    const harness = new LiveHarness(
      {},
      {understand: hearInOrder('Add two of these, please'), responder: new ScriptedResponder()},
    );
    await harness.speakTurn();
    const {delegation, offset_ms} = harness.last('session.delegation.created');
    const {id, ...rest} = delegation as {id: string};
    assert.deepEqual(rest, {type: 'delegation', target: 'client'});
    assert.ok(Number.isSafeInteger(offset_ms));
    return {harness, id};
  }

  it('is acknowledged aloud, and its result is said', async () => {
    const {harness, id} = await delegated();
    await harness.run(1_000);
    assert.equal(harness.words('output'), 'One moment.');
    await harness.send(append('thinking', 'Two mugs were added.', id));
    await harness.send(append('commentary', 'Two are in your cart.', id));
    await harness.run(2_000);
    assert.equal(harness.words('output'), 'One moment. Two are in your cart.');
    assert.ok(!harness.has('error') && !harness.has('response.event'));
  });

  it('is not acknowledged, if the result is there before the acknowledgement is due', async () => {
    const harness = new LiveHarness(
      {delegation: {type: 'client', acknowledgement_delay_ms: 800}},
      {understand: hearInOrder('Add two of these'), responder: new ScriptedResponder()},
    );
    await harness.speakTurn();
    const {id} = harness.last('session.delegation.created').delegation as {id: string};
    await harness.send(append('commentary', 'Done.', id));
    await harness.run(2_000);
    assert.equal(harness.words('output'), 'Done.');
  });

  it('is answered under its own id, and no other', async () => {
    const {harness} = await delegated();
    await harness.send({...append('commentary', 'Done.', 'dlg_of_another'), event_id: 'c'});
    assert.equal((harness.last('error').error as JsonObject).param, 'delegation_id');
    assert.ok(!harness.has('session.commentary.appended'));
  });

  it('takes no items and makes no responses', async () => {
    const item = {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Hi'}]};
    for (const event of [{type: 'response.item.create', item}, {type: 'response.create'}])
      assert.equal((await refusal(event)).code, 'responses_delegation_required');
  });
});

describe('a task that is delegated to Responses', () => {
  async function delegated(session: JsonObject = responsesDelegation): Promise<LiveHarness> {
    const harness = new LiveHarness(session, {
      understand: hearInOrder('Add two of these to the cart'),
      responder: new ScriptedResponder(),
    });
    await harness.speakTurn();
    return harness;
  }
  const callIn = (harness: LiveHarness) =>
    harness.nested().find(({type}) => type === 'response.output_item.done')!.item as JsonObject;

  it('calls the function of the page inside response.event', async () => {
    const harness = await delegated();
    const {delegation} = harness.last('session.delegation.created') as unknown as {delegation: JsonObject};
    assert.equal(delegation.target, 'responses');
    assert.deepEqual(
      harness
        .nested()
        .map(({type}) => type)
        .filter((type, index, all) => type !== all[index - 1]),
      [
        'response.created',
        'response.in_progress',
        'response.output_item.added',
        'response.function_call_arguments.delta',
        'response.function_call_arguments.done',
        'response.output_item.done',
        'response.completed',
      ],
    );
    for (const event of harness.all('response.event')) assert.equal(event.delegation_id, delegation.id);
    const {name, arguments: json} = callIn(harness);
    assert.deepEqual([name, json], ['add_to_cart', '{"quantity":2}']);
  });

  it('goes on with the output of the call, and says the result', async () => {
    const harness = await delegated();
    await harness.run(1_000);
    const {call_id} = callIn(harness);
    await harness.send({
      type: 'response.item.create',
      item: {type: 'function_call_output', call_id, output: '{"in cart": 2}'},
    });
    await harness.send({type: 'response.create'});
    await harness.run(2_000);
    assert.match(harness.words('output'), /^One moment\. .*in cart: 2/u);
    const done = harness.nested().find(({type}) => type === 'response.output_text.done');
    assert.match(String(done?.text), /in cart: 2/u);
    assert.ok(!harness.has('error'));
  });

  it('waits for the outputs of all calls', async () => {
    const harness = await delegated();
    await harness.send({type: 'response.create'});
    assert.match(String((harness.last('error').error as JsonObject).message), /No tool output/u);
    await harness.send({
      type: 'response.item.create',
      item: {type: 'function_call_output', call_id: 'call_of_nobody', output: ''},
    });
    assert.equal((harness.last('error').error as JsonObject).param, 'item.call_id');
  });

  it('is not told under an id of its own', async () => {
    const harness = await delegated();
    const {id} = harness.last('session.delegation.created').delegation as {id: string};
    await harness.send(append('commentary', 'Done.', id));
    assert.equal((harness.last('error').error as JsonObject).param, 'delegation_id');
  });

  it('takes the answer to a request for approval', async () => {
    const harness = new LiveHarness(responsesDelegation);
    const item = {type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true};
    await harness.send({type: 'response.item.create', item});
    assert.ok(!harness.has('error'));
    await harness.send({type: 'response.item.create', item: {...item, approve: 'yes'}});
    assert.equal((harness.last('error').error as JsonObject).param, 'item.approve');
  });

  it('answers what was typed', async () => {
    const harness = new LiveHarness(responsesDelegation);
    await harness.send({
      type: 'response.item.create',
      item: {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Who are you?'}]},
    });
    await harness.send({type: 'response.create'});
    await harness.run(1_000);
    assert.deepEqual(harness.responder.requests[0]?.history, [{role: 'user', text: 'Who are you?'}]);
    assert.equal(harness.words('output'), 'One two three.');
  });

  it('is simulated: answers that are late, or never come, or fail, or are cut off', async () => {
    const itemOf = (text: string) => ({type: 'message', role: 'user', content: [{type: 'input_text', text}]});
    const last = async (faults: FaultOptions) => {
      const harness = new LiveHarness(responsesDelegation);
      harness.faults = faults;
      await harness.send({type: 'response.item.create', item: itemOf('Who are you?')});
      await harness.send({type: 'response.create'});
      await harness.run(1_000);
      assert.equal(harness.words('output'), '');
      return harness.nested().at(-1) as {type: string; response: JsonObject} | undefined;
    };
    assert.equal((await last({responseDelay: 5_000}))?.type, 'response.in_progress');
    assert.equal(await last({responseNever: true}), undefined);
    const failed = await last({responseFails: 'rate_limit_exceeded'});
    assert.equal(failed?.type, 'response.failed');
    assert.equal((failed?.response.error as JsonObject).code, 'rate_limit_exceeded');
    const incomplete = await last({responseIncomplete: 'content_filter'});
    assert.equal(incomplete?.type, 'response.incomplete');
    assert.deepEqual(incomplete?.response.incomplete_details, {reason: 'content_filter'});
  });

  it('has the functions that session.update names', async () => {
    const harness = new LiveHarness(
      {delegation: {type: 'responses', responses: {model: 'backend'}}},
      {understand: hearInOrder('Add two of these to the cart'), responder: new ScriptedResponder()},
    );
    const delegation = {type: 'responses', responses: {tools: [addToCart]}};
    await harness.send({type: 'session.update', session: {delegation}});
    const {session} = harness.last('session.updated') as unknown as {
      session: {delegation: {responses: JsonObject}};
    };
    assert.deepEqual(session.delegation.responses, {model: 'backend', tools: [addToCart]});
    await harness.speakTurn();
    assert.equal(callIn(harness).name, 'add_to_cart');
  });

  it('stays delegated to whom it was', async () => {
    for (const [session, type] of [
      [responsesDelegation, 'client'],
      [{}, 'responses'],
    ] as [JsonObject, string][]) {
      const {param} = await refusal({type: 'session.update', session: {delegation: {type}}}, session);
      assert.equal(param, 'session.delegation.type');
    }
  });
});
