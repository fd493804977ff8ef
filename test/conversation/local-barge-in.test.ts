import {expect} from '@open-wc/testing';
import '../../src/conversation/call/barge-in.js'; // Loaded during a call; here it must not come late.
import type {VoiceMetricsEvent} from '../../src/events/metrics.js';
import {Clock} from '../helpers/clock.js';
import {record} from '../helpers/recorded.js';
import {Rig} from '../helpers/rig.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** WebKit keeps a volume in the scale of its sound system, and so rounds it. */
const tolerance = 1e-3;

/** Stands in for the worklet: a node of two inputs that hears a voice when the test says so. */
class Detector extends ChannelMergerNode {
  static made: Detector[] = [];
  readonly told: string[] = [];
  readonly port = {
    onmessage: null as ((event: object) => void) | null,
    postMessage: (command: string) => void this.told.push(command),
  };

  constructor(context: BaseAudioContext) {
    super(context, {numberOfInputs: 2});
    Detector.made.push(this);
  }

  hears(): void {
    const {currentTime} = this.context;
    stub(this.context, 'currentTime', currentTime); // Or it might go on before it is read.
    this.port.onmessage!({data: {spoken: 0.04, time: currentTime}});
  }
}

describe('A user who talks over the assistant, heard by the page itself', () => {
  let rig: Rig;
  let clock: Clock;
  let assistant: Sound;
  /** How often the worklet was loaded. */
  let loaded: number;
  const metrics: VoiceMetricsEvent[] = [];

  /** A call in which the assistant speaks. */
  async function speaking(options: ConstructorParameters<typeof Rig>[0] = {}): Promise<Detector> {
    rig = new Rig(options);
    record(rig.conversation, metrics, 'voice-metrics');
    await rig.conversation.start();
    rig.session.says({type: 'output', stream: assistant.stream});
    clock = new Clock();
    rig.session.speaks();
    await until(() => Detector.made.length, 'the page listens');
    return Detector.made[0]!;
  }

  beforeEach(() => {
    metrics.length = Detector.made.length = 0;
    assistant = new Sound();
    loaded = 0;
    stub(AudioWorklet.prototype, 'addModule', async () => void loaded++);
    stub(window, 'AudioWorkletNode', Detector);
  });
  afterEach(() => {
    rig.end();
    assistant.stop();
    restoreStubs();
  });

  it('makes it quiet at once', async () => {
    const detector = await speaking();
    detector.hears();
    await clock.pass(20);
    expect(rig.audio.volume).to.be.closeTo(0.15, tolerance);
    expect(rig.snapshot.phase).to.equal('speaking');
  });

  it('lets it come back, smoothly, when the server does not hear them', async () => {
    const detector = await speaking();
    detector.hears();
    await clock.pass(640);
    expect(rig.audio.volume).to.be.closeTo(0.15, tolerance);
    await clock.pass(100);
    expect(rig.audio.volume).to.be.within(0.3, 0.8);
    await clock.pass(150);
    expect(rig.audio.volume).to.equal(1);
    expect(detector.told.at(-1)).to.equal('dismiss');
  });

  it('cuts it when the server hears them, too, and the next answer is as loud as ever', async () => {
    const detector = await speaking();
    detector.hears();
    await clock.pass(200);
    rig.session.says({type: 'speech-started'});
    expect([rig.audio.muted, rig.audio.volume]).to.deep.equal([true, 1]);
    await clock.pass(1_000);
    rig.session.says({type: 'speech-stopped'}, {type: 'input-committed'});
    rig.session.speaks('next', 'Yes?');
    expect([rig.audio.muted, rig.audio.volume]).to.deep.equal([false, 1]);
    expect(detector.told).not.to.include('dismiss');
  });

  it('listens anew where the answer ends by itself and another one follows at once', async () => {
    const detector = await speaking();
    detector.hears();
    await clock.pass(100);
    rig.session.says(
      {type: 'response-finished', responseId: 'response-answer', status: 'completed', audible: true},
      {type: 'playback-stopped', cut: false},
    );
    expect(detector.told.at(-1)).to.equal('restart');
    expect(rig.audio.volume).to.equal(1);
  });

  it('keeps the loudness that the person chose', async () => {
    const detector = await speaking({volume: 0.8});
    detector.hears();
    await clock.pass(100);
    expect(rig.audio.volume).to.be.closeTo(0.12, tolerance);
    void rig.conversation.configure({session: rig.session, volume: 0.4});
    expect(rig.audio.volume).to.be.closeTo(0.06, tolerance);
    await clock.pass(1_000);
    expect(rig.audio.volume).to.be.closeTo(0.4, tolerance);
  });

  it('is told as the time from their first sound to a quiet assistant', async () => {
    const detector = await speaking();
    detector.hears();
    await clock.pass(300);
    rig.session.says(
      {type: 'speech-started'},
      {
        type: 'response-finished',
        responseId: 'response-answer',
        status: 'cancelled',
        audible: true,
        usage: {inputTokens: 1, outputTokens: 1, totalTokens: 2},
      },
    );
    expect(metrics.map(({bargeInMs}) => bargeInMs).filter(Boolean)).to.deep.equal([55]);
  });

  it('changes nothing while the assistant is only thinking', async () => {
    const detector = await speaking();
    rig.session.says({type: 'playback-stopped', cut: false}, {type: 'response-started', responseId: 'two'});
    expect(rig.snapshot).to.include({phase: 'thinking', playing: false});
    detector.hears();
    await clock.pass(50);
    expect(rig.audio.volume).to.equal(1);
    expect(detector.told.at(-1)).to.equal('restart');
  });

  it('is not listened for while the microphone is muted, and not any more when the call has ended', async () => {
    const detector = await speaking();
    rig.conversation.mute();
    detector.hears();
    await clock.pass(50);
    expect(rig.audio.volume).to.equal(1);
    rig.conversation.stop();
    expect(detector.port.onmessage).to.equal(null);
    const closed = async () => {
      await clock.pass(10);
      return detector.context.state === 'closed';
    };
    await until(closed, 'the detector is closed');
    expect(clock.running).to.equal(0);
  });

  for (const [options, loads] of [
    [{bargeIn: 'off'}, 0],
    [{turnDetection: 'push-to-talk'}, 0],
    [{}, 1],
  ] as const)
    it(`is ${loads ? '' : 'not '}listened for with ${JSON.stringify(options)}`, async () => {
      rig = new Rig(options);
      await rig.conversation.start();
      clock = new Clock();
      rig.session.says({type: 'output', stream: assistant.stream});
      rig.session.speaks();
      // Many more turns than the loading of modules takes.
      for (let turn = 0; turn < 50; turn++) await clock.pass(100);
      expect(loaded).to.equal(loads);
    });
});
