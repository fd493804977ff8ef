import {expect} from '@open-wc/testing';
import type {DailyEvent, DailyJoinOptions} from '../../../src/backends/pipecat/daily-call.js';
import {PipecatSession} from '../../../src/backends/pipecat/session.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {ActedDailyCall} from '../../helpers/daily.js';
import {rejection} from '../../helpers/rejection.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';

const person = {local: false, session_id: 'person-1'};

/** Tells what it is joined with, and takes its time where a test wants it. */
class StrictDailyCall extends ActedDailyCall {
  joinedWith: DailyJoinOptions | null = null;
  /** Settles as the devices do. */
  devices = Promise.resolve();
  /** Settles as the room is left; until then the call object says that it is in it. */
  left: Promise<void> | null = null;

  override join(options?: DailyJoinOptions): Promise<void> {
    this.joinedWith = options ?? null;
    return super.join();
  }

  override async setInputDevicesAsync(devices: {audioSource: unknown}): Promise<void> {
    await super.setInputDevicesAsync(devices);
    return this.devices;
  }

  override async leave(): Promise<void> {
    const {state} = this;
    const leaving = super.leave();
    if (!this.left) return leaving;
    this.state = state;
    await this.left;
    this.state = 'left-meeting';
    this.tell('left-meeting');
  }
}

describe('A room of Daily', () => {
  let daily: StrictDailyCall;
  let session: PipecatSession;
  let events: VoiceSessionEvent[];

  beforeEach(() => {
    daily = new StrictDailyCall();
    session = new PipecatSession({dailyCall: daily.object});
    events = [];
  });
  afterEach(async () => {
    restoreStubs();
    session.stop('stopped');
    await daily.close();
  });
  const start = (signal = new AbortController().signal) =>
    session.start({signal, history: [], emit: event => events.push(event)});
  const types = () => events.splice(0).map(({type}) => type);
  const off = {videoSource: false, startAudioOff: true, startVideoOff: true};

  it('is joined without opening a camera or a microphone', async () => {
    await start();
    expect(daily.joinedWith).to.deep.equal({audioSource: false, ...off});
    expect(daily.done).not.to.include('audio true');
  });

  it('is joined with the microphone of the widget where there is one', async () => {
    session.setMicrophone(daily.track);
    await start();
    expect(daily.joinedWith).to.deep.equal({audioSource: daily.track, ...off});
  });

  it('is sent no sound before the microphone is set, and none where that fails', async () => {
    await start();
    let fail: (error: Error) => void = () => {};
    daily.devices = new Promise<void>((_, reject) => (fail = reject));
    daily.done.length = 0;
    session.setMicrophone(daily.track);
    await Promise.resolve();
    expect(daily.done).to.deep.equal(['microphone true']);
    fail(new Error('The device is gone'));
    await until(() => daily.done.length > 1);
    expect(daily.done).to.deep.equal(['microphone true', 'audio false']);
  });

  it('may have others in it, who are neither heard nor believed', async () => {
    await start();
    types();
    daily.tell('participant-joined', {participant: person});
    daily.tell('track-started', {participant: person, track: daily.track});
    const data = {label: 'rtvi-ai', type: 'bot-llm-started', id: '1'};
    daily.tell('app-message', {data, fromId: person.session_id});
    daily.tell('app-message', {data});
    daily.tell('participant-left', {participant: person});
    expect(types()).to.deep.equal([]);
    daily.tell('app-message', {data, fromId: 'bot-1'});
    expect(types()).to.deep.equal(['response-started']);
  });

  it('keeps what the bot says before it is seen', async () => {
    daily.botComes = false;
    const opened = start();
    await until(() => daily.done.includes('audio false'));
    const say = (fromId: string): DailyEvent => ({
      data: {label: 'rtvi-ai', type: 'bot-llm-started', id: '1'},
      fromId,
    });
    daily.tell('app-message', say(person.session_id));
    daily.tell('app-message', say('bot-1'));
    daily.come();
    await opened;
    expect(types()).to.deep.equal(['output', 'session-opened', 'response-started']);
  });

  it('is left before it is joined again', async () => {
    await start();
    let leave = () => {};
    daily.left = new Promise(resolve => (leave = resolve));
    session.stop('stopped');
    types();
    daily.done.length = 0;
    let isOpen = false;
    const opened = start().then(() => (isOpen = true));
    await until(() => daily.handlerCount === 0);
    expect([daily.done, isOpen]).to.deep.equal([[], false]);
    leave();
    await opened;
    expect(daily.done).to.deep.equal(['join', 'audio false']);
    expect(types()).to.deep.equal(['output', 'session-opened']);
  });

  it('is left once by a call that is stopped while it joins', async () => {
    daily.botComes = false;
    const first = rejection(start());
    await until(() => daily.done.includes('join'));
    daily.botComes = true;
    session.stop('stopped');
    await start();
    expect(await first).to.include({name: 'AbortError'});
    expect(daily.done.filter(name => name === 'leave')).to.have.lengthOf(1);
    expect(types()).to.deep.equal(['output', 'session-opened']);
  });

  it('is joined where promises are not those of the browser, as under zone.js', async () => {
    stub(window, 'Promise', class ZonePromise<T> extends Promise<T> {});
    const opened = start();
    restoreStubs();
    await opened;
    expect(types()).to.deep.equal(['output', 'session-opened']);
  });
});
