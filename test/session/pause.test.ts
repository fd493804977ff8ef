import {expect} from '@open-wc/testing';
import {pause} from '../../src/session/pause.js';
import {isTimeout, withDeadline} from '../../src/session/deadline.js';
import {Clock} from '../helpers/clock.js';
import {rejection} from '../helpers/rejection.js';
import {restoreStubs} from '../helpers/stub.js';

const stopped = new DOMException('Stopped', 'AbortError');

describe('A pause', () => {
  let clock: Clock;
  beforeEach(() => (clock = new Clock()));
  afterEach(restoreStubs);

  it('lasts as long as it is asked to', async () => {
    let over = false;
    const paused = pause(50, new AbortController().signal).then(() => (over = true));
    await clock.pass(49);
    expect(over).to.equal(false);
    await clock.pass(1);
    await paused;
  });

  it('ends at once with the call, and leaves no timer', async () => {
    const call = new AbortController();
    const paused = rejection(pause(50, call.signal));
    call.abort(stopped);
    expect(await paused).to.equal(stopped);
    expect(clock.running).to.equal(0);
  });

  it('does not begin when the call is over', async () => {
    expect(await rejection(pause(50, AbortSignal.abort(stopped)))).to.equal(stopped);
    expect(clock.running).to.equal(0);
  });
});

describe('A deadline', () => {
  let clock: Clock;
  let call: AbortController;
  const hang = () => new Promise<never>(() => {});
  beforeEach(() => {
    clock = new Clock();
    call = new AbortController();
  });
  afterEach(restoreStubs);

  it('lets through what comes in time, and leaves no timer', async () => {
    expect(await withDeadline(50, call.signal, () => Promise.resolve('done'))).to.equal('done');
    const error = new Error('broken');
    expect(await rejection(withDeadline(50, call.signal, () => Promise.reject(error)))).to.equal(error);
    expect(clock.running).to.equal(0);
  });

  it('gives up what takes too long, also when that takes no notice', async () => {
    let limited: AbortSignal | undefined;
    const late = rejection(withDeadline(50, call.signal, signal => (limited = signal) && hang()));
    await clock.pass(50);
    expect(isTimeout(await late)).to.equal(true);
    expect(limited?.aborted).to.equal(true);
  });

  it('gives up with the call, for the reason of the call', async () => {
    const given = rejection(withDeadline(50, call.signal, hang));
    call.abort(stopped);
    const reason = await given;
    expect(reason).to.equal(stopped);
    expect(isTimeout(reason)).to.equal(false);
    expect(clock.running).to.equal(0);
  });

  it('does not begin when the call is over', async () => {
    let begun = false;
    const over = AbortSignal.abort(stopped);
    expect(await rejection(withDeadline(50, over, () => Promise.resolve((begun = true))))).to.equal(stopped);
    expect(begun).to.equal(false);
  });
});
