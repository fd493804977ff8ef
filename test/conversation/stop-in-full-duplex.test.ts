import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import type {VoiceError} from '../../src/state/voice-error.js';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {Clock} from '../helpers/clock.js';
import {rejection} from '../helpers/rejection.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';

describe('An answer that is stopped in full duplex', () => {
  let rig: Rig;
  let clock: Clock;
  const words = (id: string, final = false) =>
    rig.session.says({type: 'turn-text', id, role: 'assistant', text: `Words of ${id}`, final});
  const sound = (starts: boolean) =>
    rig.session.says(starts ? {type: 'playback-started'} : {type: 'playback-stopped', cut: false});
  const heardMs = () => rig.snapshot.turns.map(turn => [turn.id, turn.interrupted, turn.heardMs]);

  beforeEach(async () => {
    rig = new Rig();
    rig.session.capabilities = {...noCapabilities, turns: false, interrupt: 'local'};
    await rig.conversation.start();
    clock = new Clock();
    sound(true);
    words('before');
    await clock.pass(20_000);
    sound(false);
    words('before', true);
    await clock.pass(3_000);
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  for (const [order, begin] of Object.entries({
    'whose words come before its sound': () => (words('now'), sound(true)),
    'whose sound comes before its words': () => (sound(true), words('now')),
  }))
    it(`${order} was heard since it began, through pauses of the voice`, async () => {
      begin();
      await clock.pass(1_000);
      sound(false);
      await clock.pass(400);
      sound(true);
      await clock.pass(600);
      rig.conversation.interrupt();
      expect(heardMs()).to.deep.equal([
        ['before', false, undefined],
        ['now', true, 2_000],
      ]);
    });

  it('marks nothing while it has no words: the turn before was heard to its end', async () => {
    sound(true);
    await clock.pass(200);
    rig.conversation.interrupt();
    expect(heardMs()).to.deep.equal([['before', false, undefined]]);
  });
});

describe('A backend that is not there', () => {
  it('fails the start, and says so', async () => {
    const conversation = new VoiceConversation({
      backend: 'livekit',
      getToken: () => Promise.resolve('token'),
    });
    const error = (await rejection(conversation.start())) as VoiceError;
    expect([error.code, error.detail]).to.deep.equal(['unsupported', 'backend']);
    expect(error.help).to.contain('voice-assistant-element/backends/livekit').and.contain('livekit-client');
    conversation.stop();
  });
});
