import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {JsonObject} from '../../local-server/engine/events.js';
import {hearInOrder, ScriptedResponder} from '../../local-server/index.js';
import {append, refusal, responsesDelegation} from './helpers/live-events.js';
import {LiveHarness} from './helpers/live-harness.js';

describe('a client event of GPT-Live', () => {
  it('is refused if its type is unknown, or belongs to another transport', async () => {
    for (const type of [
      'session.hum',
      'session.start',
      'session.input_audio.append',
      'response.cancel',
      'constructor',
    ])
      assert.equal((await refusal({type, audio: '', session: {}})).param, 'type', type);
  });

  it('is refused if a field is unknown, wherever it is', async () => {
    for (const [event, param] of [
      [{type: 'session.close', reason: 'tired'}, 'reason'],
      [{type: 'session.input_audio.mute', muted: true}, 'muted'],
      [{...append('thinking', 'Hm.'), role: 'user'}, 'role'],
      [{type: 'response.create', response: {}}, 'response'],
      [{type: 'session.update', session: {voice: 'marin'}}, 'session.voice'],
      [{type: 'session.update', session: {instructions: 'Be kind.'}}, 'session.instructions'],
      [{type: 'session.update', session: {audio: {}}}, 'session.audio'],
      [
        {type: 'session.update', session: {delegation: {type: 'responses', responses: {temperature: 1}}}},
        'session.delegation.responses.temperature',
      ],
    ] as [JsonObject, string][]) {
      const {code, param: named} = await refusal(event);
      assert.deepEqual([code, named], ['unknown_parameter', param]);
    }
  });

  it('is refused without what it needs', async () => {
    for (const [event, param] of [
      [{type: 'session.thinking.append', content: 'Hm.'}, 'delegation_id'],
      [{type: 'session.commentary.append', delegation_id: null}, 'content'],
      [{type: 'session.update'}, 'session'],
      [{type: 'response.item.create'}, 'item'],
    ] as [JsonObject, string][]) {
      const {code, param: named} = await refusal(event);
      assert.deepEqual([code, named], ['missing_required_parameter', param]);
    }
    assert.equal((await refusal({...append('thinking', ''), content: 7})).code, 'invalid_type');
  });

  it('is refused if it is no JSON, or has no type', async () => {
    const harness = new LiveHarness();
    for (const text of ['{"type": "session.cl', '[]', '7', 'null', '{}', '{"type": 7}']) {
      harness.forget();
      await harness.send(text);
      assert.deepEqual(harness.types(), ['error'], text);
    }
  });

  it('is refused if the host does not allow it', async () => {
    const client = {data_channel: {allowed_client_events: ['session.close']}};
    const {code, param} = await refusal({type: 'session.input_audio.mute'}, {client});
    assert.deepEqual([code, param], ['event_not_allowed', 'type']);
    const harness = new LiveHarness({client});
    await harness.send({type: 'session.close'});
    assert.ok(harness.has('session.closed'));
  });

  it('is refused if it appends more than 500 tokens', async () => {
    assert.equal((await refusal(append('commentary', 'word '.repeat(500)))).param, 'content');
  });

  it('is answered with what it did, and with its own id', async () => {
    const harness = new LiveHarness();
    for (const [event, answer] of [
      [append('instructions', 'Be brief.'), 'session.instructions.appended'],
      [append('thinking', 'Hm.'), 'session.thinking.appended'],
      [append('commentary', 'Good news.'), 'session.commentary.appended'],
      [{type: 'session.input_audio.mute'}, 'session.input_audio.muted'],
      [{type: 'session.input_audio.unmute'}, 'session.input_audio.unmuted'],
      [{type: 'session.update', session: {}}, 'session.updated'],
    ] as [JsonObject, string][]) {
      await harness.send({...event, event_id: answer});
      assert.equal(harness.last(answer).client_event_id, answer);
    }
  });
});

describe('the events that a page is sent', () => {
  it('are those that the host allows, the nested ones by their own type', async () => {
    const allowed_server_events = [
      {type: 'session.started'},
      {type: 'response.event', response_event: 'response.output_item.done'},
    ];
    const harness = new LiveHarness(
      {...responsesDelegation, client: {data_channel: {allowed_server_events}}},
      {understand: hearInOrder('Add two of these to the cart'), responder: new ScriptedResponder()},
    );
    await harness.speakTurn();
    await harness.run(2_000);
    assert.deepEqual(harness.types(), ['session.started', 'response.event']);
    assert.deepEqual(
      harness.nested().map(({type}) => type),
      ['response.output_item.done'],
    );
  });
});

describe('a muted session', () => {
  it('hears silence, and hears again when it is unmuted', async () => {
    const harness = new LiveHarness({}, {understand: hearInOrder('Hello there', 'Never said')});
    await harness.send({type: 'session.input_audio.mute'});
    await harness.speakTurn();
    assert.equal(harness.words('input'), '');
    assert.equal(harness.responder.requests.length, 0);
    await harness.send({type: 'session.input_audio.unmute'});
    await harness.speakTurn();
    assert.equal(harness.words('input'), 'Hello there');
  });

  it('ends what was being said, as silence does', async () => {
    const harness = new LiveHarness({}, {understand: hearInOrder('Hello there')});
    await harness.run(400);
    await harness.run(800, 0.1);
    await harness.send({type: 'session.input_audio.mute'});
    await harness.run(800, 0.1);
    assert.equal(harness.words('input'), 'Hello there');
  });
});

describe('what a page appends', () => {
  it('is said, if it is commentary', async () => {
    const harness = new LiveHarness();
    await harness.send(append('commentary', 'The parcel has arrived.'));
    await harness.run(1_000);
    assert.equal(harness.words('output'), 'The parcel has arrived.');
  });

  it('is not said, but known, if it is thinking or an instruction', async () => {
    const harness = new LiveHarness({}, {understand: hearInOrder('What is this?')});
    await harness.send(append('thinking', 'The page shows a mug.'));
    await harness.send(append('instructions', 'Call it a cup.'));
    await harness.run(1_000);
    assert.equal(harness.words('output'), '');
    await harness.speakTurn();
    const {history} = harness.responder.requests[0]!;
    assert.deepEqual(history.slice(0, 2), [
      {role: 'system', text: 'The page shows a mug.'},
      {role: 'system', text: 'Call it a cup.'},
    ]);
  });

  it('silences the assistant, if it is told that the person wants it to stop', async () => {
    const harness = new LiveHarness();
    await harness.send(append('commentary', 'One two three four five six seven eight nine ten.'));
    await harness.run(600);
    const said = harness.words('output');
    await harness.send(append('thinking', 'The user pressed stop: stop speaking.'));
    await harness.run(2_000);
    assert.equal(harness.words('output'), said);
  });
});
