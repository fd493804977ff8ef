import {expect} from '@open-wc/testing';
import {MicrophoneError} from '../../src/audio/microphone.js';
import type {Devices} from '../../src/state/devices.js';
import {Clock} from '../helpers/clock.js';
import {countListeners, FakeDevices, input, output} from '../helpers/devices.js';
import {rejection} from '../helpers/rejection.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const desk = input('desk', 'Desk microphone');
const headset = input('headset', 'Headset');
const room = output('room', 'Loudspeaker');
const ears = output('ears', 'Headset');

describe('The devices of a conversation', () => {
  let rig: Rig;
  let devices: FakeDevices;
  let listening: () => number;
  const asked: (string | undefined)[] = [];
  const sinks: string[] = [];

  function set(options: ConstructorParameters<typeof Rig>[0] = {}): void {
    rig = new Rig(options);
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    stub(navigator.mediaDevices, 'getUserMedia', async (constraints: {audio: MediaTrackConstraints}) => {
      const {deviceId} = constraints.audio as {deviceId?: {exact: string}};
      asked.push(deviceId?.exact);
      const stream = await open(constraints);
      const [track] = stream.getAudioTracks();
      stub(track!, 'getSettings', () => ({deviceId: deviceId?.exact ?? 'desk'}));
      return stream;
    });
    let sink = '';
    Object.defineProperty(rig.audio, 'sinkId', {get: () => sink, configurable: true});
    stub(rig.audio, 'setSinkId', async (id: string) => {
      sinks.push(id);
      sink = id;
    });
  }

  const known = (condition: (devices: Devices) => boolean) =>
    rig.until(snapshot => condition(snapshot.devices));

  beforeEach(() => {
    devices = new FakeDevices(desk, headset, room, ears);
    listening = countListeners();
    asked.length = sinks.length = 0;
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('are not watched before a call or after it', async () => {
    set();
    expect(rig.snapshot.devices).to.deep.equal({inputs: [], outputs: [], input: '', output: '', lost: null});
    expect(devices.looked).to.equal(0);
    await rig.conversation.start();
    await known(({inputs}) => inputs.length === 2);
    expect(listening()).to.equal(1);
    rig.conversation.stop();
    expect(listening()).to.equal(0);
  });

  it('are watched as long as a call or the settings need them', async () => {
    set();
    const settings = new AbortController();
    await rig.conversation.watchDevices(settings.signal);
    expect(rig.snapshot.devices.outputs.map(({label}) => label)).to.deep.equal(['Loudspeaker', 'Headset']);
    await rig.conversation.start();
    rig.conversation.stop();
    expect(listening()).to.equal(1);
    settings.abort();
    expect(listening()).to.equal(0);
  });

  it('change once in the snapshot, however often the browser says so', async () => {
    set();
    await rig.conversation.start();
    await known(({inputs}) => inputs.length === 2);
    let changes = 0;
    rig.conversation.subscribe((snapshot, previous) => {
      if (snapshot.devices !== previous.devices) changes++;
    });
    const clock = new Clock();
    const looked = devices.looked;
    devices.plug([desk, headset, input('webcam'), room, ears], 50);
    await clock.pass(1_000);
    expect(rig.snapshot.devices.inputs).to.have.length(3);
    expect([changes, devices.looked - looked]).to.deep.equal([1, 1]);
    devices.plug([desk, headset, input('webcam'), room, ears], 50);
    await clock.pass(1_000);
    expect([changes, devices.looked - looked]).to.deep.equal([1, 2]);
  });

  it('begin with the microphone and the speaker that the options name', async () => {
    set({inputDevice: 'headset', outputDevice: 'ears'});
    await rig.conversation.start();
    expect(asked).to.deep.equal(['headset']);
    await known(({input, output}) => input === 'headset' && output === 'ears');
    expect(sinks).to.deep.equal(['ears']);
  });

  it('are swapped in the middle of a call, and the new microphone is as muted as the old one', async () => {
    set();
    await rig.conversation.start();
    rig.conversation.mute();
    const [old] = rig.microphones;
    await rig.conversation.setInputDevice('headset');
    expect(asked).to.deep.equal([undefined, 'headset']);
    expect(old!.readyState).to.equal('ended');
    expect(rig.microphone).to.include({enabled: false, readyState: 'live'});
    expect(rig.session.microphones.at(-1)).to.equal(rig.microphone);
    expect(rig.session.muted).to.equal(true);
    rig.conversation.unmute();
    expect(rig.microphone.enabled).to.equal(true);
    expect(rig.phases).to.not.include('failed');
    await known(({input}) => input === 'headset');
  });

  it('are not opened again by a choice that changes nothing, nor before a call', async () => {
    set();
    await rig.conversation.setInputDevice('headset');
    expect(asked).to.be.empty;
    await rig.conversation.start();
    await rig.conversation.setInputDevice('headset');
    expect(asked).to.deep.equal(['headset']);
  });

  it('stay as they are when another microphone does not open', async () => {
    set();
    await rig.conversation.start();
    rig.prompt = Promise.reject(new DOMException('', 'NotReadableError'));
    rig.prompt.catch(() => {});
    await rig.conversation.setInputDevice('headset');
    expect(rig.snapshot.phase).to.equal('listening');
    expect(rig.snapshot.error).to.include({code: 'mic-busy'});
    expect(rig.microphone.readyState).to.equal('live');
  });

  it('are no trouble any more once another microphone opens', async () => {
    set();
    await rig.conversation.start();
    rig.prompt = Promise.reject(new DOMException('', 'NotReadableError'));
    rig.prompt.catch(() => {});
    await rig.conversation.setInputDevice('headset');
    expect(rig.snapshot.error).to.include({code: 'mic-busy'});
    rig.prompt = Promise.resolve();
    await rig.conversation.setInputDevice('desk');
    expect(rig.snapshot.error).to.equal(null);
  });

  it('are used as they were chosen while the browser asked for permission', async () => {
    set();
    let allow = () => {};
    rig.prompt = new Promise<void>(resolve => (allow = resolve));
    const started = rig.conversation.start();
    await rig.reaches('requesting-microphone');
    await rig.conversation.setInputDevice('headset');
    allow();
    await started;
    await until(() => asked.length === 2 && rig.microphones.length === 2);
    expect(asked).to.deep.equal([undefined, 'headset']);
    await until(() => rig.session.microphones.at(-1) === rig.microphone);
    expect(rig.microphones.map(track => track.readyState)).to.deep.equal(['ended', 'live']);
    expect(rig.snapshot).to.include({phase: 'listening', error: null});
  });

  it('fail the call where what was opened first is of no use to the session', async () => {
    set();
    Object.assign(rig.session, {
      setMicrophone: () => {
        throw new MicrophoneError('unsupported');
      },
    });
    expect(await rejection(rig.conversation.start())).to.include({code: 'unsupported'});
    await rig.microphonesOff();
  });

  describe('where the system prefers another microphone than before', () => {
    const preferring = (label: string) => [
      input('default', `Default - ${label}`),
      desk,
      headset,
      input('webcam', 'Webcam'),
    ];

    it('are opened anew, as muted as before', async () => {
      set();
      devices.plug(preferring('Desk microphone'));
      await rig.conversation.start();
      rig.conversation.mute();
      await known(({inputs}) => inputs.length === 3);
      devices.plug(preferring('Webcam'));
      await until(() => rig.microphones.length === 2 && rig.session.microphones.at(-1) === rig.microphone);
      expect(asked).to.deep.equal([undefined, undefined]);
      expect(rig.microphone).to.include({enabled: false, readyState: 'live'});
      expect(rig.snapshot).to.include({phase: 'listening', error: null});
    });

    for (const [name, options, next] of [
      ['one was chosen', {inputDevice: 'headset'}, 'Webcam'],
      ['it is the one in use', {}, 'In use'],
    ] as const)
      it(`stay as they are where ${name}`, async () => {
        set(options);
        devices.plug(preferring('Desk microphone'));
        await rig.conversation.start();
        stub(rig.microphone, 'label', 'Default - In use');
        await known(({inputs}) => inputs.length === 3);
        // Something else changes besides, to be waited for.
        devices.plug([...preferring(next), input('phone', 'Phone')]);
        await known(({inputs}) => inputs.length === 4);
        expect(rig.microphones).to.have.lengthOf(1);
      });
  });

  it('are told as they are where the browser refuses the chosen speaker', async () => {
    set();
    await rig.conversation.start();
    await known(({outputs}) => outputs.length === 2);
    await rig.conversation.setOutputDevice('room');
    expect(rig.snapshot.devices.output).to.equal('room');
    stub(rig.audio, 'setSinkId', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    await rig.conversation.setOutputDevice('ears');
    expect(rig.snapshot.devices).to.include({output: 'room', lost: null});
  });

  it('fall back when the chosen one is unplugged, say so, and return with it', async () => {
    set({inputDevice: 'headset', outputDevice: 'ears'});
    await rig.conversation.start();
    await known(({input}) => input === 'headset');
    devices.plug([desk, room]);
    await known(({lost}) => lost !== null);
    expect(rig.snapshot.devices).to.deep.include({
      input: '',
      output: '',
      lost: {kind: 'input', label: 'Headset'},
    });
    expect(sinks.at(-1)).to.equal('');
    devices.plug([desk, headset, room, ears]);
    await known(({lost, output}) => lost === null && output === 'ears');
    expect(rig.snapshot.devices).to.include({input: 'headset', output: 'ears'});
    expect(sinks.at(-1)).to.equal('ears');
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('are not called lost when the system’s own choice is asked for after that', async () => {
    set({inputDevice: 'headset'});
    await rig.conversation.start();
    await known(({input}) => input === 'headset');
    devices.plug([desk, room]);
    await known(({lost}) => lost !== null);
    await rig.conversation.setInputDevice('');
    expect(rig.snapshot.devices.lost).to.equal(null);
  });

  it('are not lost by a page that may not see them any more', async () => {
    set({inputDevice: 'headset'});
    await rig.conversation.start();
    await known(({input}) => input === 'headset');
    devices.plug([]);
    await known(({inputs}) => !inputs.length);
    expect(rig.snapshot.devices.lost).to.equal(null);
  });

  it('are swapped without losing push-to-talk', async () => {
    set({turnDetection: 'push-to-talk'});
    await rig.conversation.start();
    await rig.conversation.setInputDevice('headset');
    expect(rig.microphone.enabled).to.equal(false);
    rig.conversation.startTalking();
    await rig.conversation.setInputDevice('desk');
    expect(rig.microphone.enabled).to.equal(true);
  });
});

describe('What is changed in the middle of a call', () => {
  let rig: Rig;
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('reaches the session once, and push-to-talk closes the microphone', async () => {
    new FakeDevices();
    rig = new Rig();
    const seen: (string | undefined)[] = [];
    Object.assign(rig.session, {
      configure: (options: {turnDetection?: string}) => seen.push(options.turnDetection),
    });
    const options = {session: rig.session};
    await rig.conversation.start();
    rig.session.says({type: 'speech-started'});
    void rig.conversation.configure({...options, turnDetection: 'push-to-talk'});
    void rig.conversation.configure({...options, turnDetection: 'push-to-talk', volume: 0.5});
    expect(seen).to.deep.equal(['push-to-talk']);
    expect(rig.microphone.enabled).to.equal(false);
    expect(rig.snapshot.userSpeaking).to.equal(false);
    void rig.conversation.configure(options);
    expect(seen).to.deep.equal(['push-to-talk', undefined]);
    expect(rig.microphone.enabled).to.equal(true);
  });
});
