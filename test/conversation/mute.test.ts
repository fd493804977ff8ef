import {expect} from '@open-wc/testing';
import {Clock} from '../helpers/clock.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';

describe('Mute', () => {
  let rig: Rig;
  beforeEach(() => (rig = new Rig()));
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('holds from before the call on', async () => {
    rig.conversation.mute();
    await rig.conversation.start();
    expect(rig.microphone.enabled).to.equal(false);
    expect(rig.session.muted).to.equal(true);
  });

  it('holds while the microphone is asked for', async () => {
    let allow = (): void => {};
    rig.prompt = new Promise<void>(resolve => (allow = resolve));
    const started = rig.conversation.start();
    rig.conversation.mute();
    allow();
    await started;
    expect(rig.microphone.enabled).to.equal(false);
  });

  it('goes on and off at once', async () => {
    await rig.conversation.start();
    expect(rig.microphone.enabled).to.equal(true);
    rig.conversation.mute();
    expect(rig.microphone.enabled).to.equal(false);
    rig.conversation.unmute();
    expect(rig.microphone.enabled).to.equal(true);
    expect(rig.session.muted).to.equal(false);
  });

  it('holds through a reconnection', async () => {
    await rig.conversation.start();
    rig.conversation.mute();
    rig.session.lose();
    await rig.reaches('listening');
    expect(rig.microphone).to.include({enabled: false, readyState: 'live'});
    expect(rig.session.muted).to.equal(true);
  });

  it('holds from one call to the next', async () => {
    await rig.conversation.start();
    rig.conversation.mute();
    rig.conversation.stop();
    await rig.conversation.start();
    expect(rig.microphone.enabled).to.equal(false);
    rig.conversation.stop();
    rig.conversation.unmute();
    await rig.conversation.start();
    expect(rig.microphone.enabled).to.equal(true);
  });
});

describe('Push-to-talk', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = new Rig({turnDetection: 'push-to-talk'});
    await rig.conversation.start();
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('lets the microphone through while it is held, and for the end of the last word', async () => {
    expect(rig.microphone.enabled).to.equal(false);
    rig.conversation.startTalking();
    expect(rig.microphone.enabled).to.equal(true);
    expect(rig.snapshot.held).to.equal(true);
    const clock = new Clock();
    rig.conversation.stopTalking();
    expect(rig.snapshot.held).to.equal(false);
    await clock.pass(150);
    expect(rig.microphone.enabled, 'in the last word').to.equal(true);
    expect(rig.session.log).to.deep.equal(['start', 'start talking']);
    await clock.pass(150);
    expect(rig.microphone.enabled, 'after it').to.equal(false);
    expect(rig.session.log).to.deep.equal(['start', 'start talking', 'stop talking']);
  });

  it('goes on with the turn when it is pressed again within the last word', async () => {
    rig.conversation.startTalking();
    const clock = new Clock();
    rig.conversation.stopTalking();
    await clock.pass(100);
    rig.conversation.startTalking();
    await clock.pass(1_000);
    expect(rig.microphone.enabled).to.equal(true);
    rig.conversation.stopTalking();
    await clock.pass(300);
    expect(rig.session.log).to.deep.equal(['start', 'start talking', 'stop talking']);
  });

  it('hears nothing more at once when the person mutes, hangs up or leaves', () => {
    const ways = {
      mute: () => rig.conversation.mute(),
      leave: () => rig.conversation.stopTalking(true),
      'hang up': () => rig.conversation.stop(),
    };
    const clock = new Clock();
    for (const [name, way] of Object.entries(ways)) {
      rig.conversation.unmute();
      rig.conversation.startTalking();
      const {microphone} = rig;
      if (name !== 'leave') rig.conversation.stopTalking();
      way();
      expect(microphone.enabled && microphone.readyState === 'live', name).to.equal(false);
    }
    expect(clock.running).to.equal(0);
  });

  it('ends the turn before the person stops the assistant', () => {
    rig.conversation.startTalking();
    new Clock();
    rig.conversation.stopTalking();
    rig.conversation.interrupt();
    expect(rig.session.log.slice(-2)).to.deep.equal(['stop talking', 'interrupt']);
  });

  it('does not hear a muted person', () => {
    rig.conversation.mute();
    rig.conversation.startTalking();
    expect(rig.microphone.enabled).to.equal(false);
  });

  it('counts one hold and one release, however often they come', () => {
    for (let times = 0; times < 3; times++) rig.conversation.startTalking();
    for (let times = 0; times < 3; times++) rig.conversation.stopTalking(true);
    expect(rig.session.log).to.deep.equal(['start', 'start talking', 'stop talking']);
  });

  it('silences the assistant', () => {
    rig.session.speaks();
    rig.conversation.startTalking();
    expect(rig.snapshot.phase).to.equal('listening');
    expect(rig.audio.muted).to.equal(true);
    expect(rig.transcript).to.deep.equal(['assistant: Once upon a time (interrupted)']);
  });

  it('does not leave the microphone open when the connection is lost while it is held', async () => {
    rig.conversation.startTalking();
    rig.session.lose();
    expect(rig.snapshot.held).to.equal(false);
    expect(rig.microphone.enabled).to.equal(false);
    await rig.reaches('listening');
    rig.conversation.stopTalking();
    expect(rig.microphone.enabled).to.equal(false);
  });

  it('is let go where the connection only stalls, and can be held again', () => {
    rig.conversation.startTalking();
    rig.session.says({type: 'session-stalled'});
    expect([rig.snapshot.held, rig.microphone.enabled]).to.deep.equal([false, false]);
    rig.conversation.stopTalking();
    rig.session.says({type: 'session-resumed'});
    expect(rig.microphone.enabled).to.equal(false);
    rig.conversation.startTalking();
    expect(rig.microphone.enabled).to.equal(true);
    rig.conversation.stopTalking(true);
    expect(rig.session.log.slice(-2)).to.deep.equal(['start talking', 'stop talking']);
  });

  it('does not open the next call as if it were still held', async () => {
    rig.conversation.startTalking();
    rig.conversation.stop();
    await rig.conversation.start();
    expect(rig.microphone.enabled).to.equal(false);
  });
});
