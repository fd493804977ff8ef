import {expect} from '@open-wc/testing';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {VoiceError} from '../../../src/state/voice-error.js';
import type {Turn} from '../../../src/state/turns.js';
import {Clock} from '../../helpers/clock.js';
import {allowing, FakeLiveCall, liveSession, defaultCommands} from '../../helpers/fake-live-call.js';
import {rejection, voiceError} from '../../helpers/rejection.js';
import {restoreStubs} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';

const past: readonly Turn[] = [
  {id: 't1', role: 'user', text: 'Is there tea?', final: true, interrupted: false},
];
const started = (more?: object) => ({type: 'session.started', session: liveSession(more)});

/** What of a session's capabilities the server decides. */
function decided(events: readonly VoiceSessionEvent[]): object {
  const event = events.find(({type}) => type === 'capabilities-changed');
  if (event?.type !== 'capabilities-changed') return expect.fail('No capabilities');
  const {text, images, approvals, context, tools} = event.capabilities!;
  return {text, images, approvals, context, tools};
}

describe('A session of GPT-Live opens', () => {
  let call: FakeLiveCall;
  beforeEach(() => (call = new FakeLiveCall()));
  afterEach(() => {
    call.session.stop('stopped');
    restoreStubs();
  });

  it('at the endpoint of the page, over the channel that the server knows', async () => {
    await call.open({}, {iceServers: [{urls: 'stun:example.test'}]});
    const {url, channelLabel, iceServers, exchange} = call.connection.options!;
    expect({url, channelLabel, iceServers}).to.deep.equal({
      url: '/session',
      channelLabel: 'oai-events',
      iceServers: [{urls: 'stun:example.test'}],
    });
    expect(exchange).to.be.a('function');
  });

  it('when the server says so: capabilities first, and not a word to it before', async () => {
    const opened = call.start();
    call.session.setMuted(true);
    call.session.setTools([{name: 'order', parameters: {}}]);
    call.session.sendText('Hello', 'typed-1', {respond: true});
    call.session.sendImage('data:image/png;base64,AA', 'image-1', {respond: true});
    call.session.sendContext('The page is about tea.');
    call.session.requestResponse();
    call.session.sendToolResult('call_1', 'Nothing', {respond: true});
    call.session.answerApproval('mcpr_1', true);
    call.session.interrupt();
    await call.connection.opening;
    expect(call.connection.sent).to.deep.equal([]);
    expect(call.events).to.deep.equal([]);
    call.says(started());
    await opened;
    expect(call.reported()).to.deep.equal(['capabilities-changed', 'session-opened']);
    expect(call.connection.names()).to.deep.equal(['session.input_audio.mute', 'session.update']);
  });

  it('also where that comes before the connection says that it is open', async () => {
    let open: (id: string) => void = () => {};
    call.prepare = connection => {
      connection.opening = new Promise(resolve => (open = resolve));
    };
    const opened = call.start();
    call.says(started());
    open('call_1');
    await opened;
    expect(call.events.at(-1)).to.deep.equal({type: 'session-opened', sessionId: 'live_1'});
  });

  it('by the name that the endpoint gave, where the server says none', async () => {
    const opened = call.start();
    call.says({type: 'session.started'});
    await opened;
    expect(call.events.at(-1)).to.deep.equal({type: 'session-opened', sessionId: 'call_1'});
  });

  it('with what was said before, which is not reported again', async () => {
    const opened = call.start({}, past);
    await until(() => call.connections.length > 0 && call.connection.options !== null, 'it connects');
    call.says(started());
    await opened;
    expect(call.reported()).to.deep.equal(['capabilities-changed', 'session-opened']);
  });

  it('and takes the microphone before, while and after', async () => {
    const [first, second] = [{} as MediaStreamTrack, {} as MediaStreamTrack];
    call.session.setMicrophone(first);
    const opened = call.start();
    expect(call.connection.microphone).to.equal(first);
    call.session.setMicrophone(null);
    expect(call.connection.microphone).to.equal(null);
    call.says(started());
    await opened;
    call.session.setMicrophone(second);
    expect(call.connection.microphone).to.equal(second);
  });

  it('and mutes at the server what is muted here, once for each change', async () => {
    call.session.setMuted(true);
    const opened = call.start();
    call.says(started());
    await opened;
    expect(call.connection.names()).to.deep.equal(['session.input_audio.mute']);
    for (const muted of [true, false, false, true]) call.session.setMuted(muted);
    expect(call.connection.names()).to.deep.equal(['session.input_audio.unmute', 'session.input_audio.mute']);
  });

  it('unmuted where that was taken back while it opened', async () => {
    call.session.setMuted(true);
    const opened = call.start();
    call.session.setMuted(false);
    call.says(started());
    await opened;
    expect(call.connection.sent).to.deep.equal([]);
  });

  const all = {text: true, images: true, approvals: true, context: true};
  const none = {text: false, images: false, approvals: false, context: true, tools: false};
  for (const [what, session, expected] of [
    ['everything where nothing is restricted', {}, {...all, tools: 'page'}],
    [
      'the tools of the host, without session.update',
      allowing(...defaultCommands),
      {...all, tools: 'server'},
    ],
    [
      'no words, images or tools, where the page may not ask for responses',
      allowing('response.item.create', 'session.thinking.append'),
      none,
    ],
    [
      'no words, images or tools, where it delegates to the application',
      {delegation: {type: 'client'}},
      none,
    ],
    ['nothing at all where the page may send nothing', allowing(), {...none, context: false}],
  ] as const)
    it(`and can do ${what}`, async () => {
      const opened = call.start();
      call.says(started(session));
      await opened;
      expect(decided(call.events)).to.deep.equal(expected);
    });

  it('not where the server reports an error first, and tells no words of it', async () => {
    const opened = call.start();
    const error = {type: 'invalid_request_error', code: 'no_model', message: 'You said hello, sk-proj-1'};
    call.says({type: 'error', error});
    const {detail, message} = await voiceError(opened, 'connect-answer');
    expect(detail).to.equal('no_model');
    expect(message).not.to.include('hello');
    expect(call.connection.closed).to.equal(true);
    expect(call.events).to.deep.equal([]);
  });

  it('not where the server closes the session first', async () => {
    for (const [reason, detail] of [
      ['expired', 'expired'],
      ['Ha ha, hello!', undefined],
      [7, undefined],
    ] as const) {
      const opened = call.start();
      call.says({type: 'session.closed', reason});
      expect((await voiceError(opened, 'connect-answer')).detail).to.equal(detail);
    }
  });

  it('not where the connection is lost, or does not open', async () => {
    const opened = call.start();
    call.connection.listener.lost();
    await voiceError(opened, 'connection-lost');
    call.prepare = connection => {
      connection.opening = Promise.reject(new VoiceError('token-status'));
    };
    await voiceError(call.start(), 'token-status');
    expect(call.connection.closed).to.equal(true);
  });

  it('not where session.started does not come for ten seconds', async () => {
    const clock = new Clock();
    const opened = call.start();
    opened.catch(() => {}); // Awaited below.
    await clock.pass(9_999);
    expect(call.connection.closed).to.equal(false);
    await clock.pass(1);
    const {detail} = await voiceError(opened, 'connect-timeout');
    expect(detail).to.equal('session.started');
    expect(call.connection.closed).to.equal(true);
    expect(clock.running).to.equal(0);
    call.says(started());
    await clock.pass(100);
    expect(call.events).to.deep.equal([]);
  });

  it('not when the signal aborts, or it is stopped, while it opens', async () => {
    const stopped = call.start();
    call.session.stop('stopped');
    expect(((await rejection(stopped)) as Error).name).to.equal('AbortError');
    expect(call.connection.closed).to.equal(true);
    const aborted = call.start();
    const reason = new Error('Not wanted any more');
    call.abort.abort(reason);
    expect(await rejection(aborted)).to.equal(reason);
    expect(call.connection.closed).to.equal(true);
    expect(await rejection(call.start())).to.equal(reason);
    expect(call.connections).to.have.length(2);
    expect(call.events).to.deep.equal([]);
  });

  it('anew while one is open, which is closed', async () => {
    await call.open();
    const {connection} = call;
    await call.open();
    expect(connection.closed).to.equal(true);
    expect(connection.names()).to.deep.equal(['session.close']);
    connection.says({type: 'session.usage.updated', usage: {seconds: 5}});
    expect(call.events).to.deep.equal([]);
  });
});
