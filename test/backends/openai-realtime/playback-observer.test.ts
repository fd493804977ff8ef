import {expect} from '@open-wc/testing';
import {PlaybackObserver} from '../../../src/backends/openai-realtime/playback-observer.js';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';

describe('Playback that is told by listening', () => {
  let clock: Clock;
  let level: number;
  let heard: boolean[];
  let observer: PlaybackObserver;
  beforeEach(() => {
    clock = new Clock();
    level = 0;
    heard = [];
    observer = new PlaybackObserver(
      () => level,
      playing => heard.push(playing),
    );
  });
  afterEach(() => {
    observer.stop();
    restoreStubs();
  });

  async function sound(ms: number, loudness = 0.2): Promise<void> {
    level = loudness;
    await clock.pass(ms);
    level = 0;
  }

  it('costs nothing outside of answers', () => {
    expect(clock.running).to.equal(0);
  });

  it('starts with the sound of an answer and stops after it', async () => {
    observer.answerStarted();
    await clock.pass(500);
    expect(heard).to.deep.equal([]);
    await sound(200);
    expect(heard).to.deep.equal([true]);
    observer.answerFinished();
    await sound(1_000);
    expect(heard).to.deep.equal([true]);
    await clock.pass(1_000);
    expect(heard).to.deep.equal([true, false]);
    expect(clock.running).to.equal(0);
  });

  it('goes on through the pauses of a voice', async () => {
    observer.answerStarted();
    await sound(300);
    observer.answerFinished();
    for (let sentence = 0; sentence < 4; sentence++) {
      await clock.pass(500);
      await sound(300);
    }
    expect(heard).to.deep.equal([true]);
  });

  it('goes on through any silence while the answer is still made', async () => {
    observer.answerStarted();
    await sound(300);
    await clock.pass(5_000);
    expect(heard).to.deep.equal([true]);
  });

  it('is not started by comfort noise', async () => {
    observer.answerStarted();
    await sound(1_000, 0.001);
    expect(heard).to.deep.equal([]);
  });

  it('gives up an answer without sound, and says so', async () => {
    observer.answerStarted();
    observer.answerFinished();
    await clock.pass(1_000);
    expect(heard).to.deep.equal([false]);
    expect(clock.running).to.equal(0);
  });

  it('tells the sound of an answer that follows at once upon another', async () => {
    observer.answerStarted();
    await sound(300);
    observer.answerFinished();
    observer.answerStarted();
    await sound(300);
    expect(heard).to.deep.equal([true, true]);
  });

  it('stops also where the answer that follows has no sound', async () => {
    observer.answerStarted();
    await sound(300);
    observer.answerFinished();
    observer.answerStarted();
    observer.answerFinished();
    await clock.pass(1_000);
    expect(heard).to.deep.equal([true, false]);
  });

  it('stops listening when told to', async () => {
    observer.answerStarted();
    observer.stop();
    await sound(500);
    expect(heard).to.deep.equal([]);
    expect(clock.running).to.equal(0);
  });
});
