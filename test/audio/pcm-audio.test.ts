import {expect} from '@open-wc/testing';
import {PcmAudio} from '../../src/audio/pcm-audio.js';
import type {PlaybackReport} from '../../src/audio/worklets/messages.js';
import {restoreStubs, stub} from '../helpers/stub.js';

/** Stands in for a worklet: a node that reports what the test says. */
class Worklet extends GainNode {
  static made: Worklet[] = [];
  readonly port = {postMessage: () => {}, onmessage: null as ((event: object) => void) | null};

  constructor(context: BaseAudioContext) {
    super(context);
    Worklet.made.push(this);
  }

  reports(data: PlaybackReport): void {
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
    const nothing = () => {};
    audio = new PcmAudio({captured: nothing, playing: nothing, starved: nothing, ended: nothing});
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
