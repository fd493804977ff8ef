import {expect} from '@open-wc/testing';
import {Resampler} from '../../../src/audio/worklets/resampler.js';
import {strengthOf, tone} from '../../helpers/tones.js';

/** All of a sound through a resampler, in blocks as the audio thread has them. */
function resampled(sound: Float32Array, fromRate: number, toRate: number, blockLength = 128): Float32Array {
  const resampler = new Resampler(fromRate, toRate);
  const samples: number[] = [];
  for (let start = 0; start < sound.length; start += blockLength)
    samples.push(...resampler.process(sound.subarray(start, start + blockLength)));
  return Float32Array.from([...samples, ...resampler.flush()]);
}

const decibels = (amplitude: number) => 20 * Math.log10(amplitude + 1e-12);

describe('The resampler', () => {
  for (const [fromRate, toRate] of [
    [48_000, 24_000],
    [44_100, 24_000],
    [16_000, 24_000],
    [24_000, 48_000],
    [24_000, 44_100],
  ] as const) {
    it(`carries a voice from ${fromRate} to ${toRate} Hz unharmed`, () => {
      for (const frequency of [100, 1_000, 3_400, 6_500]) {
        const sound = resampled(tone(frequency, fromRate, 0.5), fromRate, toRate);
        expect(Math.abs(sound.length - toRate / 2)).to.be.at.most(2);
        const level = decibels(strengthOf(frequency, sound, toRate) / 0.5);
        expect(Math.abs(level), `${frequency} Hz`).to.be.below(0.2);
      }
    });
  }

  it('lets nothing fold back that the lower rate cannot carry', () => {
    for (const frequency of [13_500, 15_000, 18_000, 23_000]) {
      const sound = resampled(tone(frequency, 48_000, 0.5), 48_000, 24_000);
      expect(decibels(strengthOf(24_000 - frequency, sound, 24_000) / 0.5), `${frequency} Hz`).to.be.below(
        -60,
      );
    }
  });

  // As docs/transports.md has it.
  it('lets little fold back next to the edge of the band, and nothing from 12.5 kHz on', () => {
    const aliasOf = (frequency: number, fromRate: number) => {
      const sound = resampled(tone(frequency, fromRate, 0.5), fromRate, 24_000);
      return decibels(strengthOf(24_000 - frequency, sound, 24_000) / 0.5);
    };
    expect(aliasOf(12_240, 48_000)).to.be.closeTo(-43, 1);
    expect(aliasOf(12_240, 44_100)).to.be.closeTo(-50, 1);
    expect(aliasOf(12_500, 48_000)).to.be.below(-60);
  });

  it('leaves no image of low tones at a higher rate', () => {
    const sound = resampled(tone(3_000, 24_000, 0.5), 24_000, 48_000);
    expect(decibels(strengthOf(21_000, sound, 48_000) / 0.5)).to.be.below(-60);
  });

  it('gives the same however the sound is cut into blocks', () => {
    const sound = tone(440, 44_100, 0.2);
    const whole = resampled(sound, 44_100, 24_000, sound.length);
    for (const blockLength of [1, 7, 128, 1_000])
      expect([...resampled(sound, 44_100, 24_000, blockLength)]).to.deep.equal([...whole]);
  });

  it('keeps silence silent, and equal rates untouched', () => {
    expect(resampled(new Float32Array(4_800), 48_000, 24_000).every(sample => sample === 0)).to.equal(true);
    const sound = tone(440, 24_000, 0.1);
    expect([...resampled(sound, 24_000, 24_000)]).to.deep.equal([...sound]);
  });
});
