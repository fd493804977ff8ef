import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Framer} from '../../local-server/audio/framer.js';
import {concatenate, frameSamples} from '../../local-server/audio/format.js';
import {LevelHistory, rms} from '../../local-server/audio/level.js';
import {resample, Resampler} from '../../local-server/audio/resampler.js';
import {decodeWav, encodeWav} from '../../local-server/audio/wav.js';

function tone(frequency: number, rate: number, seconds = 1, amplitude = 16_000): Int16Array {
  return Int16Array.from({length: rate * seconds}, (_, index) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequency * index) / rate)),
  );
}

/** Amplitude of one frequency, by correlation under a Hann window. */
function amplitudeAt(pcm: Int16Array, frequency: number, rate: number): number {
  let real = 0;
  let imaginary = 0;
  let weight = 0;
  for (const [index, sample] of pcm.entries()) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / pcm.length);
    real += window * sample * Math.cos((2 * Math.PI * frequency * index) / rate);
    imaginary += window * sample * Math.sin((2 * Math.PI * frequency * index) / rate);
    weight += window;
  }
  return (2 * Math.hypot(real, imaginary)) / weight;
}

function decibels(ratio: number): number {
  return 20 * Math.log10(Math.max(ratio, 1e-9));
}

describe('Resampler', () => {
  for (const [from, to] of [
    [22_050, 48_000],
    [24_000, 48_000],
    [48_000, 16_000],
    [48_000, 24_000],
  ] as const) {
    it(`keeps a 1 kHz tone from ${from} to ${to} Hz, in level, length and place`, () => {
      const output = resample(tone(1000, from), from, to);
      assert.ok(Math.abs(output.length - to) <= 3, `length ${output.length}`);
      const middle = output.subarray(to / 10, (to * 9) / 10);
      assert.ok(Math.abs(decibels(amplitudeAt(middle, 1000, to) / 16_000)) < 0.1);
      const expected = tone(1000, to);
      const error = Int16Array.from(middle, (sample, index) => sample - expected[index + to / 10]!);
      assert.ok(decibels(rms(error) / rms(middle)) < -60, `error ${decibels(rms(error) / rms(middle))} dB`);
    });
  }

  it('keeps images below -60 dB', () => {
    for (const frequency of [200, 1000, 4000, 8000, 9500]) {
      const output = resample(tone(frequency, 22_050), 22_050, 48_000).subarray(4800, 43_200);
      const original = amplitudeAt(output, frequency, 48_000);
      assert.ok(Math.abs(decibels(original / 16_000)) < 0.5, `${frequency} Hz passes`);
      for (const image of [22_050 - frequency, 22_050 + frequency]) {
        const level = decibels(amplitudeAt(output, image, 48_000) / original);
        assert.ok(level < -60, `image of ${frequency} Hz at ${image} Hz: ${level.toFixed(1)} dB`);
      }
    }
  });

  it('keeps aliases below -60 dB', () => {
    for (const frequency of [9000, 12_000, 15_000, 20_000]) {
      const output = resample(tone(frequency, 48_000), 48_000, 16_000).subarray(1600, 14_400);
      const level = decibels(rms(output) / rms(tone(frequency, 48_000)));
      assert.ok(level < -60, `${frequency} Hz leaves ${level.toFixed(1)} dB`);
    }
  });

  it('gives the same for chunks as for the whole', () => {
    const sound = tone(440, 22_050, 0.5);
    const resampler = new Resampler(22_050, 48_000);
    const chunks: Int16Array[] = [];
    for (let start = 0, size = 1; start < sound.length; start += size, size = (size * 7 + 3) % 997) {
      chunks.push(resampler.process(sound.subarray(start, start + size)));
    }
    chunks.push(resampler.flush());
    assert.deepEqual(concatenate(chunks), resample(sound, 22_050, 48_000));
  });
});

describe('WAV files', () => {
  it('are read as they were written', () => {
    const sound = tone(300, 16_000, 0.1);
    assert.deepEqual(decodeWav(encodeWav(sound, 16_000)), {pcm: sound, sampleRate: 16_000});
  });

  it('are refused when they are something else', () => {
    assert.throws(
      () => decodeWav(Buffer.from('<!doctype html><title>no sound at all</title>')),
      /not a WAV/u,
    );
  });
});

describe('Framer', () => {
  it('cuts chunks of any length into frames, and fills up the last', () => {
    const framer = new Framer();
    const sound = Int16Array.from({length: frameSamples * 2 + 10}, (_, index) => index + 1);
    const frames = [...framer.push(sound.subarray(0, 100)), ...framer.push(sound.subarray(100))];
    const last = framer.flush();
    assert.equal(frames.length, 2);
    assert.equal(last?.length, frameSamples);
    assert.deepEqual(concatenate([...frames, last]).subarray(0, sound.length), sound);
    assert.equal(framer.flush(), undefined);
  });
});

describe('LevelHistory', () => {
  it('stays bounded, and finds what is between two times', () => {
    const history = new LevelHistory(100);
    for (let at = 0; at < 1000; at++) history.add({at, rms: 0, missing: false});
    assert.ok(history.between().length <= 120);
    assert.deepEqual(
      history.between(990, 992).map(sample => sample.at),
      [990, 991, 992],
    );
  });
});
