import {expect} from '@open-wc/testing';
import {JitterBuffer} from '../../../src/audio/worklets/jitter-buffer.js';
import {maxStep, pcmTone} from '../../helpers/tones.js';

const rate = 24_000;
/** Of a tone of 440 Hz at half of full scale: what steps further is a click. */
const smooth = (2 * Math.PI * 440 * 0.5) / rate + 0.01;

/** A buffer, what it told, and what it played. */
class Player {
  readonly told: string[] = [];
  readonly played: number[] = [];
  readonly buffer = new JitterBuffer(rate, (state, id, samples) =>
    this.told.push(`${state} ${id} ${samples}`),
  );
  #sent = 0;

  /** Pushes the next milliseconds of an endless tone. */
  push(id: number, ms: number): void {
    const from = this.#sent;
    this.#sent += (ms * rate) / 1000;
    this.buffer.push(id, pcmTone(440, rate, this.#sent / rate).subarray(from));
  }

  play(ms: number): Float32Array {
    const sound: number[] = [];
    const block = new Float32Array(48);
    for (let passed = 0; passed < ms; passed += 2) {
      this.buffer.read(block);
      sound.push(...block);
    }
    this.played.push(...sound);
    return Float32Array.from(sound);
  }
}

const loudness = (sound: Float32Array) =>
  Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);

describe('The jitter buffer', () => {
  let player: Player;
  beforeEach(() => (player = new Player()));
  const clicks = () => maxStep(Float32Array.from(player.played)) > smooth;

  it('waits until enough is there, then plays all of it', () => {
    player.push(1, 80);
    expect(loudness(player.play(40))).to.equal(0);
    player.push(1, 120);
    player.buffer.complete(1);
    player.play(240);
    expect(player.told).to.deep.equal(['playing 1 0', 'ended 1 4800']);
    expect(player.played.filter(sample => sample !== 0).length).to.be.within(4_700, 4_800);
    expect(clicks()).to.equal(false);
  });

  it('does not wait for more of a chunk that is complete', () => {
    player.push(1, 20);
    player.buffer.complete(1);
    expect(loudness(player.play(10))).to.be.above(0.05);
  });

  it('gives the samples back as they came, but for the fading ends', () => {
    player.push(1, 300);
    player.buffer.complete(1);
    const sound = player.play(300);
    const sent = pcmTone(440, rate, 0.3);
    for (let index = 200; index < 7_000; index++) expect(sound[index]).to.equal(sent[index]! / 32_768);
  });

  it('fades out when it runs dry, says so, and swells again when there is enough', () => {
    player.push(1, 150);
    player.play(200);
    expect(player.told).to.deep.equal(['playing 1 0', 'starved 1 3600']);
    player.push(1, 60);
    expect(loudness(player.play(20))).to.equal(0);
    player.push(1, 200);
    expect(loudness(player.play(50))).to.be.above(0.2);
    expect(player.told.at(-1)).to.equal('playing 1 3600');
    expect(clicks()).to.equal(false);
  });

  it('does not click where chunks meet, whatever stands at their ends', () => {
    const loud = new Int16Array(2_400).fill(20_000);
    player.buffer.push(1, loud);
    player.buffer.push(
      2,
      loud.map(sample => -sample),
    );
    player.buffer.complete(1);
    player.buffer.complete(2);
    player.play(220);
    expect(maxStep(Float32Array.from(player.played))).to.be.below(0.02);
    expect(player.told).to.deep.equal(['playing 1 0', 'ended 1 2400', 'playing 2 0', 'ended 2 2400']);
  });

  it('is silent within five milliseconds of a cut, without a click, and drops what waits', () => {
    player.push(1, 500);
    player.push(2, 500);
    player.play(100);
    player.buffer.cut();
    player.play(6);
    expect(loudness(player.play(300))).to.equal(0);
    expect(player.told).to.deep.equal(['playing 1 0', 'ended 2 0', 'ended 1 2520']);
    expect(clicks()).to.equal(false);
  });

  it('forgets a chunk that was cut before it began, and plays the next', () => {
    player.push(1, 20);
    player.play(10);
    player.buffer.cut();
    player.push(2, 200);
    player.play(50);
    expect(player.told).to.deep.equal(['ended 1 0', 'playing 2 0']);
  });

  it('waits longer after it ran dry, and less again when the network is steady', () => {
    const first = player.buffer.depth;
    player.push(1, 120);
    player.play(140);
    const afterUnderrun = player.buffer.depth;
    expect(afterUnderrun).to.be.above(first);
    player.buffer.complete(1);
    player.play(10);
    for (let id = 2; id < 30; id++) {
      player.push(id, 700);
      player.play(100);
      player.push(id, 100);
      player.buffer.complete(id);
      player.play(720);
    }
    expect(player.buffer.depth).to.be.below(afterUnderrun).and.at.least(0.06);
  });

  it('never waits longer than a person would', () => {
    for (let id = 1; id < 20; id++) {
      player.push(id, 700);
      player.play(800);
      player.buffer.complete(id);
      player.play(10);
    }
    expect(player.buffer.depth).to.be.at.most(0.6);
  });

  it('plays through a network that is late by up to 100 ms with few gaps and no clicks', () => {
    // Chunks of 100 ms, made a little faster than they are played, each late by its own part of 100 ms.
    const late = Array.from({length: 100}, (_, index) => ((index * 37) % 100) / 1);
    let arrives = 0;
    const arrivals = late.map((ms, index) => (arrives = Math.max(arrives, index * 95 + ms)));
    for (let time = 0, next = 0; time < 10_500; time += 2) {
      for (; next < arrivals.length && arrivals[next]! <= time; next++) player.push(1, 100);
      if (next === arrivals.length) player.buffer.complete(1);
      player.play(2);
    }
    expect(player.told.filter(line => line.startsWith('starved')).length).to.be.at.most(2);
    expect(player.told.at(-1)).to.equal('ended 1 240000');
    expect(clicks()).to.equal(false);
  });
});
