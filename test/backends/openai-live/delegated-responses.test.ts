import {expect} from '@open-wc/testing';
import {DelegatedResponses} from '../../../src/backends/openai-live/delegated-responses.js';
import {Work} from '../../../src/session/work.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {restoreStubs} from '../../helpers/stub.js';
import type {WireEvent} from '../../helpers/wire.js';

const created = (id: string) => ({type: 'response.created', response: {id}});
const ended = (how: string, more = {}) => ({type: `response.${how}`, response: {id: 'resp', ...more}});
const completed = ended('completed');
const item = (more: object) => ({type: 'response.output_item.done', item: more});
const calls = (callId: string, name = 'look_up', more = {}) =>
  item({
    id: `fc_${callId}`,
    type: 'function_call',
    call_id: callId,
    name,
    arguments: '{"what":"tea"}',
    ...more,
  });
const approval = item({
  id: 'mcpr_1',
  type: 'mcp_approval_request',
  name: 'order',
  arguments: '{}',
  server_label: 'shop',
});

describe('The responses that GPT-Live delegates to', () => {
  const rig = (mayAnswer = true) => {
    const sent: WireEvent[] = [];
    const events: VoiceSessionEvent[] = [];
    let onEvent: (event: VoiceSessionEvent) => unknown = () => {};
    const emit = (event: VoiceSessionEvent) => {
      events.push(event);
      onEvent(event);
    };
    const work = new Work(emit);
    const responses = new DelegatedResponses(
      event => sent.push(event),
      emit,
      work,
      () => mayAnswer,
    );
    close = () => work.close();
    return {
      responses,
      reads: (delegation: string | null, ...nested: readonly object[]) =>
        nested.forEach(event => responses.read({type: 'response.event', delegation_id: delegation, event})),
      answers: (callId: string, respond = true) =>
        responses.answer(callId, {type: 'function_call_output', call_id: callId, output: ''}, respond),
      sent: () => sent.splice(0).map(({type}) => type),
      asked: () => sent.findLast(({type}) => type === 'response.create')?.event_id as string,
      called: () => events.flatMap(event => (event.type === 'tool-called' ? [event.callId] : [])),
      events,
      /** What is under way. */
      work: () =>
        events.reduce<string[]>((ids, event) => {
          if (event.type === 'work-started') return [...ids, event.id];
          return event.type === 'work-finished' ? ids.filter(id => id !== event.id) : ids;
        }, []),
      on: (listener: typeof onEvent) => (onEvent = listener),
    };
  };
  let close = () => {};
  afterEach(() => {
    close();
    restoreStubs();
  });

  it('call a tool of the page, once they are complete, and go on with its result', () => {
    const {events, reads, responses, answers, sent} = rig();
    reads('d1', created('resp_1'), {type: 'response.output_item.added', item: {}}, calls('call_1'));
    expect(events).to.deep.equal([{type: 'work-started', id: 'resp_1'}]);
    reads('d1', completed);
    expect(events.slice(1)).to.deep.equal([
      {type: 'tool-called', callId: 'call_1', name: 'look_up', arguments: '{"what":"tea"}'},
      {type: 'work-finished', id: 'resp_1', responseFollows: true},
    ]);
    expect(responses.isUnheard, 'nothing to respond to yet').to.equal(false);
    answers('call_1');
    expect(sent()).to.deep.equal(['response.item.create', 'response.create']);
    expect(responses.isUnheard).to.equal(false);
  });

  it('take a result that is there at once', () => {
    const {reads, answers, sent, on, work} = rig();
    on(event => event.type === 'tool-called' && answers(event.callId));
    reads('d1', created('resp_1'), calls('call_1'), completed);
    expect(sent()).to.deep.equal(['response.item.create', 'response.create']);
    expect(work()).to.deep.equal(['ask_1']);
  });

  it('are told apart where several are under way', () => {
    const {reads, called, work} = rig();
    reads('d1', created('resp_1'), calls('call_1'));
    reads('d2', created('resp_2'), calls('call_2'));
    reads('d1', calls('call_3'));
    reads('d2', ended('failed'));
    reads('d1', completed);
    expect(called()).to.deep.equal(['call_1', 'call_3']);
    expect(work()).to.deep.equal([]);
  });

  it('are asked for when every call has its result and none is under way', () => {
    const {reads, answers, sent} = rig();
    reads('d1', created('resp_1'), calls('call_1'), calls('call_2'), completed);
    reads('d2', created('resp_2'));
    answers('call_2');
    expect(sent(), 'call_1 has no result').to.deep.equal(['response.item.create']);
    answers('call_1');
    expect(sent(), 'resp_2 is under way').to.deep.equal(['response.item.create']);
    reads('d2', completed);
    expect(sent()).to.deep.equal(['response.create']);
  });

  it('are not asked for where none of the results is to be responded to, until that is wanted', () => {
    const {reads, responses, answers, sent} = rig();
    reads('d1', created('resp_1'), calls('call_1'), completed);
    answers('call_1', false);
    expect(sent()).to.deep.equal(['response.item.create']);
    expect(responses.isUnheard).to.equal(true);
    responses.want();
    expect(sent()).to.deep.equal(['response.create']);
  });

  it('are asked for one at a time', () => {
    const {reads, responses, sent} = rig();
    responses.add({}, true);
    responses.add({}, true);
    expect(sent()).to.deep.equal(['response.item.create', 'response.create', 'response.item.create']);
    reads(null, created('resp_1'));
    expect(sent()).to.deep.equal([]);
    reads(null, completed);
    expect(sent()).to.deep.equal(['response.create']);
  });

  for (const [what, ...events] of [
    ['fails', calls('call_1'), ended('failed', {error: {code: 'server_error', message: 'You said hello'}})],
    ['is cut off', calls('call_1'), ended('incomplete')],
    ['is cancelled', calls('call_1'), ended('cancelled')],
    ['ends in an error', calls('call_1'), {type: 'error', code: 'server_error'}],
    ['has an item that is cut off', calls('call_1', 'look_up', {status: 'incomplete'}), completed],
    ['has a call without an id', calls(''), completed],
    ['only says something', item({type: 'message', role: 'assistant', content: []}), completed],
    ['has an item that is none', item([] as object), {type: 'response.output_item.done'}, completed],
  ] as const)
    it(`call nothing where one ${what}, and the next is not kept waiting`, () => {
      const {reads, responses, called, sent, work} = rig();
      reads('d1', created('resp_1'), ...events);
      expect(called()).to.deep.equal([]);
      expect(work()).to.deep.equal([]);
      responses.want();
      expect(sent()).to.deep.equal(['response.create']);
    });

  it('that fail are a problem with a code, and never with words; those that are cancelled are none', () => {
    const failure = (nested: object) => {
      const {events, reads} = rig();
      reads('d1', created('resp_1'), nested);
      const problem = events.find(event => event.type === 'problem');
      return problem?.type === 'problem' && [problem.error.code, problem.error.detail];
    };
    const fails = (error: object) => failure(ended('failed', {error}));
    expect(fails({code: 'rate_limit', message: 'hello'})).to.deep.equal(['response-failed', 'rate_limit']);
    expect(fails({code: 'You said hello'})).to.deep.equal(['response-failed', 'failed']);
    expect(failure(ended('incomplete'))).to.deep.equal(['response-failed', 'incomplete']);
    expect(failure({type: 'error', code: 'sk-proj-1'})).to.deep.equal(['response-failed', 'error']);
    expect(failure(ended('cancelled'))).to.equal(false);
  });

  it('do a thing once, however often the server repeats itself', () => {
    const {reads, called, answers, sent, work} = rig();
    const begins = created('resp_1');
    reads('d1', begins, calls('call_1'), begins, calls('call_1'), completed, completed);
    reads('d2', created('resp_2'), calls('call_1'), completed);
    expect(called()).to.deep.equal(['call_1']);
    answers('call_1');
    expect(sent()).to.deep.equal(['response.item.create', 'response.create']);
    expect(work()).to.deep.equal(['ask_1']);
  });

  it('replace each other within a delegation', () => {
    const {reads, called, work} = rig();
    reads('d1', created('resp_1'), calls('call_1'), created('resp_2'), calls('call_2'), completed);
    expect(called()).to.deep.equal(['call_2']);
    expect(work()).to.deep.equal([]);
  });

  it('ask whether a tool of the server may run, and go on with the answer', () => {
    const {events, reads, responses, sent} = rig();
    reads('d1', created('resp_1'), approval, approval, completed);
    const requests = events.filter(({type}) => type === 'approval-requested');
    expect(requests).to.deep.equal([
      {type: 'approval-requested', requestId: 'mcpr_1', name: 'order', arguments: '{}', server: 'shop'},
    ]);
    responses.want();
    expect(sent(), 'the question is open').to.deep.equal([]);
    responses.answer('mcpr_1', {type: 'mcp_approval_response'}, true);
    expect(sent()).to.deep.equal(['response.item.create', 'response.create']);
  });

  it('are none of the page’s affair where it may not answer, but are seen as work', () => {
    const {events, reads, responses, answers, sent} = rig(false);
    reads('d1', created('resp_1'), calls('call_1'), approval, completed);
    answers('call_1');
    responses.want();
    expect(sent()).to.deep.equal([]);
    expect(events.map(({type}) => type)).to.deep.equal(['work-started', 'work-finished']);
    expect(responses.isUnheard).to.equal(false);
  });

  it('take no notice of a delegation that was not heard of, nor of what is no event', () => {
    const {events, reads, responses} = rig();
    reads('d1', calls('call_1'), completed, {}, {type: 7});
    responses.read({});
    responses.read({event: created('resp_1')});
    expect(events).to.deep.equal([{type: 'work-started', id: 'resp_1'}]);
  });
});
