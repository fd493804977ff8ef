import {expect} from '@open-wc/testing';
import type {ConnectionStats} from '../../src/session/voice-session.js';
import type {ConnectionQuality} from '../../src/state/connection-quality.js';
import {Clock} from '../helpers/clock.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';

const fine: ConnectionStats = {
  roundTripMs: 40,
  jitterMs: 4,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived: 0,
  audioEnergy: 0,
};

describe('The connection of a call', () => {
  let rig: Rig;
  let clock: Clock;
  let told: ConnectionQuality[];

  beforeEach(async () => {
    clock = new Clock();
    rig = new Rig();
    told = [];
    rig.conversation.subscribe((_snapshot, _previous, event) => {
      if (event.type === 'quality-changed') told.push(event.connection);
    });
    await rig.conversation.start();
    rig.session.link = fine;
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  /** Lets two seconds pass, with this much more on the wire. */
  async function passes(change: Partial<ConnectionStats> = {}, times = 1): Promise<void> {
    for (; times > 0; times--) {
      const {packetsReceived, bytesReceived} = rig.session.link!;
      rig.session.link = {
        ...rig.session.link!,
        packetsReceived: packetsReceived + 100,
        bytesReceived: bytesReceived + 10_000,
        ...change,
      };
      await clock.pass(2_000);
    }
  }

  it('is measured, and told when it changes for more than a moment', async () => {
    await passes({}, 3);
    expect(told.map(({quality}) => quality)).to.deep.equal(['good']);
    await passes({roundTripMs: 600});
    await passes({roundTripMs: 50});
    expect(rig.snapshot.quality).to.equal('good');
    await passes({roundTripMs: 600}, 2);
    expect(rig.snapshot.quality).to.equal('poor');
    expect(told.at(-1)).to.include({quality: 'poor', roundTripMs: 600});
    await passes({roundTripMs: 50}, 2);
    expect(told.map(({quality}) => quality)).to.deep.equal(['good', 'poor', 'good']);
  });

  for (const [what, step] of [
    ['lost packets', 20],
    ['no lost packets', 0],
  ] as const)
    it(`is judged by ${what} since it was last measured`, async () => {
      await passes({packetsLost: 1_000}, 2);
      for (let count = 1; count <= 3; count++) await passes({packetsLost: 1_000 + count * step});
      expect(rig.snapshot.quality).to.equal(step ? 'poor' : 'good');
    });

  it('is lost when the peer is silent, though the browser takes it to be there', async () => {
    await passes();
    await clock.pass(44_000);
    expect(rig.session.histories).to.have.lengthOf(1);
    await clock.pass(4_000);
    expect(rig.session.histories).to.have.lengthOf(2);
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('ends a sound of which the server did not tell the end', async () => {
    rig.session.speaks();
    await passes({audioEnergy: 1});
    await passes({audioEnergy: 2});
    await passes({}, 5);
    expect(rig.snapshot.phase).to.equal('speaking'); // The answer is not complete yet.
    rig.session.says({
      type: 'response-finished',
      responseId: 'response-answer',
      status: 'completed',
      audible: true,
    });
    await passes({}, 4);
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('is not measured after the call, nor where the backend cannot tell', async () => {
    rig.session.link = null;
    await clock.pass(60_000);
    expect(rig.snapshot.phase).to.equal('listening');
    rig.conversation.stop();
    await clock.pass(0);
    expect(clock.running).to.equal(0);
  });
});
