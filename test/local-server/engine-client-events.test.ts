import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {EngineHarness} from './helpers/engine-harness.js';

const WEATHER = {
  type: 'function',
  name: 'get_weather',
  parameters: {type: 'object', properties: {city: {type: 'string'}}},
};

function message(text: string, extra: Record<string, unknown> = {}): Record<string, unknown> {
  const item = {type: 'message', role: 'user', content: [{type: 'input_text', text}], ...extra};
  return {type: 'conversation.item.create', item};
}

function errorOf(harness: EngineHarness): Record<string, unknown> {
  return harness.last('error').error as Record<string, unknown>;
}

describe('session.update', () => {
  it('merges what is sent, and answers with the whole session', async () => {
    const harness = new EngineHarness();
    const audio = {
      input: {turn_detection: {type: 'server_vad', silence_duration_ms: 900}},
      output: {voice: 'cedar'},
    };
    await harness.send({
      type: 'session.update',
      session: {type: 'realtime', instructions: 'Be brief.', audio},
    });
    const session = harness.last('session.updated').session as ReturnType<
      () => typeof harness.engine.session
    >;
    assert.equal(session.instructions, 'Be brief.');
    assert.equal(session.model, 'test-model');
    assert.equal(session.audio.output.voice, 'cedar');
    assert.equal(session.audio.output.speed, 1);
    assert.equal(session.audio.input.turn_detection?.silence_duration_ms, 900);
    assert.equal(session.audio.input.turn_detection?.prefix_padding_ms, 300);
    assert.equal(session.audio.input.turn_detection?.interrupt_response, true);
  });

  const refused: Array<[string, Record<string, unknown>, string, string]> = [
    ['an unknown setting', {type: 'realtime', colour: 'red'}, 'unknown_parameter', 'session.colour'],
    ['no type', {instructions: 'x'}, 'missing_required_parameter', 'session.type'],
    [
      'a wrong modality',
      {type: 'realtime', output_modalities: ['audio', 'text']},
      'invalid_value',
      'session.output_modalities',
    ],
    [
      'a wrong threshold',
      {type: 'realtime', audio: {input: {turn_detection: {type: 'server_vad', threshold: 3}}}},
      'invalid_value',
      'session.audio.input.turn_detection.threshold',
    ],
  ];
  for (const [what, session, code, param] of refused) {
    it(`refuses ${what}`, async () => {
      const harness = new EngineHarness();
      await harness.send({type: 'session.update', event_id: 'e1', session});
      const {message: text, ...error} = errorOf(harness);
      assert.deepEqual(error, {type: 'invalid_request_error', code, param, event_id: 'e1'});
      assert.ok(String(text).includes(param));
      assert.ok(!harness.has('session.updated'));
    });
  }

  it('does not change the voice once the assistant has spoken', async () => {
    const harness = new EngineHarness();
    await harness.send({type: 'response.create'});
    await harness.run(100);
    await harness.send({
      type: 'session.update',
      session: {type: 'realtime', audio: {output: {voice: 'ash'}}},
    });
    assert.equal(errorOf(harness).code, 'cannot_update_voice');
  });
});

describe('messages that are none', () => {
  for (const [what, text, code] of [
    ['broken JSON', '{"type": "respo', 'invalid_json'],
    ['no object', '[1, 2]', 'missing_required_parameter'],
    ['no type', '{"hello": 1}', 'missing_required_parameter'],
    ['an unknown type', '{"type": "session.dance"}', 'invalid_value'],
    ['a type of the prototype', '{"type": "constructor"}', 'invalid_value'],
  ] as const) {
    it(`answers ${what} with an error`, async () => {
      const harness = new EngineHarness();
      await harness.send(text);
      assert.equal(errorOf(harness).type, 'invalid_request_error');
      assert.equal(errorOf(harness).code, code);
    });
  }
});

describe('text', () => {
  it('is answered aloud, in the order of the API', async () => {
    const harness = new EngineHarness();
    harness.forget();
    await harness.send(message('Hello', {id: 'msg_1'}));
    await harness.send({type: 'response.create'});
    await harness.run(1000);
    assert.deepEqual(harness.types().slice(0, 7), [
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'rate_limits.updated',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
    ]);
    assert.deepEqual(harness.responder.requests[0]?.history, [{role: 'user', text: 'Hello'}]);
    const response = harness.last('response.done').response as Record<string, Record<string, unknown>>;
    assert.equal(response.status, 'completed');
    assert.ok(Number(response.usage?.output_tokens) > 0);
  });

  it('is answered in text when asked for', async () => {
    const harness = new EngineHarness();
    harness.responder.chunks = [{text: 'Written '}, {text: 'answer. '}, {text: 'The end'}];
    await harness.send({
      type: 'response.create',
      response: {output_modalities: ['text'], instructions: 'Write.'},
    });
    await harness.run(200);
    const deltas = harness.events.filter(event => event.type === 'response.output_text.delta');
    assert.equal(deltas.map(event => event.delta).join(''), 'Written answer. The end');
    assert.equal(harness.last('response.output_text.done').text, 'Written answer. The end');
    assert.ok(!harness.has('output_audio_buffer.started'));
    assert.ok(!harness.has('response.output_audio.done'));
    assert.equal(harness.responder.requests[0]?.request.responseInstructions, 'Write.');
  });

  it('can be answered beside the conversation, with input of its own', async () => {
    const harness = new EngineHarness();
    await harness.send(message('First'));
    harness.forget();
    const input = [{type: 'message', role: 'user', content: [{type: 'input_text', text: 'Classify this'}]}];
    const response = {conversation: 'none', input, metadata: {topic: 'x'}, output_modalities: ['text']};
    await harness.send({type: 'response.create', response});
    await harness.run(100);
    assert.deepEqual(harness.responder.requests[0]?.history, [{role: 'user', text: 'Classify this'}]);
    assert.ok(!harness.has('conversation.item.added'));
    const done = harness.last('response.done').response as Record<string, unknown>;
    assert.equal(done.conversation_id, null);
    assert.deepEqual(done.metadata, {topic: 'x'});
  });

  it('knows pictures and system messages', async () => {
    const harness = new EngineHarness();
    const content = [{type: 'input_image', image_url: 'data:image/png;base64,AA'}];
    await harness.send({type: 'conversation.item.create', item: {type: 'message', role: 'user', content}});
    const told = {
      type: 'message',
      role: 'system',
      content: [{type: 'input_text', text: 'The page is blue.'}],
    };
    await harness.send({type: 'conversation.item.create', item: told});
    await harness.send({type: 'response.create'});
    assert.deepEqual(harness.responder.requests[0]?.history, [
      {role: 'user', text: '', images: ['data:image/png;base64,AA']},
      {role: 'system', text: 'The page is blue.'},
    ]);
  });
});

describe('response.create and response.cancel', () => {
  it('allow one answer at a time', async () => {
    const harness = new EngineHarness({thinkingMs: 500});
    await harness.send({type: 'response.create'});
    await harness.send({type: 'response.create', event_id: 'second'});
    assert.equal(errorOf(harness).code, 'conversation_already_has_active_response');
    assert.equal(errorOf(harness).event_id, 'second');
    await harness.send({type: 'response.cancel'});
    const {status, status_details} = harness.last('response.done').response as Record<string, unknown>;
    assert.equal(status, 'cancelled');
    assert.deepEqual(status_details, {type: 'cancelled', reason: 'client_cancelled'});
    await harness.send({type: 'response.cancel'});
    assert.equal(errorOf(harness).code, 'response_cancel_not_active');
  });

  it('leaves what was generated to be played, until the output buffer is cleared', async () => {
    const harness = new EngineHarness({generationSpeed: 1});
    harness.responder.chunks = [{text: 'one two three four. five six seven eight.'}];
    await harness.send({type: 'response.create'});
    await harness.run(200);
    await harness.send({type: 'response.cancel'});
    assert.ok(!harness.has('output_audio_buffer.cleared'));
    assert.ok(harness.playback.playing);
    await harness.send({type: 'output_audio_buffer.clear'});
    assert.ok(harness.has('output_audio_buffer.cleared'));
    assert.ok(harness.has('conversation.item.truncated'));
    assert.ok(!harness.playback.playing);
    harness.forget();
    await harness.send({type: 'output_audio_buffer.clear'});
    assert.deepEqual(harness.types(), [], 'nothing was playing');
  });

  it('fails, ends incomplete, or never ends, as the faults ask', async () => {
    const harness = new EngineHarness();
    harness.faults = {responseFails: 'rate_limit_exceeded'};
    await harness.send({type: 'response.create'});
    const failed = harness.last('response.done').response as {
      status: string;
      status_details: {error: {code: string}};
    };
    assert.equal(failed.status, 'failed');
    assert.equal(failed.status_details.error.code, 'rate_limit_exceeded');
    harness.faults = {responseIncomplete: 'content_filter'};
    await harness.send({type: 'response.create'});
    const incomplete = harness.last('response.done').response as Record<string, unknown>;
    assert.deepEqual(incomplete.status_details, {type: 'incomplete', reason: 'content_filter'});
    harness.forget();
    harness.faults = {responseNever: true};
    await harness.send({type: 'response.create'});
    await harness.run(5000);
    assert.deepEqual(
      harness.types().filter(type => type.startsWith('response')),
      ['response.created'],
    );
  });

  it('fails when the responder does', async () => {
    const harness = new EngineHarness();
    harness.responder.chunks = () => {
      throw new Error('no connection to the model');
    };
    await harness.send({type: 'response.create'});
    const {status} = harness.last('response.done').response as Record<string, unknown>;
    assert.equal(status, 'failed');
  });

  it('holds the limit of tokens', async () => {
    const harness = new EngineHarness();
    harness.responder.chunks = [
      {text: 'one two three. '},
      {text: 'four five six. '},
      {text: 'seven eight nine. '},
    ];
    await harness.send({type: 'response.create', response: {max_output_tokens: 4}});
    const {status_details} = harness.last('response.done').response as Record<string, unknown>;
    assert.deepEqual(status_details, {type: 'incomplete', reason: 'max_output_tokens'});
  });
});

describe('function calls', () => {
  it('are made in one response, two at a time, and answered after their outputs', async () => {
    const harness = new EngineHarness({presets: [{tools: [WEATHER]}]});
    harness.responder.chunks = history =>
      history.at(-1)?.role === 'result'
        ? [{text: 'It is sunny in both.'}]
        : ['Paris', 'Rome'].map(city => ({
            toolCall: {name: 'get_weather', arguments: JSON.stringify({city})},
          }));
    harness.forget();
    await harness.send({type: 'response.create'});
    assert.deepEqual(harness.types(), [
      'response.created',
      'rate_limits.updated',
      ...Array.from({length: 2}, () => [
        'response.output_item.added',
        'conversation.item.added',
        'response.function_call_arguments.delta',
        'response.function_call_arguments.done',
        'response.output_item.done',
        'conversation.item.done',
      ]).flat(),
      'response.done',
    ]);
    const calls = harness.events.filter(event => event.type === 'response.function_call_arguments.done');
    assert.deepEqual(
      calls.map(call => [call.output_index, call.arguments]),
      [
        [0, '{"city":"Paris"}'],
        [1, '{"city":"Rome"}'],
      ],
    );
    for (const call of calls) {
      const item = {type: 'function_call_output', call_id: call.call_id, output: '{"sky":"sunny"}'};
      await harness.send({type: 'conversation.item.create', item});
    }
    await harness.send({type: 'response.create'});
    assert.deepEqual(
      harness.responder.requests[1]?.history.map(entry => [entry.role, 'name' in entry ? entry.name : '']),
      ['call', 'call', 'result', 'result'].map(role => [role, 'get_weather']),
    );
    assert.equal(harness.last('response.output_audio_transcript.done').transcript, 'It is sunny in both.');
  });

  it('can follow spoken words', async () => {
    const harness = new EngineHarness({presets: [{tools: [WEATHER]}]});
    harness.responder.chunks = [{text: 'Let me look.'}, {toolCall: {name: 'get_weather', arguments: '{}'}}];
    await harness.send({type: 'response.create'});
    const {output} = harness.last('response.done').response as {output: Array<{type: string}>};
    assert.deepEqual(
      output.map(item => item.type),
      ['message', 'function_call'],
    );
  });

  it('must have been made to have an output', async () => {
    const harness = new EngineHarness();
    const item = {type: 'function_call_output', call_id: 'call_nowhere', output: '1'};
    await harness.send({type: 'conversation.item.create', item});
    assert.equal(errorOf(harness).code, 'invalid_tool_call_id');
  });
});

describe('conversation items', () => {
  it('are put where they belong', async () => {
    const harness = new EngineHarness();
    await harness.send(message('one', {id: 'a'}));
    await harness.send(message('two', {id: 'b'}));
    await harness.send({...message('between', {id: 'c'}), previous_item_id: 'a'});
    await harness.send({...message('zero', {id: 'd'}), previous_item_id: 'root'});
    const added = harness.events.filter(event => event.type === 'conversation.item.added');
    assert.deepEqual(
      added.map(event => event.previous_item_id),
      [null, 'a', 'a', null],
    );
    await harness.send({...message('nowhere'), previous_item_id: 'z'});
    assert.equal(errorOf(harness).code, 'item_not_found');
    await harness.send(message('again', {id: 'a'}));
    assert.equal(errorOf(harness).code, 'item_id_already_exists');
    await harness.send({type: 'response.create'});
    const texts = harness.responder.requests[0]?.history.map(entry => ('text' in entry ? entry.text : ''));
    assert.deepEqual(texts, ['zero', 'one', 'between', 'two']);
  });

  it('are retrieved and deleted', async () => {
    const harness = new EngineHarness();
    await harness.send(message('one', {id: 'a'}));
    await harness.send({type: 'conversation.item.retrieve', item_id: 'a'});
    assert.equal((harness.last('conversation.item.retrieved').item as {id: string}).id, 'a');
    await harness.send({type: 'conversation.item.delete', item_id: 'a'});
    assert.equal(harness.last('conversation.item.deleted').item_id, 'a');
    await harness.send({type: 'conversation.item.retrieve', item_id: 'a'});
    assert.equal(errorOf(harness).code, 'item_not_found');
  });

  it('are truncated by the client, as far as there is sound', async () => {
    const harness = new EngineHarness();
    harness.responder.chunks = [{text: 'one two three four five.'}];
    await harness.send({type: 'response.create'});
    const [item] = (harness.last('response.done').response as {output: Array<{id: string}>}).output;
    const truncate = {type: 'conversation.item.truncate', item_id: item!.id, content_index: 0};
    await harness.send({...truncate, audio_end_ms: 5000});
    assert.equal(errorOf(harness).code, 'invalid_value');
    await harness.send({...truncate, audio_end_ms: 400});
    assert.equal(harness.last('conversation.item.truncated').audio_end_ms, 400);
    await harness.send({type: 'conversation.item.retrieve', item_id: item!.id});
    const {content} = harness.last('conversation.item.retrieved').item as {
      content: Array<{transcript: string}>;
    };
    assert.equal(content[0]?.transcript, 'one two ');
  });

  for (const [what, item] of [
    ['no type', {}],
    ['an unknown type', {type: 'dance'}],
    ['an unknown role', {type: 'message', role: 'king', content: []}],
    ['no content', {type: 'message', role: 'user'}],
    [
      'content of the wrong side',
      {type: 'message', role: 'user', content: [{type: 'output_text', text: 'x'}]},
    ],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      const harness = new EngineHarness();
      await harness.send({type: 'conversation.item.create', item});
      assert.equal(errorOf(harness).type, 'invalid_request_error');
      assert.ok(!harness.has('conversation.item.added'));
    });
  }
});

describe('the session', () => {
  it('expires with an error, and is silent afterwards', async () => {
    const harness = new EngineHarness();
    await harness.send({type: 'response.create'});
    harness.engine.expire();
    assert.equal(errorOf(harness).code, 'session_expired');
    harness.forget();
    await harness.speakTurn();
    await harness.send(message('Are you there?'));
    assert.deepEqual(harness.types(), []);
  });

  it('lets the assistant speak of its own accord', async () => {
    const harness = new EngineHarness();
    harness.engine.say('The kettle is on.');
    await harness.run(200);
    assert.equal(harness.last('response.output_audio_transcript.done').transcript, 'The kettle is on.');
    assert.equal(harness.responder.requests.length, 0);
  });
});

describe('the beta dialect', () => {
  it('uses the older names and shapes', async () => {
    const harness = new EngineHarness({dialect: () => 'beta'});
    const session = {modalities: ['text', 'audio'], voice: 'ash', turn_detection: null, temperature: 0.7};
    await harness.send({type: 'session.update', session});
    await harness.send({type: 'response.create'});
    await harness.run(100);
    const updated = harness.last('session.updated').session as Record<string, unknown>;
    assert.equal(updated.voice, 'ash');
    assert.equal(updated.turn_detection, null);
    assert.deepEqual(updated.modalities, ['text', 'audio']);
    for (const type of [
      'conversation.item.created',
      'response.audio_transcript.delta',
      'response.audio.done',
    ]) {
      assert.ok(harness.has(type), type);
    }
    const today = /output_audio_transcript|output_audio\.|conversation\.item\.(added|done)/u;
    assert.deepEqual(
      harness.types().filter(type => today.test(type)),
      [],
    );
    const {output} = harness.last('response.done').response as {
      output: Array<{content: Array<{type: string}>}>;
    };
    assert.equal(output[0]?.content[0]?.type, 'audio');
  });
});
