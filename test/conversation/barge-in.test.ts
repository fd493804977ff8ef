import {expect} from '@open-wc/testing';
import type {VoiceInterruptedEvent} from '../../src/events/index.js';
import {Clock} from '../helpers/clock.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';

describe('Talking over the assistant', () => {
  let rig: Rig;
  let clock: Clock;
  async function starting(options: ConstructorParameters<typeof Rig>[0] = {}): Promise<void> {
    rig = new Rig(options);
    await rig.conversation.start();
    clock = new Clock();
    rig.session.speaks();
    await clock.pass(1_200);
  }
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('silences it at once, without waiting for the server', async () => {
    await starting();
    rig.session.says({type: 'speech-started'});
    expect(rig.audio.muted).to.equal(true);
    expect(rig.snapshot).to.include({phase: 'listening', playing: false, userSpeaking: true});
  });

  it('marks the turn as interrupted, with how much was heard', async () => {
    await starting();
    rig.session.says({type: 'speech-started'});
    expect(rig.transcript).to.deep.equal(['assistant: Once upon a time (interrupted)']);
    expect(rig.snapshot.turns[0]!.heardMs).to.equal(1_200);
  });

  it('is told to the page once', async () => {
    await starting();
    const told: VoiceInterruptedEvent[] = [];
    rig.conversation.addEventListener('voice-interrupted', event => told.push(event));
    rig.session.says(
      {type: 'speech-started'},
      {type: 'playback-stopped', cut: true},
      {type: 'turn-interrupted', id: 'answer', heardMs: 900},
      {type: 'turn-interrupted', id: 'answer'},
    );
    expect(told.map(({turnId, heardMs}) => [turnId, heardMs])).to.deep.equal([['answer', 1_200]]);
  });

  it('lets the next answer be heard', async () => {
    await starting();
    rig.session.says({type: 'speech-started'}, {type: 'speech-stopped'}, {type: 'input-committed'});
    expect(rig.audio.muted).to.equal(true);
    rig.session.speaks('next', 'Yes?');
    expect(rig.audio.muted).to.equal(false);
    expect(rig.snapshot.phase).to.equal('speaking');
  });

  it('goes on, and tells the server nothing, where the server does not let it be interrupted', async () => {
    await starting();
    const {capabilities} = rig.session;
    rig.session.says(
      {type: 'capabilities-changed', capabilities: {...capabilities, bargeIn: false}},
      {type: 'speech-started'},
    );
    await clock.pass(2_000);
    expect(rig.audio.muted).to.equal(false);
    expect(rig.snapshot.phase).to.equal('speaking');
    expect(rig.session.log).not.to.include('interrupt');
  });

  it('goes on where the page switched that off', async () => {
    await starting({bargeIn: 'off'});
    rig.session.says({type: 'speech-started'});
    expect(rig.audio.muted).to.equal(false);
    expect(rig.snapshot).to.include({phase: 'speaking', userSpeaking: true});
  });
});

describe('The button that stops the assistant', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = new Rig();
    await rig.conversation.start();
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('silences it and tells the server', () => {
    rig.session.speaks();
    rig.conversation.interrupt();
    expect(rig.session.log).to.deep.equal(['start', 'interrupt']);
    expect(rig.audio.muted).to.equal(true);
    expect(rig.snapshot.phase).to.equal('listening');
    expect(rig.transcript).to.deep.equal(['assistant: Once upon a time (interrupted)']);
  });

  it('stops it thinking: it listens when the server has given up the answer', () => {
    rig.session.says({type: 'response-started', responseId: 'one'});
    rig.conversation.interrupt();
    expect(rig.session.log).to.deep.equal(['start', 'interrupt']);
    rig.session.says({type: 'response-finished', responseId: 'one', status: 'cancelled', audible: false});
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('calls off an answer that has not begun, and does nothing between calls', () => {
    rig.conversation.interrupt();
    expect(rig.session.log).to.deep.equal(['start', 'interrupt']);
    expect(rig.snapshot.phase).to.equal('listening');
    rig.conversation.stop();
    rig.conversation.interrupt();
    expect(rig.session.log).to.deep.equal(['start', 'interrupt', 'stop']);
    expect(rig.audio.muted).to.equal(false);
  });
});
