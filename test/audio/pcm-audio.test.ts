import {expect} from '@open-wc/testing';
import {PcmAudio} from '../../src/audio/pcm-audio.js';
import type {PlaybackReport} from '../../src/audio/worklets/messages.js';
import {MicrophoneError} from '../../src/audio/microphone.js';
import {Clock} from '../helpers/clock.js';
import {rejection} from '../helpers/rejection.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const nothing = () => {};
const silentListener = {
  captured: nothing,
  playing: nothing,
  starved: nothing,
  ended: nothing,
  interrupted: nothing,
};

/** Stands in for a worklet: a node that reports what the test says. */
class Worklet extends GainNode {
  static made: Worklet[] = [];
  readonly posted: unknown[] = [];
  readonly port = {
    postMessage: (message: unknown) => void this.posted.push(message),
    onmessage: null as ((event: object) => void) | null,
  };

  constructor(context: BaseAudioContext) {
    super(context);
    Worklet.made.push(this);
  }

  reports(data: PlaybackReport | 'flushed'): void {
    this.port.onmessage!({data});
  }
}

const samplesASecond = 100;
const browsers = {
  'Firefox over PulseAudio': [
    'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    false,
  ],
  'Firefox on a Mac': [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0',
    true,
  ],
  'Chromium on Linux': [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
    true,
  ],
} as const;

describe('Sound as PCM', () => {
  let audio: PcmAudio;
  let asked: number;

  beforeEach(() => {
    asked = Worklet.made.length = 0;
    stub(window, 'AudioWorkletNode', Worklet);
    stub(BaseAudioContext.prototype, 'currentTime', 8);
    stub(AudioContext.prototype, 'baseLatency', 0.5);
    stub(AudioContext.prototype, 'outputLatency', undefined);
    Object.defineProperty(AudioContext.prototype, 'outputLatency', {
      configurable: true,
      get: () => {
        asked++;
        return 3;
      },
    });
    audio = new PcmAudio(silentListener);
    audio.start({input: samplesASecond, output: samplesASecond});
    audio.push(1, new Int16Array(10 * samplesASecond));
  });
  afterEach(() => {
    audio.close();
    restoreStubs();
  });

  for (const [browser, [userAgent, mayAsk]] of Object.entries(browsers)) {
    it(`${mayAsk ? 'counts what is still on its way to the speaker' : 'does not ask how long it takes to the speaker'}: ${browser}`, () => {
      stub(navigator, 'userAgent', userAgent);
      Worklet.made.at(-1)!.reports({state: 'playing', id: 1, played: 0, time: 0});
      expect(audio.cut()).to.deep.equal([{id: 1, heardMs: mayAsk ? 5_000 : 7_500}]);
      expect(asked > 0).to.equal(mayAsk);
    });
  }
});

describe('Sound as PCM that the system stops', () => {
  let audio: PcmAudio;
  let contexts: AudioContext[];
  let context: AudioContext;
  let states: string[];
  let told: boolean[];

  beforeEach(async () => {
    contexts = [];
    stub(
      globalThis,
      'AudioContext',
      class extends AudioContext {
        constructor(options?: AudioContextOptions) {
          super(options);
          contexts.push(this);
          this.addEventListener('statechange', () => states.push(this.state));
        }
      },
    );
    [states, told] = [[], []];
    audio = new PcmAudio({...silentListener, interrupted: interrupted => void told.push(interrupted)});
    context = contexts[0]!;
    await until(() => states.includes('running'));
    states.length = 0;
  });
  afterEach(() => {
    audio.close();
    restoreStubs();
  });

  /** The system lets nothing sound, as during a phone call. */
  function hold(): void {
    stub(context, 'resume', () => Promise.reject(new DOMException('', 'InvalidStateError')));
  }

  it('goes on at once where the system lets it, and nothing is told', async () => {
    await context.suspend();
    await until(() => states.at(-1) === 'running');
    expect(states).to.deep.equal(['suspended', 'running']);
    expect(told).to.deep.equal([]);
  });

  for (const [name, comeBack] of [
    ['pageshow', () => window.dispatchEvent(new Event('pageshow'))],
    ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['a tap', () => document.dispatchEvent(new Event('pointerup'))],
  ] as const)
    it(`is told to be interrupted after a moment, and goes on with ${name}`, async () => {
      const clock = new Clock();
      hold();
      await context.suspend();
      await until(() => states.length);
      await clock.pass(1_000);
      expect(told).to.deep.equal([]);
      await clock.pass(1_000);
      expect(told).to.deep.equal([true]);
      Reflect.deleteProperty(context, 'resume');
      comeBack();
      await until(() => told.length === 2);
      expect(told).to.deep.equal([true, false]);
    });

  it('tells nothing once it is closed, and leaves no timer', async () => {
    const clock = new Clock();
    hold();
    await context.suspend();
    await until(() => states.length);
    audio.close();
    expect(clock.running).to.equal(0);
    expect(told).to.deep.equal([]);
  });
});

describe('Sound as PCM from the microphone', () => {
  let audio: PcmAudio;
  let sound: Sound;

  beforeEach(async () => {
    Worklet.made.length = 0;
    stub(window, 'AudioWorkletNode', Worklet);
    stub(AudioWorklet.prototype, 'addModule', () => Promise.resolve());
    sound = new Sound();
    audio = new PcmAudio(silentListener);
    await audio.load();
  });
  afterEach(() => {
    audio.close();
    sound.stop();
    restoreStubs();
  });

  it('is flushed when the audio thread says so', async () => {
    const flushed = audio.flush();
    const [capture] = Worklet.made;
    expect(capture!.posted).to.deep.equal(['flush']);
    capture!.reports('flushed');
    await flushed;
  });

  it('is not waited for where the audio thread stands still', async () => {
    const clock = new Clock();
    let over = false;
    void audio.flush().then(() => (over = true));
    await clock.pass(50);
    expect(over).to.equal(false);
    await clock.pass(50);
    expect(over).to.equal(true);
    expect(clock.running).to.equal(0);
  });

  it('is refused as such where the browser does not take its rate', async () => {
    stub(
      globalThis,
      'MediaStreamAudioSourceNode',
      class {
        constructor() {
          throw new DOMException('Another sample rate', 'NotSupportedError');
        }
      },
    );
    expect(() => audio.setMicrophone(sound.track)).to.throw(MicrophoneError, 'unsupported');
    expect(await rejection(audio.load())).to.be.instanceOf(MicrophoneError);
  });
});
