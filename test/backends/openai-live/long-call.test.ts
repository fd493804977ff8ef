import {expect} from '@open-wc/testing';
import {VoiceStore} from '../../../src/state/store.js';
import {Clock} from '../../helpers/clock.js';
import {after, wayTo} from '../../helpers/events.js';
import {FakeLiveCall} from '../../helpers/fake-live-call.js';
import {isForStore} from '../../helpers/listen.js';
import {restoreStubs} from '../../helpers/stub.js';

// As it is before a test replaces it.
const now = performance.now.bind(performance);

/** 10,000 of them take two hours. */
const deltaMs = 720;
const exchange = 20;
const rounds = 25;
const callsInRound = 4;

/** A call and what the store makes of it: exchanges of twenty deltas, eight of them the person's. */
class LongCall {
  readonly #call = new FakeLiveCall();
  readonly #clock: Clock;
  readonly store: VoiceStore = new VoiceStore(() => {}, after(wayTo.listening));
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async open(): Promise<this> {
    this.#call.onEvent = event => {
      this.#call.events.length = 0; // This one forgets: only what the product keeps is measured.
      if (isForStore(event)) this.store.send(event);
    };
    await this.#call.open();
    return this;
  }

  /** @returns how many milliseconds the deltas took */
  hears(deltas: number): number {
    let spent = 0;
    for (let count = 0; count < deltas; count++) {
      const startMs = this.#count * deltaMs;
      const isUser = this.#count++ % exchange < 8;
      const before = now();
      if (isUser) this.#call.hears(' words', startMs, startMs + 400);
      else this.#call.speaks(' words', startMs, startMs + 400);
      this.#clock.passAtOnce(deltaMs);
      spent += now() - before;
    }
    return spent;
  }

  close(): void {
    this.#call.session.stop('stopped');
  }
}

describe('A call of two hours with GPT-Live', () => {
  afterEach(restoreStubs);

  it('takes no longer for the last hundred of 10,000 deltas than for the first, and keeps all words', async function () {
    this.timeout(60_000);
    const clock = new Clock();
    const long = await new LongCall(clock).open();
    long.hears(9_900);
    const {turns} = long.store.snapshot;
    expect(turns).to.have.length(990);
    expect(turns.map(({text}) => text.split(' ').length).join('')).to.equal('812'.repeat(495));

    const times: (readonly [first: number, last: number])[] = [];
    for (let round = 0; round < rounds; round++) {
      let [first, last] = [0, 0];
      for (let count = 0; count < callsInRound; count++) {
        // Both are open all the time: what one does beside the other is counted for both.
        const fresh = await new LongCall(clock).open();
        first += fresh.hears(100);
        last += long.hears(100);
        fresh.close();
      }
      times.push([first, last]);
    }
    long.close();
    expect(clock.running).to.equal(0);
    // The least that was seen: whatever else the machine does only adds.
    const least = (index: 0 | 1) => Math.min(...times.map(pair => pair[index]));
    // A cost that grew would be a hundred times as much. Some 1.1 is seen, and with a busy machine up to 1.2, which
    // is the goal: too near for a test that runs beside others. The clock of Firefox tells whole milliseconds.
    expect(least(1)).to.be.below(1.5 * least(0) + 1.01);
  });
});
