import {expect} from '@open-wc/testing';
import {LevelMeter} from '../../src/audio/level-meter.js';
import {settled} from '../helpers/clock.js';
import {nextFrame} from '../helpers/frames.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A level meter in a browser without sound for pages', () => {
  afterEach(restoreStubs);

  it('measures silence, and nothing fails', async () => {
    const sound = new Sound();
    let tries = 0;
    stub(globalThis, 'AudioContext', function () {
      tries++;
      throw new DOMException('', 'NotAllowedError');
    });
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      unhandled.push(event.reason);
    };
    window.addEventListener('unhandledrejection', note);
    const meter = new LevelMeter(() => sound.stream);
    expect(meter.level()).to.equal(0);
    await until(() => tries > 0);
    await settled();
    await nextFrame(); // The browser tells of it a little later.
    window.removeEventListener('unhandledrejection', note);
    expect(meter.level()).to.equal(0);
    expect(unhandled).to.deep.equal([]);
    meter.close();
    sound.stop();
  });
});
