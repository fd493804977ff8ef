import {expect} from '@open-wc/testing';
import {PipecatSession} from '../../../src/backends/pipecat/session.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {ActedDailyCall} from '../../helpers/daily.js';
import {rejection} from '../../helpers/rejection.js';
import {until} from '../../helpers/until.js';

describe('A bot of Pipecat over a call object of Daily', () => {
  let daily: ActedDailyCall;
  let session: PipecatSession;
  let events: VoiceSessionEvent[];
  let call: AbortController;

  beforeEach(() => {
    daily = new ActedDailyCall();
    session = new PipecatSession({dailyCall: daily.object});
    events = [];
    call = new AbortController();
  });
  afterEach(async () => {
    session.stop('stopped');
    await daily.close();
  });
  const start = () => session.start({signal: call.signal, history: [], emit: event => events.push(event)});
  const types = () => events.splice(0).map(({type}) => type);

  it('joins the room, waits for the bot, and hears it', async () => {
    await start();
    expect(daily.done).to.deep.equal(['join', 'audio false']);
    expect(types()).to.deep.equal(['output', 'session-opened']);
    expect(daily.sent.map(({type}) => type)).to.deep.equal(['client-ready']);
    session.setMicrophone(daily.track);
    await until(() => daily.done.length > 3);
    expect(daily.done.splice(2)).to.deep.equal(['microphone true', 'audio true']);
  });

  it('takes a room that was joined, with the bot in it', async () => {
    daily.state = 'joined-meeting';
    daily.come();
    session.setMicrophone(daily.track);
    await start();
    expect(daily.done).to.deep.equal(['microphone true', 'audio true']);
    expect(types()).to.deep.equal(['output', 'session-opened']);
  });

  it('talks as over any other connection', async () => {
    await start();
    types();
    session.sendText('Hello', 'typed-1', {respond: true});
    expect(daily.sent.at(-1)).to.deep.include({label: 'rtvi-ai', type: 'send-text'});
    daily.says('bot-llm-started');
    daily.says('bot-started-speaking');
    daily.tell('app-message', {data: 'chat of a person'});
    daily.tell('app-message', {data: {message: 'chat of a person'}});
    expect(types()).to.deep.equal(['response-started', 'playback-started']);
  });

  it('is over when the bot leaves', async () => {
    await start();
    types();
    daily.go();
    expect(types()).to.deep.equal(['session-ended']);
    expect([daily.done.at(-1), daily.handlerCount]).to.deep.equal(['leave', 0]);
  });

  for (const event of ['left-meeting', 'error'])
    it(`is lost on “${event}”, and can be started again`, async () => {
      await start();
      types();
      daily.tell(event);
      expect(types()).to.deep.equal(['session-lost']);
      session.stop();
      await start();
      expect(types()).to.deep.equal(['output', 'session-opened']);
    });

  it('leaves the room at the end, and takes no more notice of it', async () => {
    await start();
    types();
    session.stop('stopped');
    daily.says('bot-llm-started');
    expect(types()).to.deep.equal([]);
    expect([daily.done.at(-1), daily.handlerCount]).to.deep.equal(['leave', 0]);
  });

  it('gives up while the bot is awaited', async () => {
    daily.botComes = false;
    const opened = start();
    await until(() => daily.done.includes('audio false'));
    call.abort(new Error('Not wanted any more'));
    expect(await rejection(opened)).to.equal(call.signal.reason);
    expect([daily.done.at(-1), daily.handlerCount]).to.deep.equal(['leave', 0]);
  });

  it('tells that the room could not be joined', async () => {
    daily.broken = new Error('No such room');
    expect(await rejection(start())).to.include({code: 'connect-network', detail: 'daily'});
    expect(daily.handlerCount).to.equal(0);
  });
});
