import {expect} from '@open-wc/testing';
import {RealtimeProtocol} from '../../../src/backends/openai-realtime/protocol.js';
import type {ProtocolNotice} from '../../../src/backends/openai-realtime/server-error.js';
import type {VoiceSessionEvent} from '../../../src/session/voice-session.js';
import {VoiceError} from '../../../src/state/voice-error.js';
import {listenTo, understood} from '../../helpers/listen.js';
import {answerBegins, assistantItem, hello, response, type WireEvent} from '../../helpers/wire.js';

const done = (status: string, details: unknown = null, output: readonly unknown[] = []): WireEvent => ({
  type: 'response.done',
  response: response('resp_1', status, output, details),
});
const problemIn = (events: readonly VoiceSessionEvent[]) =>
  events.find(event => event.type === 'problem')?.error;

describe('Trouble on the wire', () => {
  for (const [status, details, detail] of [
    ['failed', {type: 'failed', error: {type: 'server_error', code: 'model_broke'}}, 'model_broke'],
    ['failed', {type: 'failed', error: {type: 'response_failed'}}, 'response_failed'],
    ['failed', {type: 'failed', error: {message: 'You said: hello'}}, undefined],
    ['failed', null, undefined],
    ['incomplete', {type: 'incomplete', reason: 'max_output_tokens'}, 'max_output_tokens'],
    ['incomplete', {type: 'incomplete', reason: 'content_filter'}, 'content_filter'],
  ] as const) {
    it(`is a problem when an answer is ${status} (${detail ?? 'nothing said'}), and the conversation goes on`, () => {
      const events = understood([...answerBegins(hello), done(status, details)]);
      expect(problemIn(events)).to.include({code: 'response-failed', detail});
      expect(events.find(event => event.type === 'response-finished')).to.include({status, audible: false});
      expect(events.at(-1)!.type).to.equal('problem');
    });
  }

  for (const code of ['insufficient_quota', 'rate_limit_exceeded'])
    it(`says that the assistant is not available when it is out of answers (${code}), and does not end`, () => {
      const failed = done('failed', {type: 'failed', error: {type: code, code}});
      const message = {type: 'error', error: {type: code, code, message: 'You exceeded your quota'}};
      for (const events of [understood([...answerBegins(hello), failed]), understood([message])])
        expect(problemIn(events)).to.include({
          code: 'connect-status',
          status: 429,
          detail: code,
          severity: 'notice',
          message: new VoiceError('connect-status').message,
        });
    });

  it('says that the assistant is not available when its language model fails behind the server', () => {
    const error = {type: 'server_error', code: 'model_unavailable', message: 'No answer'};
    expect(
      problemIn(understood([...answerBegins(hello), done('failed', {type: 'failed', error})])),
    ).to.include({
      code: 'connect-status',
      status: 503,
      detail: 'model_unavailable',
      severity: 'notice',
      message: new VoiceError('connect-status').message,
    });
  });

  for (const message of [
    "Handling of the 'response.cancel' event is not implemented.",
    "Handling of the 'conversation.item.truncate' event is not implemented.",
    'Unknown or invalid event: input_audio_buffer.clear',
  ])
    it(`is none where a server does not know what only tidies up: ${message}`, () => {
      expect(understood([{type: 'error', error: {type: 'server_error', message}}])).to.deep.equal([]);
    });

  it('closes the turn of an answer that fails', () => {
    const {turns, error} = listenTo(
      [...answerBegins(hello), done('failed')].map(event => JSON.stringify(event)),
    );
    expect(turns.find(turn => turn.role === 'assistant')).to.include({final: true, interrupted: false});
    expect(error?.code).to.equal('response-failed');
  });

  it('is none when an answer is cancelled: its turn is interrupted', () => {
    const events = understood([...answerBegins(hello), done('cancelled', {reason: 'client_cancelled'})]);
    expect(problemIn(events)).to.equal(undefined);
    expect(events.map(event => event.type).slice(-2)).to.deep.equal([
      'turn-interrupted',
      'response-finished',
    ]);
  });

  it('is none when an answer only calls a function: no sound is to come', () => {
    const call = {id: 'item_1', type: 'function_call', name: 'light', call_id: 'c', arguments: '{}'};
    const events = understood([
      {type: 'response.output_item.added', response_id: 'resp_1', item: call},
      {type: 'response.output_item.done', response_id: 'resp_1', item: call},
      done('completed', null, [call]),
    ]);
    expect(events.map(event => event.type)).to.deep.equal(['response-finished']);
    expect(events[0]).to.include({audible: false});
  });

  it('is a problem with its code, and without its words, when the server complains', () => {
    const complain = (error: unknown) => problemIn(understood([{type: 'error', error}]));
    const message = 'Invalid token sk-proj-1';
    expect(complain({type: 'invalid_request_error', code: 'unknown_parameter', message})).to.include({
      code: 'protocol',
      detail: 'unknown_parameter',
    });
    expect(complain({type: 'server_error', code: null, message})?.detail).to.equal('server_error');
    expect(complain({message})?.detail).to.equal(undefined);
    expect(complain({code: 'sk-proj-1', type: 'ek_1', message})?.detail).to.equal(undefined);
    expect(complain('down')?.code).to.equal('protocol');
    expect(complain(undefined)?.code).to.equal('protocol');
  });

  it('is none when the server complains about what was already so', () => {
    for (const code of ['response_cancel_not_active', 'input_audio_buffer_commit_empty'])
      expect(understood([{type: 'error', error: {type: 'invalid_request_error', code}}])).to.deep.equal([]);
  });

  it('is a lost session when its time is over', () => {
    const [event] = understood([
      {type: 'error', error: {type: 'invalid_request_error', code: 'session_expired'}},
    ]);
    expect(event).to.include({type: 'session-lost'});
    expect(event?.type === 'session-lost' && event.error.code).to.equal('session-expired');
  });

  it('is no problem but a notice when the server refuses a response, or had nothing to commit', () => {
    const notices: ProtocolNotice[] = [];
    const protocol = new RealtimeProtocol('', notice => notices.push(notice));
    for (const code of [
      'conversation_already_has_active_response',
      'input_audio_buffer_commit_empty',
      'response_cancel_not_active',
      'unknown_parameter',
      'constructor', // Every object has one.
    ])
      understood([{type: 'error', error: {type: 'invalid_request_error', code}}], protocol);
    expect(notices).to.deep.equal(['refused', 'nothing-committed']);
  });

  it('is none when the server sends an event of an unknown type', () => {
    const protocol = new RealtimeProtocol();
    for (const type of [
      'response.video.delta',
      'mcp_list_tools.completed',
      '__proto__',
      'constructor',
      'toString',
    ])
      expect(understood([{type}], protocol), type).to.deep.equal([]);
  });

  it('is none when an event holds nothing but its name', () => {
    const names = [
      ...['input_audio_buffer.committed', 'conversation.item.added', 'conversation.item.truncated'],
      ...['conversation.item.deleted', 'conversation.item.input_audio_transcription.completed'],
      ...['response.output_item.added', 'response.output_item.done', 'response.output_text.delta'],
      ...['response.output_audio_transcript.delta', 'response.output_audio_transcript.done'],
    ];
    const events = names.flatMap(type => understood([{type}]));
    expect(events).to.deep.equal([{type: 'input-committed'}]);
    expect(understood([{type: 'response.done'}])[0]).to.include({responseId: '', status: 'completed'});
  });

  it('takes ids that are names of object members for what they are: names', () => {
    for (const id of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
      const item = {...assistantItem(id, 'Hello'), id};
      const events: WireEvent[] = [
        {type: 'response.created', response: {id}},
        {type: 'response.output_item.added', response_id: id, item: {...item, content: []}},
        {type: 'response.output_audio_transcript.delta', response_id: id, item_id: id, delta: 'Hel'},
        {type: 'output_audio_buffer.started', response_id: id},
        {type: 'response.output_item.done', response_id: id, item},
        {type: 'response.done', response: {id, status: 'completed', output: [item]}},
        {type: 'output_audio_buffer.stopped', response_id: id},
      ];
      const {turns, phase} = listenTo(events.map(event => JSON.stringify(event)));
      expect(turns, id).to.have.lengthOf(1);
      expect(turns[0]).to.include({id, text: 'Hello', final: true});
      expect(phase).to.equal('listening');
    }
    expect(({} as {text?: unknown}).text).to.equal(undefined);
  });

  it('does not pile up when answers never end', () => {
    const protocol = new RealtimeProtocol();
    for (let count = 0; count < 2_000; count++) {
      const ids = {response_id: `resp_${count}`, item_id: `item_${count}`, content_index: 0};
      understood([{type: 'response.output_text.delta', ...ids, delta: 'x'}], protocol);
    }
    // The oldest are forgotten, so their end closes nothing; the newest are known.
    const cleared = (count: number) =>
      understood([{type: 'output_audio_buffer.cleared', response_id: `resp_${count}`}], protocol);
    expect(cleared(0)).to.have.lengthOf(1);
    expect(cleared(1_999)).to.have.lengthOf(2);
  });
});
