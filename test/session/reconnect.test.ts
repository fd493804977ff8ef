import {expect} from '@open-wc/testing';
import {defaultReconnectPolicy, reconnectDelay} from '../../src/session/reconnect.js';

describe('The policy of reconnecting', () => {
  const delays = (random: number) =>
    Array.from({length: 20}, (_, attempt) => reconnectDelay(attempt, defaultReconnectPolicy, () => random));

  it('begins at once, grows more patient, and gives up after about a minute', () => {
    const waited = delays(1).filter(delay => delay !== undefined);
    expect(waited[0]).to.equal(0);
    expect(waited).to.deep.equal([...waited].sort((one, other) => one - other));
    expect(waited).to.have.lengthOf(defaultReconnectPolicy.delaysMs.length);
    const total = waited.reduce((sum, delay) => sum + delay, 0);
    expect(total).to.be.within(45_000, 75_000);
  });

  it('spreads the attempts of many pages', () => {
    const policy = {delaysMs: [1_000], jitter: 0.3};
    expect(reconnectDelay(0, policy, () => 0)).to.equal(1_000);
    expect(reconnectDelay(0, policy, () => 0.5)).to.equal(1_150);
    expect(reconnectDelay(1, policy)).to.equal(undefined);
  });
});
