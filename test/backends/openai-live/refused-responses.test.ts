import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {Clock} from '../../helpers/clock.js';
import {FakeLiveCall} from '../../helpers/fake-live-call.js';
import {restoreStubs} from '../../helpers/stub.js';

const created = (id: string) => ({type: 'response.created', response: {id}});
const completed = {type: 'response.completed', response: {}};
const calls = (callId: string) => ({
  type: 'response.output_item.done',
  item: {type: 'function_call', call_id: callId, name: 'look_up', arguments: '{}'},
});

/** Work that began, and has not ended; twice the same is a mistake. */
function workOf({events}: FakeLiveCall): string[] {
  const open = new Set<string>();
  for (const event of events) {
    if (event.type === 'work-started' && open.has(event.id)) throw new Error(`${event.id} began twice`);
    if (event.type === 'work-started') open.add(event.id);
    if (event.type === 'work-finished' && !open.delete(event.id))
      throw new Error(`${event.id} ended before it began`);
  }
  return [...open];
}

describe('A response that was asked for', () => {
  let call: FakeLiveCall;
  beforeEach(() => (call = new FakeLiveCall()));
  afterEach(() => {
    call.session.stop('stopped');
    restoreStubs();
  });

  const types = (text: string) => call.session.sendText(text, text, {respond: true});
  /** The id of the last request. */
  const asked = () => call.connection.sent.findLast(({type}) => type === 'response.create')?.event_id;
  const refuses = (id: unknown, code = 'response_already_active') =>
    call.says({type: 'error', client_event_id: id, error: {type: 'invalid_request_error', code}});
  const problems = () => call.events.filter(({type}) => type === 'problem').length;

  it('is asked for again after the one that was under way, and that is no problem', async () => {
    await call.open();
    types('Hello');
    const first = asked();
    refuses(first);
    expect(problems()).to.equal(0);
    expect(asked()).to.equal(first);
    call.responds('d1', created('resp_1'));
    call.responds('d1', completed);
    expect(asked()).not.to.equal(first);
  });

  it('is asked for again also where the other one was heard of first', async () => {
    await call.open();
    types('Hello');
    const first = asked();
    call.responds('d1', created('resp_1'));
    refuses(first);
    expect(problems()).to.equal(0);
    call.responds('d1', completed);
    expect(asked()).not.to.equal(first);
  });

  it('is known by the id inside the error, too', async () => {
    await call.open();
    types('Hello');
    const error = {code: 'response_already_active', client_event_id: asked()};
    call.says({type: 'error', error});
    expect(problems()).to.equal(0);
  });

  it('is a problem where it is refused for another reason, and not waited for', async () => {
    await call.open();
    types('Hello');
    refuses(asked(), 'rate_limit_exceeded');
    expect(problems()).to.equal(1);
    expect(workOf(call)).to.deep.equal([]);
    const before = asked();
    types('Hello again');
    expect(asked()).not.to.equal(before);
  });

  it('is not taken for refused where another command was', async () => {
    await call.open();
    types('Hello');
    for (const id of ['other', '', undefined]) refuses(id);
    expect(problems()).to.equal(3);
    expect(workOf(call)).to.have.length(1);
  });

  it('is waited for 15 seconds, and keeps no other from being asked for', async () => {
    const clock = new Clock();
    await call.open();
    types('Hello');
    const first = asked();
    await clock.pass(14_999);
    expect(workOf(call)).to.deep.equal([first]);
    types('Are you there?');
    expect(asked()).to.equal(first);
    await clock.pass(1);
    expect(asked()).not.to.equal(first);
    expect(workOf(call)).to.deep.equal([asked()]);
    expect(problems(), 'the other one is waited for').to.equal(0);
    await clock.pass(15_000);
    expect(workOf(call)).to.deep.equal([]);
    expect(problems(), 'the person is told').to.equal(1);
  });

  it('may be silent for a minute, and keeps no other from being asked for after that', async () => {
    const clock = new Clock();
    await call.open();
    call.responds('d1', created('resp_1'));
    await clock.pass(50_000);
    call.responds('d1', {type: 'response.in_progress'});
    await clock.pass(59_999);
    types('Hello');
    expect(workOf(call)).to.deep.equal(['resp_1']);
    expect(asked()).to.equal(undefined);
    await clock.pass(1);
    expect(asked()).to.be.a('string');
    expect(workOf(call)).to.deep.equal([asked()]);
  });

  it('still calls what it wants to when it comes late', async () => {
    const clock = new Clock();
    await call.open();
    call.responds('d1', created('resp_1'));
    await clock.pass(90_000);
    expect(problems(), 'the person is told').to.equal(1);
    call.responds('d1', calls('call_1'));
    expect(workOf(call)).to.deep.equal(['resp_1']);
    call.responds('d1', completed);
    expect(call.events.filter(({type}) => type === 'tool-called')).to.have.length(1);
    expect(workOf(call)).to.deep.equal([]);
  });

  it('ends as work, whatever happens (1,000 sequences)', async () => {
    const clock = new Clock();
    const delegation = fc.constantFrom('d1', 'd2', null);
    const nested = fc.oneof(
      fc.constantFrom('r1', 'r2', '').map(created),
      fc.constantFrom('c1', 'c2', '').map(calls),
      fc.constant(completed),
      fc
        .constantFrom('failed', 'cancelled', 'incomplete', 'in_progress')
        .map(how => ({type: `response.${how}`})),
    );
    const responds = fc.tuple(delegation, nested).map(args => () => call.responds(...args));
    const delegates = fc.tuple(fc.constantFrom('d1', 'd2', 'd3'), fc.constantFrom('client', 'responses')).map(
      ([id, target]) =>
        () =>
          call.says({type: 'session.delegation.created', delegation: {id, target}}),
    );
    const act = fc.constantFrom<() => void>(
      () => types('Hello'),
      () => call.session.sendToolResult('c1', '', {respond: true}),
      () => call.session.sendToolResult('c2', '', {respond: false}),
      () => call.session.requestResponse(),
      () => call.session.interrupt(),
      () => refuses(asked()),
      () => refuses(asked(), 'other'),
      () => call.speaks('Yes', 0, 100),
      () => clock.passAtOnce(1_000),
      () => clock.passAtOnce(16_000),
      () => clock.passAtOnce(61_000),
    );
    const steps = fc.array(fc.oneof(responds, responds, delegates, act), {maxLength: 30});
    await fc.assert(
      fc.asyncProperty(steps, async steps => {
        await call.open();
        for (const step of steps) step();
        workOf(call);
        clock.passAtOnce(180_000);
        expect(workOf(call)).to.deep.equal([]);
        call.session.stop('stopped');
        expect(clock.running).to.equal(0);
      }),
      {numRuns: 300},
    );
  });
});
