import {expect} from '@open-wc/testing';
import {Microphone, MicrophoneError, type MicrophoneProblem} from '../../src/audio/microphone.js';
import {Clock} from '../helpers/clock.js';
import {rejection} from '../helpers/rejection.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';

const stopped = new DOMException('Stopped', 'AbortError');

describe('A microphone', () => {
  let microphone: Microphone;
  let lost: number;
  let call: AbortController;
  const sounds: Sound[] = [];
  const open = (deviceId?: string) => microphone.open(deviceId ? {deviceId} : {}, call.signal);

  /** A prompt that a test answers. */
  function prompt() {
    const sound = new Sound();
    sounds.push(sound);
    let answer = {} as {grant(): void; refuse(error: unknown): void};
    const asked: MediaStreamConstraints[] = [];
    const answered = new Promise<MediaStream>((resolve, reject) => {
      answer = {grant: () => resolve(sound.stream), refuse: reject};
    });
    stub(navigator.mediaDevices, 'getUserMedia', (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      return answered;
    });
    return {...answer, asked, track: sound.track};
  }

  beforeEach(() => {
    lost = 0;
    microphone = new Microphone(() => lost++);
    call = new AbortController();
  });
  afterEach(() => {
    microphone.release();
    restoreStubs();
    for (const sound of sounds.splice(0)) sound.stop();
  });

  it('opens a live track of a real device, with all processing on', async () => {
    const track = await open();
    expect(track).to.equal(microphone.track);
    expect(track).to.include({kind: 'audio', readyState: 'live', enabled: true});
    expect(microphone.stream!.getAudioTracks()).to.deep.equal([track]);
    // Firefox's microphone without hardware can do none of it.
    const processing = {echoCancellation: true, noiseSuppression: true, autoGainControl: true};
    const stream = await navigator.mediaDevices.getUserMedia({audio: processing});
    const [able] = stream.getAudioTracks();
    const {echoCancellation, noiseSuppression, autoGainControl} = able!.getSettings();
    able!.stop();
    expect(track.getSettings()).to.include({echoCancellation, noiseSuppression, autoGainControl});
  });

  it('asks for what it is told', async () => {
    const {asked, grant} = prompt();
    grant();
    await microphone.open({deviceId: 'desk', noiseSuppression: false, echoCancellation: false}, call.signal);
    await microphone.open({}, call.signal);
    expect(asked).to.deep.equal([
      {
        audio: {
          echoCancellation: false,
          noiseSuppression: false,
          autoGainControl: true,
          deviceId: {exact: 'desk'},
        },
      },
      {audio: {echoCancellation: true, noiseSuppression: true, autoGainControl: true}},
    ]);
  });

  it('opens although the wished device is gone', async () => {
    expect((await open('no-such-device')).readyState).to.equal('live');
  });

  it('wishes for a device that cannot be had, as iOS changes ids, and takes what it gets', async () => {
    const sound = new Sound();
    sounds.push(sound);
    const asked: unknown[] = [];
    stub(navigator.mediaDevices, 'getUserMedia', async ({audio}: {audio: MediaTrackConstraints}) => {
      asked.push(audio.deviceId);
      if (asked.length === 1) throw new DOMException('', 'OverconstrainedError');
      return sound.stream;
    });
    expect(await open('gone')).to.equal(sound.track);
    expect(asked).to.deep.equal([{exact: 'gone'}, {ideal: 'gone'}]);
  });

  it('is not asked for again when it was refused', async () => {
    const {asked, refuse} = prompt();
    refuse(new DOMException('', 'NotAllowedError'));
    expect(await rejection(open('desk'))).to.include({problem: 'denied'});
    expect(asked).to.have.lengthOf(1);
  });

  it('is muted from the first moment when it was muted before', async () => {
    microphone.muted = true;
    expect((await open()).enabled).to.equal(false);
    microphone.muted = false;
    expect(microphone.track!.enabled).to.equal(true);
  });

  it('stays muted when another track replaces the live one, which ends', async () => {
    const first = await open();
    microphone.muted = true;
    const second = await open();
    expect(first.readyState).to.equal('ended');
    expect(second).to.include({readyState: 'live', enabled: false});
    expect(lost).to.equal(0);
  });

  it('stays muted through a release', async () => {
    microphone.muted = true;
    await open();
    microphone.release();
    expect((await open()).enabled).to.equal(false);
  });

  it('ends its track when it is released', async () => {
    const track = await open();
    microphone.release();
    expect(track.readyState).to.equal('ended');
    expect(microphone.track).to.equal(null);
    expect(microphone.stream).to.equal(null);
    expect(lost).to.equal(0);
    microphone.release();
  });

  it('says when its live track ends by itself, and only then', async () => {
    const first = await open();
    const second = await open();
    first.dispatchEvent(new Event('ended'));
    expect(lost).to.equal(0);
    second.dispatchEvent(new Event('ended'));
    expect(lost).to.equal(1);
    microphone.release();
    second.dispatchEvent(new Event('ended'));
    expect(lost).to.equal(1);
  });

  it('keeps the live track when another cannot be opened', async () => {
    const live = await open();
    prompt().refuse(new DOMException('', 'NotReadableError'));
    await rejection(open());
    expect(microphone.track).to.equal(live);
    expect(live.readyState).to.equal('live');
  });

  for (const how of ['the call is over', 'it is released'] as const)
    it(`lets go of a stream that is granted after ${how}`, async () => {
      const {grant, track} = prompt();
      const opening = rejection(open());
      if (how === 'it is released') microphone.release();
      else call.abort(stopped);
      expect(await opening).to.have.property('name', 'AbortError');
      grant();
      await new Promise(requestAnimationFrame);
      expect(track.readyState).to.equal('ended');
      expect(microphone.track).to.equal(null);
    });

  it('leaves nothing on when it is released in the very moment in which it opens', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const {grant, track} = prompt();
      const opening = open().catch(() => {});
      await new Promise(requestAnimationFrame);
      grant();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      microphone.release();
      await opening;
      await Promise.resolve();
      expect(track.readyState, `after ${turns} turns`).to.equal('ended');
      expect(microphone.track, `after ${turns} turns`).to.equal(null);
      restoreStubs();
    }
  });

  it('follows the last of two openings', async () => {
    const first = prompt();
    const opening = rejection(open());
    await new Promise(requestAnimationFrame);
    restoreStubs();
    const second = prompt();
    const again = open();
    second.grant();
    expect(await again).to.equal(second.track);
    expect(await opening).to.have.property('name', 'AbortError');
    first.grant();
    await new Promise(requestAnimationFrame);
    expect(first.track.readyState).to.equal('ended');
    expect(microphone.track).to.equal(second.track);
  });

  it('does not ask when the call is over', async () => {
    const {asked} = prompt();
    call.abort(stopped);
    expect(await rejection(open())).to.equal(stopped);
    expect(asked).to.deep.equal([]);
  });

  const problems: readonly (readonly [string, MicrophoneProblem])[] = [
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['InvalidStateError', 'busy'],
  ];
  for (const [name, problem] of problems)
    it(`is ${problem} when the browser says ${name}`, async () => {
      const cause = new DOMException('', name);
      prompt().refuse(cause);
      const error = await rejection(open());
      expect(error).to.be.instanceOf(MicrophoneError);
      expect(error).to.include({problem, cause});
      expect(microphone.track).to.equal(null);
    });

  it('is missing when WebKit says so, with an error that is no DOMException', async () => {
    prompt().refuse(Object.assign(new Error('Invalid constraint'), {name: 'OverconstrainedError'}));
    expect(await rejection(open())).to.include({problem: 'missing'});
  });

  it('is forbidden by policy where the page may not use it', async () => {
    stub(document as {featurePolicy?: unknown}, 'featurePolicy', {allowsFeature: () => false});
    prompt().refuse(new DOMException('', 'NotAllowedError'));
    expect(await rejection(open())).to.include({problem: 'policy'});
  });

  it('is missing when the stream has no sound in it', async () => {
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(new MediaStream()));
    expect(await rejection(open())).to.include({problem: 'missing'});
  });

  it('needs a secure page and a browser that has microphones', async () => {
    stub(navigator, 'mediaDevices', undefined);
    expect(await rejection(open())).to.include({problem: 'unsupported'});
    stub(globalThis, 'isSecureContext', false);
    expect(await rejection(open())).to.include({problem: 'insecure'});
  });

  for (const [state, ms] of [
    ['granted', 15_000],
    ['prompt', 120_000],
  ] as const)
    it(`is given up after ${ms / 1_000} s where permission is “${state}”, and what comes later is let go`, async () => {
      stub(navigator.permissions, 'query', () => Promise.resolve({state}));
      const clock = new Clock();
      const {grant, track} = prompt();
      const opening = rejection(open());
      await clock.armed(ms);
      await clock.pass(ms);
      expect(await opening).to.include({problem: 'busy'});
      expect(clock.running).to.equal(0);
      grant();
      await clock.pass(0);
      expect(track.readyState).to.equal('ended');
    });

  it('opens also where permissions cannot be asked for', async () => {
    stub(navigator.permissions, 'query', () => Promise.reject(new TypeError('unknown name')));
    expect((await open()).readyState).to.equal('live');
  });
});
