import {expect} from '@open-wc/testing';
import {limitTime} from '../../src/conversation/call/time-limit.js';
import type {VoiceEndWarningEvent} from '../../src/events/end-warning.js';
import {VoiceStore} from '../../src/state/store.js';
import {Clock} from '../helpers/clock.js';
import {restoreStubs, stub} from '../helpers/stub.js';

describe('A call of limited time', () => {
  let clock: Clock;
  let store: VoiceStore;
  let warnings: VoiceEndWarningEvent[];
  let start: number;
  const ended = () => store.snapshot.phase === 'idle';
  /** Lets a call begin that may take so many seconds. @param answer what the page does with a warning */
  const begin = (seconds: number, answer = (warning: VoiceEndWarningEvent): void => void warning) => {
    store.send({type: 'start-text-only'});
    store.send({type: 'session-opened', sessionId: 'session', at: start});
    const notify = (event: Event) => {
      warnings.push(event as VoiceEndWarningEvent);
      answer(event as VoiceEndWarningEvent);
      return !event.defaultPrevented;
    };
    limitTime({store, notify}, seconds);
  };

  beforeEach(() => {
    clock = new Clock();
    start = performance.now();
    stub(Date, 'now', () => performance.now());
    store = new VoiceStore(() => {});
    warnings = [];
  });
  afterEach(restoreStubs);

  it('ends when it is over, with a warning 30 seconds before', async () => {
    begin(60);
    await clock.pass(29_999);
    expect([warnings.length, store.snapshot.endsAt]).to.deep.equal([0, null]);
    await clock.pass(1);
    const [warning] = warnings;
    expect(warning).to.include({type: 'voice-end-warning', endsAt: start + 60_000, reason: 'duration'});
    expect(store.snapshot.endsAt).to.equal(start + 60_000);
    await clock.pass(29_999);
    expect(ended()).to.equal(false);
    await clock.pass(1);
    expect(ended()).to.equal(true);
    expect(clock.running).to.equal(0);
  });

  it('tells how little is left where it is shorter than the warning', async () => {
    begin(10);
    await clock.pass(0);
    expect(store.snapshot.endsAt).to.equal(start + 10_000);
  });

  it('goes on for as long again, as often as the person wants', async () => {
    begin(60);
    for (let times = 1; times <= 12; times++) {
      await clock.pass(30_000);
      const warning = warnings.at(-1)!;
      warning.extend();
      warning.extend(); // Once is once.
      expect(store.snapshot.endsAt).to.equal(null);
      await clock.pass(30_000);
      expect([ended(), warnings.length]).to.deep.equal([false, times]);
    }
    await clock.pass(60_000);
    expect([ended(), warnings.length]).to.deep.equal([true, 13]);
  });

  it('goes on without a word where the page says so at once', async () => {
    begin(60, warning => warning.extend());
    const shown: unknown[] = [];
    store.subscribe(({endsAt}) => shown.push(endsAt));
    await clock.pass(31_000);
    expect(shown.filter(Boolean)).to.deep.equal([]);
    expect(ended()).to.equal(false);
  });

  it('can be extended in its last sentence, and no more once it has ended', async () => {
    begin(60);
    await clock.pass(30_000);
    store.send({type: 'speech-started'});
    await clock.pass(35_000);
    warnings[0]!.extend();
    store.send({type: 'speech-stopped'});
    expect(ended()).to.equal(false);
    await clock.pass(120_000);
    expect(ended()).to.equal(true);
    warnings[1]!.extend();
    expect([clock.running, store.snapshot.endsAt]).to.deep.equal([0, null]);
  });

  it('does not end in the middle of a sentence of the person, for 10 seconds', async () => {
    begin(60);
    await clock.pass(59_000);
    store.send({type: 'speech-started'});
    await clock.pass(5_000);
    expect(ended()).to.equal(false);
    store.send({type: 'speech-stopped'});
    await clock.pass(1_500);
    expect(ended()).to.equal(true);
    start = performance.now();
    begin(60);
    await clock.pass(59_000);
    store.send({type: 'speech-started'});
    await clock.pass(11_000);
    expect(ended()).to.equal(true);
  });

  const waysToSpeak = [
    ['by voice', {type: 'speech-started'}, {type: 'speech-stopped'}],
    ['in push-to-talk', {type: 'hold'}, {type: 'release'}],
  ] as const;
  for (const [how, first, last] of waysToSpeak) {
    it(`has the last words of the person answered (${how})`, async () => {
      begin(60);
      store.send({type: 'microphone-opened'});
      await clock.pass(59_000);
      store.send(first);
      await clock.pass(2_000);
      store.send(last);
      await clock.pass(1_000);
      expect(ended()).to.equal(false);
      store.send({type: 'input-committed', responseFollows: true});
      store.send({type: 'response-started', responseId: 'answer'});
      store.send({type: 'playback-started'});
      await clock.pass(2_000);
      expect(store.snapshot.phase).to.equal('speaking');
      store.send({type: 'response-finished', responseId: 'answer', status: 'completed', audible: true});
      store.send({type: 'playback-stopped', cut: false, responseId: 'answer'});
      expect(ended()).to.equal(true);
      expect(clock.running).to.equal(0);
    });

    it(`waits for an answer to what was said just before its end (${how})`, async () => {
      begin(60);
      store.send({type: 'microphone-opened'});
      await clock.pass(59_000);
      store.send(first);
      await clock.pass(900);
      store.send(last);
      await clock.pass(200);
      expect(ended()).to.equal(false);
      await clock.pass(1_300);
      expect(ended(), 'nothing came of it').to.equal(true);
      expect(clock.running).to.equal(0);
    });
  }

  it('leaves nothing behind when it is ended before', () => {
    begin(60);
    store.send({type: 'stop', reason: 'stopped'});
    expect(clock.running).to.equal(0);
  });
});
