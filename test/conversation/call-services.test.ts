import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {FakeSession} from '../helpers/fake-session.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import type {VoiceMessageEvent} from '../../src/events/index.js';
import type {VoiceTranscriptionFailedEvent} from '../../src/events/transcription-failed.js';
import type {EndReason} from '../../src/state/voice-event.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const conversationWith = (options = {}) =>
  new VoiceConversation({session: new ScriptedSession({pace: 0}), ...options});

function endOf(conversation: VoiceConversation): Promise<EndReason> {
  return new Promise(resolve =>
    conversation.subscribe((_snapshot, _previous, event) => event.type === 'stop' && resolve(event.reason)),
  );
}

describe('What goes with a call', () => {
  afterEach(restoreStubs);

  it('is the only one of its page: another call ends it', async () => {
    const [one, other] = [conversationWith(), conversationWith()];
    await one.start();
    const ended = endOf(one);
    await other.start();
    expect(await ended).to.equal('replaced');
    expect([one.snapshot.phase, other.snapshot.phase]).to.deep.equal(['idle', 'listening']);
    one.stop();
    expect(other.snapshot.phase).to.equal('listening');
    other.stop();
  });

  it('tells once of a turn that was not understood, and of no words', async () => {
    const session = new ScriptedSession({pace: 0});
    const conversation = conversationWith({session});
    const told: string[] = [];
    const note = (event: VoiceTranscriptionFailedEvent | VoiceMessageEvent) =>
      told.push('turnId' in event ? event.turnId : event.turn.text);
    conversation.addEventListener('voice-transcription-failed', note);
    conversation.addEventListener('voice-message', note);
    const served = new Promise(resolve => conversation.addEventListener('voice-metrics', resolve));
    await conversation.start();
    await served;
    session.act({user: null});
    session.act({event: {type: 'transcription-failed', id: 'user-1'}});
    session.act({event: {type: 'turn-text', id: 'half', role: 'user', text: 'Some wo', final: false}});
    session.act({event: {type: 'transcription-failed', id: 'half'}});
    session.act({user: 'Now I am heard'});
    await until(() => told.includes('Now I am heard'));
    expect(told).to.deep.equal(['user-1', 'Some wo', 'Now I am heard']);
    conversation.stop();
  });

  for (const [target, type] of [
    [window, 'pagehide'],
    [document, 'freeze'],
  ] as const)
    it(`ends with its page (${type}), also while it is connecting`, async () => {
      const session = new FakeSession();
      session.openings[0] = 'wait';
      const conversation = conversationWith({session});
      conversation.sendText('Hello');
      await until(() => session.log.length);
      expect(conversation.snapshot.phase).to.equal('connecting');
      const ended = endOf(conversation);
      target.dispatchEvent(new Event(type));
      expect(await ended).to.equal('page-hidden');
      expect(conversation.snapshot.phase).to.equal('idle');
      expect(session.log).to.deep.equal(['start', 'stop']);
      session.openings[0] = 'open';
      await conversation.start();
      const endedAgain = endOf(conversation);
      target.dispatchEvent(new Event(type));
      expect(await endedAgain).to.equal('page-hidden');
    });

  it('ends after its time also where tabs must not talk to each other', async () => {
    stub(globalThis, 'BroadcastChannel', function () {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const conversation = conversationWith({maxDuration: 0.2});
    const ended = endOf(conversation);
    await conversation.start();
    expect(await ended).to.equal('duration');
  });

  it('ends after its time, with a warning before', async () => {
    const conversation = conversationWith({maxDuration: 0.2});
    const ended = endOf(conversation);
    let warned = false;
    conversation.subscribe(({endsAt}) => (warned ||= endsAt !== null));
    await conversation.start();
    expect(await ended).to.equal('duration');
    expect(warned).to.equal(true);
    expect(conversation.snapshot).to.include({phase: 'idle', endsAt: null, startedAt: null});
  });

  it('keeps the screen on from start to end', async () => {
    const locks: {released: boolean}[] = [];
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    let taken = () => {};
    const held = new Promise<void>(resolve => (taken = resolve));
    navigator.wakeLock.request = () => {
      const lock = {released: false, release: () => Promise.resolve(void (lock.released = true))};
      locks.push(lock);
      setTimeout(taken);
      return Promise.resolve(lock as unknown as WakeLockSentinel);
    };
    try {
      const conversation = conversationWith();
      await conversation.start();
      await held;
      expect(locks).to.deep.include({...locks[0]!, released: false});
      // The browser lets go of it with the page, and not by itself.
      const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));
      comeBack();
      locks[0]!.released = true;
      comeBack();
      await until(() => locks.length === 2);
      comeBack();
      conversation.stop();
      await until(() => locks.every(lock => lock.released));
      expect(locks).to.have.lengthOf(2);
    } finally {
      navigator.wakeLock.request = request;
    }
  });

  it('is heard to begin, mute and end, where sounds are on', async () => {
    const frequencies: number[] = [];
    const Native = window.OscillatorNode;
    window.OscillatorNode = class extends Native {
      constructor(context: BaseAudioContext, options: OscillatorOptions = {}) {
        super(context, options);
        frequencies.push(options.frequency!);
      }
    };
    try {
      const conversation = conversationWith({sounds: 'on'});
      await conversation.start();
      const heard = (count: number) => until(() => frequencies.length >= count, `${count} tones are heard`);
      await heard(2);
      conversation.mute();
      await heard(3);
      conversation.stop();
      await heard(5);
      expect(frequencies).to.deep.equal([523, 784, 440, 784, 523]);
    } finally {
      window.OscillatorNode = Native;
    }
  });
});
