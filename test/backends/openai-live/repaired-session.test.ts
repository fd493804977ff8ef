import {expect} from '@open-wc/testing';
import type {SessionPast} from '../../../src/backends/openai-live/exchange-offer.js';
import type {Delegate, DelegatedTask} from '../../../src/session/settings.js';
import {Clock} from '../../helpers/clock.js';
import {FakeLiveCall} from '../../helpers/fake-live-call.js';
import {restoreStubs, stubFetch} from '../../helpers/stub.js';

const told = ({connection}: FakeLiveCall) =>
  connection.sent.map(({type, content, delegation_id: id}) => [type.split('.')[1], content, id]);

describe('A session of GPT-Live that takes the place of a lost one', () => {
  let [clock, call] = [new Clock(), new FakeLiveCall()];
  restoreStubs();
  let [tasks, finish]: [DelegatedTask[], (text: string) => void] = [[], () => {}];
  let signal: AbortSignal | undefined;

  const delegate: Delegate = (task, taskSignal) => {
    tasks.push(task);
    signal = taskSignal;
    return new Promise(resolve => (finish = resolve));
  };
  const delegates = (id = 'd1') =>
    call.says({type: 'session.delegation.created', delegation: {id, target: 'client'}});

  beforeEach(async () => {
    clock = new Clock();
    call = new FakeLiveCall();
    tasks = [];
    await call.open({delegation: {type: 'client'}, store: true}, {delegate});
  });

  afterEach(() => {
    call.session.stop('stopped');
    restoreStubs();
  });

  /** As the conversation does when a session is lost, or nothing comes through any more. */
  const repair = () => {
    call.session.stop();
    return call.open({id: 'live_2', delegation: {type: 'client'}});
  };

  for (const [how, lose] of [
    ['was told', () => call.connection.listener.lost()],
    ['was noticed by the page alone', () => {}],
  ] as const) {
    it(`is told what comes of a task of the old one, whose loss ${how}`, async () => {
      delegates();
      await clock.pass(0);
      lose();
      await repair();
      expect(signal!.aborted).to.equal(false);
      finish('There is tea.');
      await clock.pass(0);
      expect(told(call), 'it does not know the delegation').to.deep.equal([
        ['commentary', 'There is tea.', null],
      ]);
      expect(call.reported()).to.include('work-finished');
    });

    it(`is told what came of it while there was none, where the loss ${how}`, async () => {
      delegates();
      await clock.pass(0);
      lose();
      call.session.stop();
      finish('There is tea.');
      await clock.pass(5_000);
      const opened = call.start();
      await clock.pass(100);
      expect(call.connection.sent).to.deep.equal([]);
      call.says({type: 'session.started', session: {id: 'live_2'}});
      await opened;
      expect(told(call)).to.deep.equal([['commentary', 'There is tea.', null]]);
      expect(call.reported()).to.deep.equal(
        lose.toString().includes('lost')
          ? ['work-started', 'session-lost', 'capabilities-changed', 'session-opened']
          : ['work-started', 'capabilities-changed', 'session-opened'],
      );
    });
  }

  it('shows that the task goes on', async () => {
    delegates();
    await clock.pass(0);
    call.connection.listener.lost();
    call.session.stop();
    const opened = call.start();
    call.says({type: 'session.started', session: {id: 'live_2'}});
    await opened;
    expect(call.events.at(-1)).to.deep.equal({type: 'work-started', id: 'd1'});
  });

  it('does not take its own task for that of the old one, though it has the same id', async () => {
    delegates();
    await clock.pass(0);
    await repair();
    delegates();
    finish('There is tea.');
    await clock.pass(300);
    expect(told(call)[0]).to.deep.equal(['commentary', 'There is tea.', 'd1']);
    expect(tasks).to.have.length(1);
  });

  it('hands over a task with what was said, also where the loss came before the words had settled', async () => {
    call.hears('Is there tea?', 0, 400);
    await clock.pass(100);
    delegates();
    call.connection.listener.lost();
    call.session.stop();
    await clock.pass(1_000);
    expect(tasks[0]!.transcript.map(({text}) => text)).to.deep.equal(['Is there tea?']);
  });

  /** What the endpoint is told of the past. */
  async function asked(): Promise<SessionPast> {
    const seen = stubFetch(new Response('{"transport":{"sdp":"v=0"}}'));
    const peer = Object.assign(new EventTarget(), {
      iceGatheringState: 'complete',
      localDescription: {sdp: 'v=0'},
    });
    await call.connection.options!.exchange!(
      peer as unknown as RTCPeerConnection,
      new AbortController().signal,
    );
    return JSON.parse(seen[0]!.init.body as string) as SessionPast;
  }

  it('goes on from the old one where the host stored that, until the call is over', async () => {
    expect((await asked()).previousSessionId).to.equal(undefined);
    call.connection.listener.lost();
    await repair();
    expect((await asked()).previousSessionId).to.equal('live_1');
    await repair();
    expect((await asked()).previousSessionId, 'the second is not stored').to.equal('live_1');
    call.session.stop('stopped');
    await call.open();
    expect((await asked()).previousSessionId).to.equal(undefined);
  });
});
