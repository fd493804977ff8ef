import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {frameMs, frameSamples} from '../../local-server/audio/format.js';
import {rms} from '../../local-server/audio/level.js';
import {VoiceActivityDetector} from '../../local-server/engine/voice-activity.js';
import {renderSpeech} from '../../local-server/speech-wav.js';

interface Turn {
  startMs: number;
  endMs: number;
}

/** Repeatable noise: a test must not depend on luck. */
function noise(length: number, level: number): Float32Array {
  let state = 12_345;
  return Float32Array.from({length}, () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state / 0x3fffffff - 1) * level * 32_767 * Math.sqrt(3);
  });
}

function turnsIn(sound: Int16Array, noiseLevel = 0, gain = 1, silenceMs = 500): Turn[] {
  const detector = new VoiceActivityDetector({threshold: 0.5, silenceMs});
  const hiss = noise(sound.length, noiseLevel);
  const turns: Turn[] = [];
  for (let start = 0; start + frameSamples <= sound.length; start += frameSamples) {
    const frame = Int16Array.from(sound.subarray(start, start + frameSamples), (sample, index) =>
      Math.max(-32_768, Math.min(32_767, sample * gain + hiss[start + index]!)),
    );
    const change = detector.push(rms(frame));
    const atMs = (start / frameSamples) * frameMs;
    if (change === 'started') turns.push({startMs: atMs, endMs: Infinity});
    if (change === 'stopped') turns.at(-1)!.endMs = atMs;
  }
  return turns;
}

describe('VoiceActivityDetector', () => {
  let recording: Int16Array;
  let sentenceMs: number;

  before(async () => {
    const sentence = {
      text: 'Hello there, I would like to know what the weather is going to be like tomorrow.',
    };
    sentenceMs = ((await renderSpeech([sentence])).length / frameSamples) * frameMs;
    recording = await renderSpeech([
      {silenceMs: 2000},
      sentence,
      {silenceMs: 2000},
      sentence,
      {silenceMs: 2000},
    ]);
  });

  for (const [what, level, gain] of [
    ['silence', 0, 1],
    ['a quiet room', 0.001, 1],
    ['a loud room', 0.01, 1],
    ['a quiet voice', 0.0005, 0.1],
  ] as const) {
    it(`finds two whole turns in ${what}`, () => {
      const turns = turnsIn(recording, level, gain);
      assert.equal(turns.length, 2, JSON.stringify(turns));
      const [first, second] = turns as [Turn, Turn];
      assert.ok(Math.abs(first.startMs - 2000) < 250, `first began at ${first.startMs}`);
      const end = 2000 + sentenceMs + 500;
      assert.ok(
        first.endMs > end - 500 && first.endMs < end + 300,
        `first ended at ${first.endMs}, not ${end}`,
      );
      assert.ok(Math.abs(second.startMs - (4000 + sentenceMs)) < 250, `second began at ${second.startMs}`);
    });
  }

  it('takes steady noise for the room, however loud it is from the beginning', () => {
    assert.deepEqual(turnsIn(new Int16Array(48_000 * 5), 0.008), []);
  });

  it('gets used to noise that begins suddenly', () => {
    const sound = new Int16Array(48_000 * 20);
    sound.set(Int16Array.from(noise(48_000 * 17, 0.004)), 48_000 * 3);
    const turns = turnsIn(sound);
    assert.ok(turns.length <= 1);
    assert.ok(
      turns.every(turn => turn.endMs < 16_000),
      JSON.stringify(turns),
    );
  });

  it('does not end a turn in a pause shorter than asked for', async () => {
    const halves = await renderSpeech([
      {silenceMs: 1000},
      {text: 'One moment'},
      {silenceMs: 400},
      {text: 'please'},
      {silenceMs: 2000},
    ]);
    assert.equal(turnsIn(halves, 0.001, 1, 700).length, 1);
    assert.equal(turnsIn(halves, 0.001, 1, 200).length, 2);
  });
});
