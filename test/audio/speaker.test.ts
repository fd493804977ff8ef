import {expect} from '@open-wc/testing';
import {Speaker} from '../../src/audio/speaker.js';
import {restoreStubs, stub} from '../helpers/stub.js';

const refused = new DOMException('', 'NotAllowedError');

describe('A speaker', () => {
  let audio: HTMLAudioElement;
  let blocked: boolean[];
  let speaker: Speaker;
  /** How the browser answers the next `play()`. */
  let playing: () => Promise<void>;
  const answered = () => new Promise(resolve => setTimeout(resolve));

  beforeEach(() => {
    audio = new Audio();
    playing = () => Promise.resolve();
    stub(audio, 'play', () => playing());
    blocked = [];
    speaker = new Speaker(audio, now => blocked.push(now));
  });
  afterEach(() => {
    speaker.stop();
    restoreStubs();
  });

  it('plays a stream in place of the one before', () => {
    const [first, second] = [new MediaStream(), new MediaStream()];
    speaker.play(first);
    expect(speaker.stream).to.equal(first);
    speaker.play(second);
    expect(audio.srcObject).to.equal(second);
  });

  it('lets go of the stream', () => {
    speaker.play(new MediaStream());
    speaker.stop();
    expect(speaker.stream).to.equal(null);
    expect(audio.paused).to.equal(true);
  });

  it('is as loud as it is told, within bounds', () => {
    expect(speaker.volume).to.equal(1);
    for (const [asked, given] of [
      [0.25, 0.25],
      [0, 0],
      [7, 1],
      [-1, 0],
    ] as const) {
      speaker.volume = asked;
      expect(speaker.volume).to.equal(given);
      expect(audio.volume).to.equal(given);
    }
  });

  it('survives a loudness that is no number', () => {
    speaker.volume = NaN;
    expect(audio.volume).to.be.within(0, 1);
  });

  it('is silent at once, and lets sound through again', () => {
    speaker.volume = 0.5;
    speaker.silence();
    expect(audio.muted).to.equal(true);
    speaker.volume = 0.7;
    expect(audio.muted).to.equal(true);
    speaker.resume();
    expect(audio.muted).to.equal(false);
    expect(audio.volume).to.equal(0.7);
  });

  it('is turned down, not silenced, where the browser rounds the volume', () => {
    let rounded = 1;
    Object.defineProperty(audio, 'volume', {
      get: () => rounded,
      set: (volume: number) => (rounded = Math.fround(volume)),
    });
    speaker.volume = 0.8;
    speaker.duckingGain = 0.25;
    expect([rounded, audio.muted]).to.deep.equal([Math.fround(0.2), false]);
  });

  it('is turned down without forgetting how loud it is to be', () => {
    speaker.volume = 0.8;
    speaker.duckingGain = 0.25;
    expect(audio.volume).to.be.closeTo(0.2, 1e-6);
    speaker.volume = 0.4;
    expect(audio.volume).to.be.closeTo(0.1, 1e-6);
    speaker.duckingGain = 1;
    expect([speaker.volume, audio.volume, audio.muted]).to.deep.equal([0.4, 0.4, false]);
  });

  it('is muted instead where the browser leaves loudness to its buttons', () => {
    stub(audio, 'volume', 1);
    Object.defineProperty(audio, 'volume', {get: () => 1, set: () => {}, configurable: true});
    speaker.duckingGain = 0.15;
    expect(audio.muted).to.equal(true);
    speaker.duckingGain = 1;
    expect(audio.muted).to.equal(false);
  });

  it('is silent at no volume, also where the browser leaves loudness to its buttons', () => {
    Object.defineProperty(audio, 'volume', {get: () => 1, set: () => {}, configurable: true});
    speaker.volume = 0;
    expect(audio.muted).to.equal(true);
    speaker.resume();
    expect(audio.muted).to.equal(true);
    speaker.volume = 0.1;
    expect(audio.muted).to.equal(false);
  });

  it('says which device is used, also where the browser refuses the wanted one', async () => {
    let sink = '';
    Object.defineProperty(audio, 'sinkId', {get: () => sink, configurable: true});
    stub(audio, 'setSinkId', async (id: string) => {
      if (id === 'refused') throw new DOMException('', 'NotAllowedError');
      sink = id;
    });
    await speaker.setDevice('room');
    expect(speaker.device).to.equal('room');
    await speaker.setDevice('refused');
    expect(speaker.device).to.equal('room');
  });

  it('is not silent in the next call', () => {
    speaker.silence();
    speaker.stop();
    expect(audio.muted).to.equal(false);
  });

  it('says once that the browser blocks it, and that it plays after all', async () => {
    playing = () => Promise.reject(refused);
    speaker.play(new MediaStream());
    await answered();
    speaker.unblock();
    await answered();
    expect(blocked).to.deep.equal([true]);
    playing = () => Promise.resolve();
    speaker.unblock();
    await answered();
    expect(blocked).to.deep.equal([true, false]);
  });

  it('says nothing where it is not blocked, or only replaced', async () => {
    speaker.play(new MediaStream());
    await answered();
    playing = () => Promise.reject(new DOMException('', 'AbortError'));
    speaker.play(new MediaStream());
    await answered();
    expect(blocked).to.deep.equal([]);
  });

  it('does nothing when there is nothing to unblock', () => {
    playing = () => expect.fail('played');
    speaker.unblock();
  });

  it('tells of a block that is found in the next call, too', async () => {
    playing = () => Promise.reject(refused);
    speaker.play(new MediaStream());
    await answered();
    speaker.stop();
    speaker.play(new MediaStream());
    await answered();
    expect(blocked).to.deep.equal([true, true]);
  });

  it('says nothing about a stream that was let go meanwhile', async () => {
    let refuse: (error: unknown) => void = () => {};
    playing = () => new Promise((_resolve, reject) => (refuse = reject));
    speaker.play(new MediaStream());
    speaker.stop();
    refuse(refused);
    await answered();
    expect(blocked).to.deep.equal([]);
  });
});
