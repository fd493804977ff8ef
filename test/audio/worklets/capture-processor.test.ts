import {expect} from '@open-wc/testing';
import type {CaptureProcessor as Processor} from '../../../src/audio/worklets/capture-processor.js';
import type {CaptureCommand, CapturedChunk} from '../../../src/audio/worklets/messages.js';
import {strengthOf, tone} from '../../helpers/tones.js';

/** Samples per second on the audio thread. */
const contextRate = 48_000;
const blockLength = 128;

describe('The capturing worklet', () => {
  let Capture: typeof Processor;
  let processor: Processor;
  let chunks: CapturedChunk[];
  let flushed: number;

  before(async () => {
    // What the audio thread has, and a page has not.
    Object.assign(globalThis, {
      sampleRate: contextRate,
      AudioWorkletProcessor: class {
        readonly port = {
          postMessage: (message: CapturedChunk | 'flushed') =>
            message === 'flushed' ? (flushed = chunks.length) : chunks.push(message),
          onmessage: null,
        };
      },
    });
    ({CaptureProcessor: Capture} = await import('../../../src/audio/worklets/capture-processor.js'));
  });

  after(() => {
    for (const name of ['sampleRate', 'AudioWorkletProcessor']) Reflect.deleteProperty(globalThis, name);
  });

  beforeEach(() => {
    chunks = [];
    flushed = 0;
    processor = new Capture();
  });

  function hear(sound: Float32Array): void {
    for (let start = 0; start + blockLength <= sound.length; start += blockLength)
      processor.process([[sound.subarray(start, start + blockLength)]]);
  }

  const tell = (data: CaptureCommand): void => {
    processor.port.onmessage!.call(processor.port, new MessageEvent('message', {data}));
  };
  const begin = (rate: number): void => tell({rate});
  const silence = (seconds: number) => new Float32Array(contextRate * seconds);
  const samplesOf = (heard: readonly CapturedChunk[]) =>
    Float32Array.from(
      heard.flatMap(({samples}) => [...samples]),
      sample => sample / 32_768,
    );
  const secondsOf = (heard: readonly CapturedChunk[], rate: number) => samplesOf(heard).length / rate;

  for (const rate of [24_000, 16_000, 48_000])
    it(`keeps what it hears until it knows the rate (${rate} Hz), and has caught up soon after`, () => {
      const sound = tone(440, contextRate, 2);
      hear(sound.subarray(0, contextRate));
      expect(chunks).to.deep.equal([]);
      begin(rate);
      hear(sound.subarray(contextRate));
      expect(secondsOf(chunks, rate)).to.be.within(1.9, 2);
      // One tone without a seam.
      expect(strengthOf(440, samplesOf(chunks), rate)).to.be.closeTo(0.5, 0.005);
      expect(strengthOf(880, samplesOf(chunks), rate)).to.be.below(0.001);
      // What is late comes first, and faster than it was said.
      const late = chunks.filter(chunk => chunk.late);
      expect(secondsOf(late, rate)).to.be.within(0.9, 1.15);
      expect(chunks.slice(0, late.length)).to.deep.equal(late);
    });

  it('is late with nothing where it knows the rate from the beginning', () => {
    begin(24_000);
    hear(tone(440, contextRate, 1));
    expect(secondsOf(chunks, 24_000)).to.be.within(0.9, 1);
    expect(chunks.some(({late}) => late)).to.equal(false);
  });

  it('keeps no more than ten seconds, the last ones', () => {
    hear(tone(440, contextRate, 4));
    hear(tone(660, contextRate, 10));
    begin(24_000);
    hear(silence(1));
    const heard = samplesOf(chunks.filter(({late}) => late));
    expect(heard.length / 24_000).to.be.within(9.5, 11);
    expect(strengthOf(660, heard, 24_000)).to.be.above(0.4);
    expect(strengthOf(440, heard.subarray(0, 24_000), 24_000)).to.be.below(0.01);
  });

  it('keeps nothing of the silence before the first sound', () => {
    hear(silence(3));
    begin(24_000);
    hear(tone(440, contextRate, 0.5));
    expect(secondsOf(chunks, 24_000)).to.be.within(0.4, 0.5);
    expect(chunks.some(({late}) => late)).to.equal(false);
  });

  it('posts what it has of a chunk when it is flushed, and goes on without a seam', () => {
    const sound = tone(440, contextRate, 1);
    begin(24_000);
    hear(sound.subarray(0, 60 * blockLength));
    const before = samplesOf(chunks).length;
    tell('flush');
    hear(sound.subarray(60 * blockLength, 61 * blockLength));
    // All but the half of the filter that waits for what comes next.
    expect(samplesOf(chunks).length).to.be.within(61 * 64 - 50, 61 * 64);
    expect(samplesOf(chunks).length).to.be.greaterThan(before + 64);
    expect(flushed).to.equal(chunks.length);
    hear(sound.subarray(61 * blockLength));
    expect(strengthOf(440, samplesOf(chunks), 24_000)).to.be.closeTo(0.5, 0.005);
    expect(strengthOf(880, samplesOf(chunks), 24_000)).to.be.below(0.001);
  });

  it('is flushed once it has caught up, and where there is nothing to post', () => {
    hear(tone(440, contextRate, 1));
    begin(24_000);
    tell('flush');
    hear(silence(0.5));
    expect(chunks.slice(0, flushed).filter(({late}) => late).length).to.equal(
      chunks.filter(({late}) => late).length,
    );
    flushed = 0;
    tell('flush');
    processor.process([[]]);
    tell('flush');
    processor.process([[]]);
    expect(flushed).to.equal(chunks.length);
  });

  it('posts nothing where nothing is connected', () => {
    begin(24_000);
    for (let block = 0; block < 100; block++) processor.process([[]]);
    expect(chunks).to.deep.equal([]);
  });
});
