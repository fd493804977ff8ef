import {expect} from '@open-wc/testing';
import {canChooseSpeaker, listDevices, watchDevices} from '../../src/audio/devices.js';
import {Clock} from '../helpers/clock.js';
import {FakeDevices, input, output} from '../helpers/devices.js';
import {restoreStubs, stub} from '../helpers/stub.js';

const none = {inputs: [], preferredInput: null, outputs: []};

describe('The devices', () => {
  afterEach(restoreStubs);

  it('are microphones and speakers, frozen, without cameras and aliases', async () => {
    new FakeDevices(
      {...input('default', 'Default - Desk'), groupId: 'group of desk'},
      input('communications', 'Communications - Desk'),
      input('desk', 'Desk'),
      {kind: 'videoinput', deviceId: 'camera', label: 'Camera'},
      output('default', 'Default - Room'),
      output('room', 'Room'),
    );
    const list = await listDevices();
    expect(list).to.deep.equal({
      inputs: [{deviceId: 'desk', label: 'Desk'}],
      preferredInput: {label: 'Default - Desk', groupId: 'group of desk'},
      outputs: [{deviceId: 'room', label: 'Room'}],
    });
    expect(list.inputs).to.be.frozen;
    expect(list.inputs[0]).to.be.frozen;
  });

  it('that may not be told apart yet are left out', async () => {
    new FakeDevices(input('', ''), output('', ''));
    expect(await listDevices()).to.deep.equal(none);
  });

  it('may be known and have no name', async () => {
    new FakeDevices(input('desk', ''));
    expect((await listDevices()).inputs).to.deep.equal([{deviceId: 'desk', label: ''}]);
  });

  it('have no speakers where a page cannot choose one', async () => {
    new FakeDevices(input('desk'), output('room'));
    expect(canChooseSpeaker()).to.equal(true);
    const {setSinkId} = HTMLMediaElement.prototype;
    Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    try {
      expect(canChooseSpeaker()).to.equal(false);
      expect((await listDevices()).outputs).to.deep.equal([]);
    } finally {
      HTMLMediaElement.prototype.setSinkId = setSinkId;
    }
  });

  it('are none where the page may not ask, and where the browser has no mediaDevices', async () => {
    stub(navigator.mediaDevices, 'enumerateDevices', () =>
      Promise.reject(new DOMException('', 'NotAllowedError')),
    );
    expect(await listDevices()).to.deep.equal(none);
    stub(navigator, 'mediaDevices', undefined);
    expect(await listDevices()).to.deep.equal(none);
    watchDevices(() => {}, new AbortController().signal);
  });
});

describe('A watch over the devices', () => {
  let clock: Clock;
  let told: number;
  let end: AbortController;
  const plug = () => navigator.mediaDevices.dispatchEvent(new Event('devicechange'));

  beforeEach(() => {
    clock = new Clock();
    told = 0;
    end = new AbortController();
    watchDevices(() => told++, end.signal);
  });
  afterEach(() => {
    end.abort();
    restoreStubs();
  });

  it('is told once of a storm of 50 events', async () => {
    for (let event = 0; event < 50; event++) {
      plug();
      await clock.pass(10);
    }
    expect(told).to.equal(0);
    await clock.pass(1_000);
    expect(told).to.equal(1);
    plug();
    await clock.pass(1_000);
    expect(told).to.equal(2);
  });

  it('is told nothing after its end, not even what was on its way, and leaves no timer', async () => {
    plug();
    end.abort();
    plug();
    await clock.pass(1_000);
    expect(told).to.equal(0);
    expect(clock.running).to.equal(0);
  });
});
