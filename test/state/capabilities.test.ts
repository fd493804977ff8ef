import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import {initialSnapshot} from '../../src/state/snapshot.js';

describe('A backend that names nothing it can do', () => {
  it('takes turns, interrupts on the server, and does nothing else', () => {
    const {turns, interrupt, configure, reads, ...others} = noCapabilities;
    expect([turns, interrupt]).to.deep.equal([true, 'server']);
    expect([configure, reads].map(names => [names.length, Object.isFrozen(names)])).to.deep.equal([
      [0, true],
      [0, true],
    ]);
    expect(Object.values(others).every(value => value === false)).to.equal(true);
    expect(Object.isFrozen(noCapabilities)).to.equal(true);
  });
});

describe('Devices that were not looked for', () => {
  it('are none, and the system chooses', () => {
    expect(initialSnapshot.devices).to.deep.equal({
      inputs: [],
      outputs: [],
      input: '',
      output: '',
      lost: null,
    });
  });
});
