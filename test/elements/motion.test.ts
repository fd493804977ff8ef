import {expect} from '@open-wc/testing';
import {Motion} from '../../src/elements/voice-waveform/motion.js';
import {initialSnapshot, type Snapshot} from '../../src/state/snapshot.js';

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
      return [motion.time, motion.weights.listening, ...motion.person];
    };
    const fast = run(120);
    for (const [index, value] of run(60).entries()) expect(value).to.be.closeTo(fast[index]!, 0.001);
  });

  const levels = {input: new FakeMeter(), output: new FakeMeter()} as never;
  const speaking = {...initialSnapshot, phase: 'speaking'} as const;

  it('follows both voices within two frames, whichever is measured first', () => {
    for (const waited of [0, 1]) {
      const meters = {input: new FakeMeter(), output: new FakeMeter()};
      const motion = new Motion();
      for (let frame = 0; frame < waited; frame++) motion.step(speaking, meters as never, 1 / 60);
      meters.input.loudness = meters.output.loudness = 1;
      for (let frame = 0; frame < 2; frame++) motion.step(speaking, meters as never, 1 / 60);
      expect(motion.person[0], 'the person').to.be.greaterThan(0.3);
      expect(motion.assistant[0], 'the assistant').to.be.greaterThan(0.3);
    }
  });

  it('has forgotten what it heard once it has rested, or nothing measures', () => {
    const pauses: Record<string, (motion: Motion) => void> = {
      rested: motion => motion.rest(initialSnapshot),
      'not measured': motion => motion.step(initialSnapshot, null, 1),
    };
    for (const [name, pause] of Object.entries(pauses))
      for (const heard of [8, 9]) {
        const meters = {input: new FakeMeter(), output: new FakeMeter()};
        meters.input.loudness = meters.output.loudness = 1;
        const motion = new Motion();
        for (let frame = 0; frame < heard; frame++) motion.step(speaking, meters as never, 1 / 60);
        meters.input.loudness = meters.output.loudness = 0;
        pause(motion);
        motion.step(speaking, meters as never, 1 / 60);
        expect(motion.person[0], `the person, ${name}`).to.be.below(0.01);
        expect(motion.assistant[0], `the assistant, ${name}`).to.be.below(0.01);
      }
  });

  it('is calm while the person may speak and does not, once it has come to that', () => {
    const meters = {input: new FakeMeter(), output: new FakeMeter()};
    const motion = new Motion();
    const step = (change: Partial<Snapshot>, seconds = 1) => {
      for (let frame = 0; frame < seconds * 60; frame++)
        motion.step({...initialSnapshot, ...change}, meters as never, 1 / 60);
      return motion.isCalm;
    };
    expect(motion.isCalm).to.equal(false);
    step({phase: 'thinking'});
    expect(step({phase: 'listening'}, 0.1), 'on its way').to.equal(false);
    expect(step({phase: 'listening'}), 'listening').to.equal(true);
    expect(step({phase: 'listening', muted: true}), 'muted').to.equal(true);
    for (const phase of ['connecting', 'thinking', 'speaking', 'reconnecting'] as const)
      expect(step({phase}), phase).to.equal(false);
    step({phase: 'listening'});
    for (const side of ['input', 'output'] as const) {
      meters[side].loudness = 0.5;
      expect(step({phase: 'listening'}, 2 / 60), side).to.equal(false);
      meters[side].loudness = 0;
      expect(step({phase: 'listening'}), `after ${side}`).to.equal(true);
    }
  });

  it('goes from state to state without going beyond, and is there within half a second', () => {
    const motion = new Motion();
    motion.rest(speaking);
    for (let frame = 0; frame < 30; frame++) {
      motion.step({...initialSnapshot, phase: 'thinking'}, levels, 1 / 60);
      const {speaking, thinking} = motion.weights;
      expect(speaking + thinking).to.be.closeTo(1, 1e-9);
      expect(thinking).to.be.within(0, 1);
    }
    expect(motion.weights.thinking).to.be.greaterThan(0.99);
  });

  it('dips once when the assistant is interrupted, also where that is told later, and not when it has said all', () => {
    const turn = {id: 'a', role: 'assistant', text: 'For shade', final: true, interrupted: true} as const;
    const dips = (change: Partial<Snapshot>, later: Partial<Snapshot> = change) => {
      const motion = new Motion();
      motion.rest(speaking);
      motion.step(speaking, levels, 1 / 60);
      const depths = Array.from({length: 24}, (_, frame) => {
        const phase = 'listening' as const;
        motion.step({...initialSnapshot, phase, ...(frame < 6 ? change : later)}, levels, 1 / 60);
        return motion.dip;
      });
      return {deepest: Math.max(...depths), last: depths.at(-1)!};
    };
    expect(dips({}).deepest).to.equal(0);
    // Both may speak at once.
    expect(dips({userSpeaking: true}).deepest).to.equal(0);
    for (const dip of [
      dips({turns: [turn]}),
      dips({}, {turns: [turn]}),
      dips({muted: true, turns: [turn]}),
    ]) {
      expect(dip.deepest).to.be.greaterThan(0.9);
      expect(dip.last).to.be.closeTo(0, 1e-9);
    }
  });
});
