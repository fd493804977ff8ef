import {expect} from '@open-wc/testing';
import {Motion} from '../../src/elements/voice-waveform/motion.js';
import {initialSnapshot} from '../../src/state/snapshot.js';

/** One side of a conversation, as loud as a test wants it. */
class FakeMeter {
  loudness = 0;
  bands(bands: Float32Array): void {
    for (let band = 0; band < bands.length; band++) bands[band] = this.loudness * (1 - band / bands.length);
  }
}

describe('Motion', () => {
  it('looks alike at 60 and at 120 frames a second', () => {
    const levels = {input: new FakeMeter(), output: new FakeMeter()};
    const run = (rate: number) => {
      const motion = new Motion();
      for (const loudness of [1, 0.2]) {
        levels.input.loudness = loudness;
        const snapshot = {...initialSnapshot, phase: 'listening'} as const;
        for (let frame = 0; frame < rate / 10; frame++) motion.step(snapshot, levels as never, 1 / rate);
      }
      return [motion.time, motion.phaseWeights.listening, ...motion.person];
    };
    const fast = run(120);
    for (const [index, value] of run(60).entries()) expect(value).to.be.closeTo(fast[index]!, 0.001);
  });
});
