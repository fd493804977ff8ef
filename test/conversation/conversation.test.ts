import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {VoiceError, type VoiceErrorCode} from '../../src/state/voice-error.js';
import {rejection, voiceError} from '../helpers/rejection.js';
import {Rig} from '../helpers/rig.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A conversation', () => {
  let rig: Rig;
  beforeEach(() => (rig = new Rig()));
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('starts: it resolves when the microphone is live and the session open', async () => {
    await rig.conversation.start();
    expect(rig.phases).to.deep.equal(['requesting-microphone', 'listening']);
    expect(rig.microphone.readyState).to.equal('live');
    expect(rig.session.microphones.at(-1)).to.equal(rig.microphone);
    expect(rig.snapshot).to.include({online: true, sessionId: 'call-1', textOnly: false});
  });

  it('asks for no microphone where the page names no endpoint', async () => {
    let asked = 0;
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.reject(new Error(`asked ${++asked} times`)));
    const conversation = new VoiceConversation();
    await voiceError(conversation.start(), 'token-config');
    expect([conversation.snapshot.phase, asked]).to.deep.equal(['failed', 0]);
  });

  it('opens session and microphone side by side, whichever comes first', async () => {
    rig.session.openings.unshift('wait');
    const started = rig.conversation.start();
    await rig.reaches('connecting');
    expect(rig.session.log).to.deep.equal(['start']);
    rig.session.open();
    await started;
    expect(rig.phases).to.deep.equal(['requesting-microphone', 'connecting', 'listening']);
  });

  it('does not listen while the person has not answered the microphone’s prompt', async () => {
    let allow = (): void => {};
    rig.prompt = new Promise<void>(resolve => (allow = resolve));
    const started = rig.conversation.start();
    await rig.until(snapshot => snapshot.online);
    expect(rig.snapshot.phase).to.equal('requesting-microphone');
    allow();
    await started;
  });

  it('is joined by a second start', async () => {
    await Promise.all([rig.conversation.start(), rig.conversation.start()]);
    await rig.conversation.start();
    expect(rig.session.log).to.deep.equal(['start']);
    expect(rig.microphones).to.have.lengthOf(1);
  });

  it('ends: microphone off, session closed, sound let go', async () => {
    await rig.conversation.start();
    const stream = new MediaStream();
    rig.session.says({type: 'output', stream});
    expect(rig.audio.srcObject).to.equal(stream);
    rig.conversation.stop();
    expect(rig.snapshot.phase).to.equal('idle');
    expect(rig.session.log).to.deep.equal(['start', 'stop']);
    expect(rig.microphone.readyState).to.equal('ended');
    expect(rig.audio.srcObject).to.equal(null);
  });

  it('ignores a session that goes on talking after the end', async () => {
    await rig.conversation.start();
    rig.conversation.stop();
    const {snapshot} = rig;
    rig.session.speaks();
    rig.session.lose();
    rig.session.says({type: 'output', stream: new MediaStream()});
    expect(rig.snapshot).to.equal(snapshot);
    expect(rig.audio.srcObject).to.equal(null);
  });

  it('is stopped before it was there: it rejects, and leaves nothing on', async () => {
    rig.session.openings.unshift('wait');
    const started = rejection(rig.conversation.start());
    rig.conversation.stop();
    expect(await started)
      .to.be.instanceOf(DOMException)
      .and.to.have.property('name', 'AbortError');
    expect(rig.session.log).to.deep.equal(['start', 'stop']);
    await rig.microphonesOff();
    expect(rig.snapshot.phase).to.equal('idle');
  });

  it('starts again at once after a stop, with nothing left of the call before', async () => {
    rig.session.openings.unshift('wait', 'open');
    const first = rejection(rig.conversation.start());
    rig.conversation.stop();
    await rig.conversation.start();
    await first;
    expect(rig.snapshot).to.include({phase: 'listening', sessionId: 'call-2'});
    expect(rig.microphones.filter(track => track.readyState === 'live')).to.deep.equal([rig.microphone]);
  });

  it('fails as its session does, with the microphone off, and starts again', async () => {
    rig.session.openings.unshift(new VoiceError('token-status', {status: 401}));
    const error = await voiceError(rig.conversation.start(), 'token-status');
    expect(error.status).to.equal(401);
    expect(rig.snapshot).to.include({phase: 'failed', error});
    await rig.microphonesOff();
    await rig.conversation.start();
    expect(rig.snapshot).to.include({phase: 'listening', error: null});
  });

  it('fails with internal when a session throws an unforeseen error', async () => {
    stub(rig.session, 'start', () => {
      throw new TypeError('oops');
    });
    const error = await voiceError(rig.conversation.start(), 'internal');
    expect(error.cause).to.be.instanceOf(TypeError);
  });

  const refusals: readonly (readonly [string, VoiceErrorCode])[] = [
    ['NotAllowedError', 'mic-denied'],
    ['NotFoundError', 'mic-missing'],
    ['NotReadableError', 'mic-busy'],
  ];
  for (const [name, code] of refusals)
    it(`fails with ${code} when the microphone says ${name}, and closes the session`, async () => {
      rig.prompt = Promise.reject(new DOMException('', name));
      await voiceError(rig.conversation.start(), code);
      expect(rig.session.log).to.deep.equal(['start', 'stop']);
      rig.prompt = Promise.resolve();
      await rig.conversation.start();
    });

  it('fails with mic-policy, insecure-context and unsupported, each for its own reason', async () => {
    stub(document as {featurePolicy?: unknown}, 'featurePolicy', {allowsFeature: () => false});
    rig.prompt = Promise.reject(new DOMException('', 'NotAllowedError'));
    await voiceError(rig.conversation.start(), 'mic-policy');
    stub(navigator, 'mediaDevices', undefined);
    await voiceError(rig.conversation.start(), 'unsupported');
    stub(globalThis, 'isSecureContext', false);
    await voiceError(rig.conversation.start(), 'insecure-context');
  });

  it('needs a backend', async () => {
    const alone = new VoiceConversation();
    await voiceError(alone.start(), 'token-config');
    alone.stop();
    expect(alone.snapshot.phase).to.equal('idle');
  });

  it('asks for another microphone when the live one is lost, still muted', async () => {
    await rig.conversation.start();
    rig.conversation.mute();
    const lost = rig.microphone;
    lost.dispatchEvent(new Event('ended'));
    await until(() => rig.session.microphones.length >= 2);
    expect(rig.microphones).to.have.lengthOf(2);
    expect(rig.microphone).to.include({readyState: 'live', enabled: false});
    expect(rig.session.microphones.at(-1)).to.equal(rig.microphone);
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('fails when the live microphone is lost and no other answers', async () => {
    await rig.conversation.start();
    rig.prompt = Promise.reject(new DOMException('', 'NotFoundError'));
    rig.microphone.stop();
    rig.microphone.dispatchEvent(new Event('ended'));
    await rig.reaches('failed');
    expect(rig.snapshot.error?.code).to.equal('mic-missing');
    expect(rig.session.log).to.deep.equal(['start', 'stop']);
  });

  it('opens no microphone for a backend that has its own', async () => {
    Object.assign(rig.session, {ownsMicrophone: true});
    await rig.conversation.start();
    expect(rig.snapshot.phase).to.equal('listening');
    expect(rig.microphones).to.have.lengthOf(0);
  });

  it('tells when the browser blocks the sound, and when a tap has mended that', async () => {
    await rig.conversation.start();
    stub(rig.audio, 'play', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    rig.session.says({type: 'output', stream: new MediaStream()});
    await rig.until(snapshot => snapshot.error?.code === 'playback-blocked');
    stub(rig.audio, 'play', () => Promise.resolve());
    rig.conversation.unblockPlayback();
    await rig.until(snapshot => snapshot.error === null);
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('is as loud as the page says, also while it goes on', async () => {
    rig.conversation.configure({session: rig.session, volume: 0.3});
    expect(rig.audio.volume).to.equal(0.3);
    await rig.conversation.start();
    rig.conversation.configure({session: rig.session});
    expect(rig.audio.volume).to.equal(1);
  });
});

describe('The levels of a conversation', () => {
  let rig: Rig;
  beforeEach(() => (rig = new Rig()));
  afterEach(() => {
    rig.conversation.levels.input.close();
    rig.conversation.levels.output.close();
    rig.end();
    restoreStubs();
  });

  it('are those of the microphone while it is not muted, and of the answer while it is heard', async () => {
    const {input, output} = rig.conversation.levels;
    expect([input.level(), output.level()]).to.deep.equal([0, 0]);
    await rig.conversation.start();
    await until(() => input.level() > 0.5);
    const voice = new Sound();
    rig.session.says({type: 'output', stream: voice.stream});
    rig.conversation.mute();
    expect(input.level()).to.equal(0);
    expect(output.level()).to.equal(0);
    rig.conversation.unmute();
    rig.session.speaks();
    await until(() => output.level() > 0.5);
    voice.stop();
  });
});
