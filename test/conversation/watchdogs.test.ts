import {expect} from '@open-wc/testing';
import {Watchdogs} from '../../src/conversation/call/watchdogs.js';
import {VoiceStore} from '../../src/state/store.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {Clock} from '../helpers/clock.js';
import {wayTo} from '../helpers/events.js';
import {restoreStubs} from '../helpers/stub.js';

describe('The watchdog of answers', () => {
  let clock: Clock;
  let store: VoiceStore;
  const send = (...events: readonly VoiceEvent[]) => events.forEach(event => store.send(event));
  const text = (words: string): VoiceEvent => ({
    type: 'turn-text',
    id: 'a',
    role: 'assistant',
    text: words,
    final: false,
  });

  beforeEach(() => {
    clock = new Clock();
    store = new VoiceStore(() => {});
    const watchdogs = new Watchdogs(event => store.send(event));
    store.subscribe((snapshot, previous) => watchdogs.observe(snapshot, previous));
  });
  afterEach(restoreStubs);

  it('listens again and says so when no answer comes', async () => {
    send(...wayTo.listening, {type: 'input-committed'});
    await clock.pass(29_000);
    expect(store.snapshot.phase).to.equal('thinking');
    await clock.pass(1_000);
    expect(store.snapshot.phase).to.equal('listening');
    expect(store.snapshot.error).to.include({code: 'response-failed', detail: 'overdue'});
  });

  it('gives an answer new time by its words', async () => {
    send(...wayTo.thinking);
    for (let count = 0; count < 4; count++) {
      await clock.pass(20_000);
      send(text('x'.repeat(count + 1)));
    }
    expect(store.snapshot.phase).to.equal('thinking');
    await clock.pass(30_000);
    expect(store.snapshot.phase).to.equal('listening');
  });

  it('gives an answer new time by its start', async () => {
    send(...wayTo.listening, {type: 'input-committed'});
    await clock.pass(20_000);
    send({type: 'response-started', responseId: 'slow'});
    await clock.pass(20_000);
    expect(store.snapshot.phase).to.equal('thinking');
  });

  it('gives no time by what has nothing to do with the answer', async () => {
    send(...wayTo.thinking);
    await clock.pass(20_000);
    send({type: 'mute'});
    await clock.pass(10_000);
    expect(store.snapshot.phase).to.equal('listening');
  });

  for (const [what, event] of [
    ['sound', {type: 'playback-started'}],
    ['the person', {type: 'speech-started'}],
    ['a stop', {type: 'stop', reason: 'stopped'}],
  ] as const satisfies (readonly [string, VoiceEvent])[])
    it(`is called off by ${what}, and leaves no timer`, () => {
      send(...wayTo.thinking);
      expect(clock.running).to.equal(1);
      send(event);
      expect(clock.running).to.equal(0);
    });
});
