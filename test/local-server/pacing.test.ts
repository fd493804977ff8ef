import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {frameSamples} from '../../local-server/audio/format.js';
import {Pacer} from '../../local-server/call/pacer.js';
import type {WireEvent} from '../../local-server/engine/events.js';
import {PacedPlayback} from '../../local-server/engine/playback.js';
import {SentenceSplitter, wordGroups} from '../../local-server/engine/sentences.js';
import {VirtualClock} from './helpers/virtual-clock.js';

describe('Pacer', () => {
  it('ticks 50 times a second without drift, though every timer is late', async () => {
    const clock = new VirtualClock();
    let ticks = 0;
    const late = {
      now: () => clock.now(),
      after: (ms: number, action: () => void) => clock.after(ms + 3.7, action),
    };
    const pacer = new Pacer(late, () => ticks++);
    await clock.advance(10_000);
    assert.ok(Math.abs(ticks - 500) <= 1, `${ticks} ticks`);
    pacer.stop();
    await clock.advance(1000);
    assert.ok(ticks <= 501);
  });

  it('catches up after a short stall, and begins anew after a long one', async () => {
    const clock = new VirtualClock();
    let ticks = 0;
    let stall = 0;
    const stalling = {
      now: () => clock.now(),
      after: (ms: number, action: () => void) => clock.after(ms + stall, action),
    };
    const pacer = new Pacer(stalling, () => ticks++);
    stall = 100;
    await clock.advance(1000);
    assert.ok(Math.abs(ticks - 50) <= 6, `${ticks} ticks`);
    stall = 5000;
    await clock.advance(200);
    stall = 0;
    ticks = 0;
    await clock.advance(5000);
    assert.ok(ticks < 20, `a burst of ${ticks}`);
    pacer.stop();
  });
});

describe('PacedPlayback', () => {
  const sound = (frames: number) => new Int16Array(frames * frameSamples).fill(100);

  it('plays one answer after the other, and says when each begins and ends', () => {
    const events: WireEvent[] = [];
    const playback = new PacedPlayback(event => events.push(event));
    playback.write('r1', 'i1', sound(1.5));
    playback.finish('r1');
    playback.write('r2', 'i2', sound(1));
    playback.finish('r2');
    const frames = Array.from({length: 5}, () => playback.next());
    assert.equal(frames.filter(Boolean).length, 3);
    assert.deepEqual(
      events.map(event => [event.type.replace('output_audio_buffer.', ''), event.response_id]),
      [
        ['started', 'r1'],
        ['stopped', 'r1'],
        ['started', 'r2'],
        ['stopped', 'r2'],
      ],
    );
    assert.equal(playback.playing, false);
  });

  it('waits for a late synthesizer without ending the answer', () => {
    const events: WireEvent[] = [];
    const playback = new PacedPlayback(event => events.push(event));
    playback.write('r1', 'i1', sound(1));
    assert.ok(playback.next());
    assert.equal(playback.next(), undefined);
    playback.write('r1', 'i1', sound(1));
    assert.ok(playback.next());
    assert.equal(events.length, 1);
  });

  it('tells how much was heard of what is cut', () => {
    const playback = new PacedPlayback(() => {});
    playback.write('r1', 'i1', sound(10));
    playback.next();
    playback.next();
    playback.write('r2', 'i2', sound(5));
    assert.deepEqual(
      playback.clear().map(cut => [cut.itemId, cut.playedMs, cut.totalMs]),
      [
        ['i1', 40, 200],
        ['i2', 0, 100],
      ],
    );
    assert.equal(playback.next(), undefined);
  });
});

describe('sentences', () => {
  it('come out as soon as they are complete', () => {
    const splitter = new SentenceSplitter();
    assert.deepEqual(splitter.push('Hello'), []);
    assert.deepEqual(splitter.push(' there. How are'), ['Hello there. ']);
    assert.deepEqual(splitter.push(' you? Fine! '), ['How are you? ', 'Fine! ']);
    assert.deepEqual(splitter.push('It costs 3.50 at Dr. Who, e.g. today'), []);
    assert.equal(splitter.flush(), 'It costs 3.50 at Dr. Who, e.g. today');
    assert.equal(splitter.flush(), undefined);
  });

  it('are found where no spaces are', () => {
    assert.deepEqual(new SentenceSplitter().push('你好。我是助手。再'), ['你好。', '我是助手。']);
  });

  it('are streamed in a few words at a time, which join to the whole', () => {
    const text = ' One two  three four five. 你好我是本地语音助手 end ';
    assert.equal(wordGroups(text).join(''), text);
    assert.ok(wordGroups(text).length > 2);
  });
});
