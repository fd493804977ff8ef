import {expect} from '@open-wc/testing';
import {VoiceError} from '../../../src/state/voice-error.js';
import {Clock} from '../../helpers/clock.js';
import {FakeLiveCall, liveSession} from '../../helpers/fake-live-call.js';
import {restoreStubs} from '../../helpers/stub.js';

describe('A session of GPT-Live', () => {
  let call: FakeLiveCall;
  beforeEach(() => (call = new FakeLiveCall()));
  afterEach(() => {
    call.session.stop('stopped');
    restoreStubs();
  });

  const used = (seconds: unknown) => ({type: 'session.usage.updated', usage: {seconds}});

  it('counts what it costs in seconds, each of them once', async () => {
    await call.open();
    call.says(used(15), used(15), used(21.5), used(20), used('30'), used(NaN), used(-1));
    call.says(
      {type: 'session.usage.updated'},
      {type: 'session.closed', reason: 'expired', usage: {seconds: 30}},
    );
    const usage = call.events.flatMap(event => (event.type === 'usage' ? [event] : []));
    expect(usage.map(({usage}) => usage.seconds)).to.deep.equal([15, 6.5, 8.5]);
    expect(usage[0]).to.deep.equal({
      type: 'usage',
      usage: {inputTokens: 0, outputTokens: 0, totalTokens: 0, seconds: 15},
      total: false,
    });
  });

  it('counts another session from its beginning', async () => {
    for (let count = 0; count < 2; count++) {
      await call.open();
      call.says(used(15));
      expect(call.events.at(-1)).to.have.nested.property('usage.seconds', 15);
    }
  });

  it('says when it will end, while there is one', async () => {
    expect(call.session.expiresAt).to.equal(undefined);
    await call.open({expires_at: 1_800_000_000});
    expect(call.session.expiresAt).to.equal(1_800_000_000_000);
    call.says({type: 'session.updated', session: liveSession({expires_at: 1_800_000_060})});
    expect(call.session.expiresAt).to.equal(1_800_000_060_000);
    call.says({type: 'session.updated'}, {type: 'session.updated', session: null});
    expect(call.session.expiresAt).to.equal(1_800_000_060_000);
    call.session.stop('stopped');
    expect(call.session.expiresAt).to.equal(undefined);
    await call.open({expires_at: 'soon'});
    expect(call.session.expiresAt).to.equal(undefined);
  });

  for (const [reason, reported] of [
    ['close_requested', 'remote'],
    ['remote_hangup', 'remote'],
    ['expired', 'expired'],
    ['content', 'content'],
    ['another reason of later', 'remote'],
    [undefined, 'remote'],
  ] as const)
    it(`is over for good when it is closed as ${reason}, and that is told once`, async () => {
      await call.open();
      call.says({type: 'session.closed', reason});
      call.connection.listener.lost();
      call.says({type: 'session.closed', reason: 'connection_lost'}, used(40));
      expect(call.events).to.deep.equal([{type: 'session-ended', reason: reported}]);
      expect(call.connection.closed).to.equal(true);
      expect(call.connection.sent, 'the server has gone').to.deep.equal([]);
    });

  it('is lost, to be repaired, where the server lost the connection, and that is told once', async () => {
    await call.open();
    call.says({type: 'session.closed', reason: 'connection_lost'});
    call.connection.listener.lost();
    expect(call.reported()).to.deep.equal(['session-lost']);
  });

  it('is lost where the connection is, and reports nothing more', async () => {
    const clock = new Clock();
    await call.open();
    call.connection.level = 0.3;
    await clock.pass(100);
    call.responds('d1', {type: 'response.created', response: {id: 'resp_1'}});
    call.events.splice(0);
    call.connection.listener.lost();
    const [event] = call.events.splice(0);
    expect(event).to.have.nested.property('error.code', 'connection-lost');
    call.connection.level = 0;
    await clock.pass(100_000);
    expect(call.events).to.deep.equal([]);
    expect(clock.running).to.equal(0);
  });

  it('tells its last words, which wait for those of the other side, before its end', async () => {
    for (const reason of ['remote_hangup', 'connection_lost']) {
      await call.open();
      call.hears('Bye.', 0, 300);
      call.speaks('Goodbye!', 1_300, 1_700);
      call.says({type: 'session.closed', reason});
      expect(call.events.at(-2)).to.include({type: 'turn-text', text: 'Goodbye!', final: true});
      expect(call.events.at(-1)!.type).to.match(/^session-(ended|lost)$/);
      call.events.splice(0);
    }
  });

  it('stalls and resumes as its connection does', async () => {
    await call.open();
    const {listener} = call.connection;
    listener.stalled();
    listener.resumed();
    listener.report({type: 'problem', error: new VoiceError('connection-lost')});
    expect(call.reported()).to.deep.equal(['session-stalled', 'session-resumed', 'problem']);
  });

  it('hands on the sound of the assistant', async () => {
    await call.open();
    const stream = new MediaStream();
    call.connection.listener.output(stream);
    expect(call.events).to.deep.equal([{type: 'output', stream}]);
  });

  for (const [what, error, detail] of [
    ['its code', {code: 'unknown_parameter', type: 'invalid_request_error'}, 'unknown_parameter'],
    ['its type, where it has no code', {type: 'server_error'}, 'server_error'],
    ['the parameter, too', {code: 'too_long', param: 'session.tools'}, 'too_long session.tools'],
    ['no words of it', {code: 'You said hello', message: 'hello', param: 'hello there'}, undefined],
    ['no keys', {code: 'sk-proj-1', type: 'ek_1', param: 'sk-1'}, undefined],
    ['nothing, where there is nothing', {}, undefined],
    ['nothing, where it is no error', null, undefined],
  ] as const)
    it(`explains a refused command by ${what}`, async () => {
      await call.open();
      call.says({type: 'error', event_id: 'event_1', client_event_id: 'mine_1', error});
      const [event] = call.events;
      if (event?.type !== 'problem') return expect.fail('No problem was reported');
      expect(event.error.code).to.equal('protocol');
      expect(event.error.detail).to.equal(detail);
      expect(`${event.error.message} ${event.error.stack}`).not.to.match(/hello there|You said|sk-|ek_1/);
      expect(call.events).to.have.length(1);
    });

  it('names its turns otherwise than the session before', async () => {
    const ids = new Set<string>();
    for (let count = 0; count < 3; count++) {
      await call.open();
      call.hears('Hello.', 0, 300);
      call.session.stop();
      await call.open();
      call.hears('Hello.', 0, 300);
      call.speaks('Hi.', 900, 1_200);
      for (const event of call.events) if (event.type === 'turn-text') ids.add(event.id);
    }
    expect(ids.size).to.equal(3);
  });
});
