import {expect} from '@open-wc/testing';
import {LevelMeter} from '../../../src/audio/level-meter.js';
import {Clock} from '../../helpers/clock.js';
import {allowing, FakeLiveCall} from '../../helpers/fake-live-call.js';
import {restoreStubs, stub} from '../../helpers/stub.js';

describe('The sound of GPT-Live', () => {
  let [clock, call] = [new Clock(), new FakeLiveCall()];
  restoreStubs();

  beforeEach(async () => {
    clock = new Clock();
    call = new FakeLiveCall();
    await call.open();
  });

  afterEach(() => {
    call.session.stop('stopped');
    expect(clock.running, 'timers that go on').to.equal(0);
    restoreStubs();
  });

  /** The assistant is audible for so long, as loud as voices are: never twice the same. */
  async function sounds(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      call.connection.level = 0.1 + (passed % 100) / 1_000;
      await clock.pass(50);
    }
  }

  async function isQuiet(ms: number): Promise<void> {
    call.connection.level = 0;
    await clock.pass(ms);
  }

  /** The words that were reported since this was last asked. */
  const words = () =>
    call.events.splice(0).flatMap(event => (event.type === 'turn-text' ? [event.text] : []));

  it('is told as it begins, and once it was quiet for 350 ms', async () => {
    await sounds(50);
    expect(call.events).to.deep.equal([{type: 'playback-started'}]);
    await sounds(3_000);
    await isQuiet(300);
    await sounds(100);
    expect(call.reported(), 'a pause between two words').to.deep.equal(['playback-started']);
    await isQuiet(349);
    expect(call.events).to.deep.equal([]);
    await isQuiet(1);
    expect(call.events).to.deep.equal([{type: 'playback-stopped', cut: false}]);
    await sounds(50);
    expect(call.events.at(-1)).to.deep.equal({type: 'playback-started'});
  });

  it('is no more than noise where it is that low, and over where its level stands still', async () => {
    call.connection.level = 0.005;
    await clock.pass(200);
    expect(call.events).to.deep.equal([]);
    call.connection.level = 0.3; // The last packet that came.
    await clock.pass(1_000);
    expect(call.reported()).to.deep.equal(['playback-started']);
    await clock.pass(400);
    expect(call.reported()).to.deep.equal(['playback-stopped']);
  });

  it('is over also where one of two levels stands still, and the other is that of noise', async () => {
    let frozen = 0.6; // Of a context that the system stopped in the middle of a word.
    stub(LevelMeter.prototype, 'level', () => frozen);
    for (let passed = 0; passed < 2_000; passed += 50) {
      call.connection.level = 0.001 + (passed % 100) / 100_000;
      await clock.pass(50);
    }
    expect(call.reported(), 'the meter stands still').to.deep.equal(['playback-started', 'playback-stopped']);
    call.connection.level = 0.3;
    for (let passed = 0; passed < 2_000; passed += 50) {
      frozen = 0.1 + (passed % 100) / 1_000;
      await clock.pass(50);
    }
    expect(call.reported(), 'no packet comes').to.deep.equal(['playback-started', 'playback-stopped']);
  });

  it('is told again once a connection that stood still goes on, or the microphone is there', async () => {
    await sounds(100);
    call.events.splice(0);
    const {listener} = call.connection;
    listener.stalled();
    await sounds(500);
    listener.resumed();
    await sounds(50);
    expect(call.reported()).to.deep.equal(['session-stalled', 'session-resumed', 'playback-started']);
    call.session.setMicrophone(null);
    await isQuiet(350);
    expect(call.reported(), 'quiet in that moment').to.deep.equal(['playback-started', 'playback-stopped']);
    call.session.setMicrophone(null);
    await isQuiet(350);
    expect(call.reported()).to.deep.equal([]);
  });

  it('is stopped by telling the model, silently', async () => {
    await sounds(100);
    call.session.interrupt();
    expect(call.connection.sent).to.have.length(1);
    const [event] = call.connection.sent;
    expect(event).to.include({type: 'session.thinking.append', delegation_id: null});
    expect(event!.content).to.match(/Stop speaking/);
  });

  it('is stopped here also where the page may not tell the model', async () => {
    await call.open(allowing());
    await sounds(100);
    call.events.splice(0);
    call.session.interrupt();
    await sounds(1_000);
    expect(call.connection.sent).to.deep.equal([]);
    expect(call.events).to.deep.equal([]);
  });

  it('is not heard after Stop, until it was quiet', async () => {
    await sounds(100);
    call.events.splice(0);
    call.session.interrupt();
    await sounds(3_000);
    await isQuiet(300);
    await sounds(300);
    expect(call.events, 'it was not quiet for long enough').to.deep.equal([]);
    await isQuiet(350);
    await sounds(50);
    expect(call.events).to.deep.equal([{type: 'playback-started'}]);
  });

  it('is heard again where it goes on for five seconds all the same', async () => {
    await sounds(100);
    call.events.splice(0);
    call.session.interrupt();
    await sounds(5_000);
    expect(call.events).to.deep.equal([]);
    await sounds(50);
    expect(call.events).to.deep.equal([{type: 'playback-started'}]);
  });

  it('leaves no words while it is not heard; the next ones are shown, as another turn', async () => {
    await sounds(100);
    call.speaks('Once upon a time', 0, 900);
    await sounds(50);
    expect(words()).to.deep.equal(['Once upon a time']);
    call.session.interrupt();
    expect(words(), 'the turn is over').to.deep.equal(['Once upon a time']);
    call.speaks(' there was a fox', 900, 1_800);
    await sounds(200);
    call.speaks(' who', 1_800, 1_900);
    expect(words()).to.deep.equal([]);
    await isQuiet(400);
    call.speaks('Yes?', 4_000, 4_300);
    await clock.pass(50);
    expect(words()).to.deep.equal(['Yes?']);
  });

  it('does not keep the words of the person from being shown meanwhile', async () => {
    await sounds(100);
    call.session.interrupt();
    await sounds(100);
    words();
    call.hears('Wait', 500, 800);
    await sounds(50);
    expect(words()).to.deep.equal(['Wait']);
  });

  it('is not followed once the call is over', async () => {
    await sounds(100);
    call.events.splice(0);
    call.session.stop('stopped');
    await isQuiet(1_000);
    expect(call.events).to.deep.equal([]);
  });
});
