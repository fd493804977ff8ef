import {expect} from '@open-wc/testing';
import {LevelMeter} from '../../src/audio/level-meter.js';
import {onFirstSound, trackSpeechEnd} from '../../src/audio/speech-timing.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('The edges of a sound', () => {
  let sound: Sound;
  let meter: LevelMeter;

  beforeEach(() => {
    sound = new Sound(0);
    meter = new LevelMeter(() => sound.stream);
  });

  afterEach(() => {
    restoreStubs();
    meter.close();
    sound.stop();
  });

  const loudness = (level: number) => {
    sound.volume = level;
    return performance.now();
  };
  const after = (ms: number) => {
    const began = performance.now();
    return until(() => performance.now() - began > ms);
  };

  for (const [room, noise] of [
    ['a quiet room', 0],
    ['a noisy room', 0.02],
  ] as const)
    it(`are found where the person stops talking in ${room}`, async () => {
      loudness(noise);
      const end = trackSpeechEnd(meter);
      loudness(0.5);
      await until(() => meter.level() > 0.5);
      await after(300);
      const stopped = loudness(noise);
      await after(300);
      expect(end()).to.be.within(stopped - 150, stopped + 150);
    });

  it('are found where a sound begins, once', async () => {
    const heard: number[] = [];
    onFirstSound(meter, at => heard.push(at));
    await after(200);
    expect(heard).to.deep.equal([]);
    const began = loudness(0.5);
    await until(() => heard.length > 0);
    expect(heard[0]).to.be.within(began, began + 200);
    await after(100);
    expect(heard).to.have.length(1);
  });

  it('are no longer reported once the listener is removed', async () => {
    const heard: number[] = [];
    onFirstSound(meter, at => heard.push(at))();
    loudness(0.5);
    await until(() => meter.level() > 0.5);
    await after(50);
    expect(heard).to.deep.equal([]);
  });

  it('are unknown in a hidden tab', async () => {
    stub(document, 'hidden', true);
    const heard: number[] = [];
    const end = trackSpeechEnd(meter);
    onFirstSound(meter, at => heard.push(at));
    loudness(0.5);
    await until(() => meter.level() > 0.5);
    await after(100);
    expect(end()).to.equal(undefined);
    expect(heard).to.deep.equal([]);
  });
});
