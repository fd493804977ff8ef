import {expect} from '@open-wc/testing';
import type {VoiceSessionEndEvent} from '../../src/events/index.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {Clock} from '../helpers/clock.js';
import {FakeSession} from '../helpers/fake-session.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A lost session', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = new Rig();
    await rig.conversation.start();
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('is replaced by another, with the same microphone and all that was said', async () => {
    const {microphone} = rig;
    rig.session.speaks();
    rig.session.lose();
    expect(rig.snapshot).to.include({phase: 'reconnecting', online: false, playing: false, error: null});
    await rig.reaches('listening');
    expect(rig.session.log).to.deep.equal(['start', 'stop', 'start']);
    expect(rig.microphones).to.deep.equal([microphone]);
    expect(microphone.readyState).to.equal('live');
    expect(rig.session.histories[1]!.map(turn => turn.text)).to.deep.equal(['Once upon a time']);
    expect(rig.transcript).to.deep.equal(['assistant: Once upon a time']);
    expect(rig.snapshot.sessionId).to.equal('call-2');
  });

  it('is tried for again with growing patience, and given up in the end with nothing lost', async () => {
    rig.session.speaks();
    const clock = new Clock();
    rig.session.openings.splice(0, 1, new VoiceError('connect-network'));
    rig.session.lose();
    await clock.pass(10);
    expect(rig.session.histories).to.have.lengthOf(2);
    await clock.pass(90_000);
    expect(rig.session.histories).to.have.lengthOf(11);
    expect(rig.snapshot.phase).to.equal('failed');
    expect(rig.snapshot.error?.code).to.equal('connection-lost');
    expect(rig.transcript).to.deep.equal(['assistant: Once upon a time']);
    expect(rig.microphone.readyState).to.equal('ended');
    expect(clock.running).to.equal(0);
    expect(rig.session.log.at(-1)).to.equal('stop');
  });

  it('is stopped with a reason only where the call is over: it is to go on otherwise', async () => {
    const reasons: unknown[] = [];
    stub(rig.session, 'stop', (reason: unknown) => {
      reasons.push(reason);
      FakeSession.prototype.stop.call(rig.session);
    });
    rig.session.lose();
    await rig.reaches('listening');
    rig.session.openings.unshift(new VoiceError('token-secret'));
    rig.session.lose();
    await rig.reaches('failed');
    await rig.conversation.start();
    rig.session.says({type: 'session-ended', reason: 'expired'});
    await rig.conversation.start();
    rig.conversation.stop();
    expect(reasons).to.deep.equal([undefined, undefined, 'failed', 'remote', 'stopped']);
  });

  it('is found after some attempts', async () => {
    const clock = new Clock();
    const down = new VoiceError('connect-network');
    rig.session.openings.unshift(down, down);
    rig.session.lose();
    await clock.pass(5_000);
    expect(rig.snapshot).to.include({phase: 'listening', error: null});
    expect(rig.session.histories).to.have.lengthOf(4);
  });

  it('is given up at once when trying again cannot help', async () => {
    const clock = new Clock();
    rig.session.openings.unshift(new VoiceError('token-secret'));
    rig.session.lose();
    await clock.pass(0);
    expect(rig.snapshot.error?.code).to.equal('token-secret');
    expect(rig.session.histories).to.have.lengthOf(2);
  });

  for (const [what, no] of [
    ...[400, 401, 403, 404].flatMap(status =>
      (['token-status', 'connect-status'] as const).map(
        code => [`${code} ${status}`, new VoiceError(code, {status})] as const,
      ),
    ),
    ['a used up quota', new VoiceError('connect-status', {status: 429, detail: 'insufficient_quota'})],
  ] as const)
    it(`is given up within seconds when the answer is no, and no again: ${what}`, async () => {
      const clock = new Clock();
      rig.session.openings.splice(0, 1, no);
      rig.session.lose();
      await clock.pass(4_000);
      expect(rig.snapshot).to.include({phase: 'failed', error: no});
      expect(rig.session.histories).to.have.lengthOf(3);
      expect(rig.microphone.readyState).to.equal('ended');
      expect(clock.running).to.equal(0);
    });

  it('is found when the second answer is another one', async () => {
    const clock = new Clock();
    rig.session.openings.unshift(new VoiceError('token-status', {status: 403}));
    rig.session.lose();
    await clock.pass(4_000);
    expect(rig.snapshot.phase).to.equal('listening');
  });

  for (const status of [500, 503, 429, 408])
    it(`is tried for again and again while the answer is ${status}, which is told in the end`, async () => {
      const clock = new Clock();
      const busy = new VoiceError('token-status', {status});
      rig.session.openings.splice(0, 1, busy);
      rig.session.lose();
      await clock.pass(90_000);
      expect(rig.session.histories).to.have.lengthOf(11);
      expect(rig.snapshot.error).to.include({code: 'connection-lost', cause: busy});
    });

  it('can be lost again', async () => {
    for (let times = 0; times < 3; times++) {
      rig.session.lose();
      await rig.reaches('listening');
    }
    expect(rig.snapshot.sessionId).to.equal('call-4');
    expect(rig.phases.filter(phase => phase === 'reconnecting')).to.have.lengthOf(3);
  });

  it('is not looked for after a stop', async () => {
    const clock = new Clock();
    rig.session.openings.splice(0, 1, new VoiceError('connect-network'));
    rig.session.lose();
    await clock.pass(10);
    rig.conversation.stop();
    await clock.pass(60_000);
    expect(rig.snapshot.phase).to.equal('idle');
    expect(rig.session.histories).to.have.lengthOf(2);
    expect(clock.running).to.equal(0);
  });

  it('takes no time of a second start: that waits for the repair', async () => {
    rig.session.openings.unshift('wait');
    rig.session.lose();
    const started = rig.conversation.start();
    await until(() => rig.session.histories.length >= 2);
    rig.session.open();
    await started;
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('lets go of the sound, and takes that of the next one', async () => {
    rig.session.says({type: 'output', stream: new MediaStream()});
    rig.session.lose();
    expect(rig.audio.srcObject).to.equal(null);
    await rig.reaches('listening');
    const stream = new MediaStream();
    rig.session.says({type: 'output', stream});
    expect(rig.audio.srcObject).to.equal(stream);
  });

  it('is a failure while the call is not open yet', async () => {
    rig.conversation.stop();
    rig.session.openings.unshift('wait');
    const started = rig.conversation.start().catch(() => {});
    await rig.reaches('connecting');
    rig.session.lose();
    await started;
    expect(rig.snapshot.phase).to.equal('failed');
    expect(rig.snapshot.error?.code).to.equal('connection-lost');
  });

  it('is a failure with its own reason when the session says that it is over', async () => {
    rig.session.says({type: 'session-failed', error: new VoiceError('session-expired')});
    expect(rig.snapshot.phase).to.equal('failed');
    expect(rig.snapshot.error?.code).to.equal('session-expired');
    expect(rig.microphone.readyState).to.equal('ended');
  });

  it('is not replaced when the other side has ended it', async () => {
    const ended = new Promise<VoiceSessionEndEvent>(resolve =>
      rig.conversation.addEventListener('voice-session-end', event => resolve(event)),
    );
    rig.session.says({type: 'session-ended', reason: 'remote'});
    expect((await ended).reason).to.equal('remote');
    expect(rig.snapshot).to.include({phase: 'idle', error: null});
    expect(rig.microphone.readyState).to.equal('ended');
    expect(rig.session.log).to.deep.equal(['start', 'stop']);
  });

  it('follows a microphone that is lost meanwhile', async () => {
    rig.session.openings.unshift('wait');
    rig.session.lose();
    rig.microphone.dispatchEvent(new Event('ended'));
    await until(() => rig.session.microphones.length >= 2);
    await until(() => rig.session.histories.length >= 2);
    rig.session.open();
    await rig.reaches('listening');
    expect(rig.session.microphones.at(-1)).to.equal(rig.microphone);
  });

  it('is tried for at once when the network is back', async () => {
    const clock = new Clock();
    const down = new VoiceError('connect-network');
    rig.session.openings.unshift(down, down, down, down);
    rig.session.lose();
    await clock.pass(2_500);
    expect(rig.session.histories).to.have.lengthOf(4);
    window.dispatchEvent(new Event('online'));
    await clock.pass(0);
    expect(rig.session.histories).to.have.lengthOf(5);
  });

  it('is tried for no sooner than the server wants', async () => {
    const clock = new Clock();
    rig.session.openings.unshift(new VoiceError('token-status', {status: 429, retryAfter: 20}));
    rig.session.lose();
    await clock.pass(19_000);
    expect(rig.session.histories).to.have.lengthOf(2);
    await clock.pass(1_500);
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('answers the question that was open, and no other', async () => {
    const ask = {type: 'turn-text', id: 'q', role: 'user', text: 'Why?', final: true} as const;
    rig.session.says(ask, {type: 'input-committed'});
    rig.session.lose();
    await rig.reaches('listening');
    expect(rig.session.log.slice(-2)).to.deep.equal(['start', 'response']);
    rig.session.speaks();
    rig.session.lose();
    await rig.reaches('listening');
    expect(rig.session.log.at(-1)).to.equal('start');
  });
});

describe('A session that stalls', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = new Rig();
    await rig.conversation.start();
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('goes on where it was when it heals, and its words with it', () => {
    rig.session.speaks();
    rig.session.says({type: 'session-stalled'});
    expect(rig.snapshot).to.include({phase: 'reconnecting', quality: 'lost', playing: false, error: null});
    rig.session.says({type: 'session-resumed'}, {type: 'playback-started'});
    expect(rig.snapshot).to.include({phase: 'speaking', quality: null, sessionId: 'call-1'});
    rig.session.says({type: 'turn-text', id: 'answer', role: 'assistant', text: 'The end', final: true});
    expect(rig.transcript).to.deep.equal(['assistant: The end']);
    expect(rig.session.log).to.deep.equal(['start']);
  });

  it('is replaced when it does not', async () => {
    rig.session.says({type: 'session-stalled'});
    rig.session.lose();
    expect(rig.snapshot).to.include({phase: 'reconnecting', quality: null});
    await rig.reaches('listening');
    expect(rig.session.log).to.deep.equal(['start', 'stop', 'start']);
  });

  it('keeps typed words until it is known who gets them', async () => {
    rig.session.says({type: 'session-stalled'});
    rig.conversation.sendText('healed');
    expect(rig.session.log).to.deep.equal(['start']);
    rig.session.says({type: 'session-resumed'}, {type: 'session-stalled'});
    rig.conversation.sendText('replaced');
    rig.session.lose();
    await rig.reaches('listening');
    expect(rig.session.log).to.deep.equal(['start', 'text: healed', 'stop', 'start', 'text: replaced']);
    expect(rig.session.histories[1]!.map(({text}) => text)).to.deep.equal(['healed']);
  });
});
