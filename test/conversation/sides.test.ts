import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {noCapabilities} from '../../src/state/capabilities.js';
import {until} from '../helpers/until.js';
import type {VoiceSession, VoiceSessionStart} from '../../src/session/voice-session.js';

/** A backend that records what it is asked, and reports what the test wants. */
class Recorder implements VoiceSession {
  readonly capabilities = {...noCapabilities, text: true, reads: ['greeting']};
  readonly asked: string[] = [];
  call!: VoiceSessionStart;
  constructor(readonly ownsMicrophone = true) {}
  start(call: VoiceSessionStart): Promise<void> {
    this.call = call;
    return Promise.resolve();
  }
  stop(): void {
    this.asked.push('stop');
  }
  setMicrophone(): void {}
  requestResponse({instructions = ''}: {readonly instructions?: string} = {}): void {
    this.asked.push(`response: ${instructions}`);
  }
  interrupt(): void {}
  sendText(text: string): void {
    this.asked.push(text);
  }
}

describe('Both sides of a conversation', () => {
  it('are open when a backend says no more than that it has started', async () => {
    const session = new Recorder();
    const conversation = new VoiceConversation({session, greeting: 'Say hello.'});
    await conversation.start();
    expect(conversation.snapshot.phase).to.equal('listening');
    expect(session.asked).to.deep.equal(['response: Say hello.']);
    conversation.stop();
  });

  it('wait for the microphone before anything is said, and words come before a greeting', async () => {
    const session = new Recorder(false);
    let allow = () => {};
    const {mediaDevices} = navigator;
    const {getUserMedia} = mediaDevices;
    mediaDevices.getUserMedia = constraints =>
      new Promise<void>(resolve => (allow = resolve)).then(() =>
        getUserMedia.call(mediaDevices, constraints),
      );
    try {
      const conversation = new VoiceConversation({session, greeting: 'Say hello.'});
      const started = conversation.start();
      await Promise.resolve();
      session.call.emit({type: 'session-opened', sessionId: '1'});
      conversation.sendText('Hello');
      expect(session.asked).to.deep.equal([]);
      allow();
      await started;
      await Promise.resolve();
      expect(session.asked).to.deep.equal(['Hello']);
      conversation.stop();
    } finally {
      mediaDevices.getUserMedia = getUserMedia;
    }
  });

  it('begin with a greeting once: not after words, and not again when the microphone is opened anew', async () => {
    const session = new Recorder();
    const conversation = new VoiceConversation({session, greeting: 'Say hello.'});
    conversation.sendText('Hello');
    await until(() => conversation.snapshot.online, 'the conversation in writing is open');
    session.call.emit({type: 'session-stalled'});
    session.call.emit({type: 'session-resumed'});
    await conversation.start();
    expect(session.asked).to.deep.equal(['Hello']);
    conversation.stop();
  });

  it('are free of the microphone even when the backend cannot be stopped', async () => {
    const session = new Recorder();
    session.stop = () => {
      throw new Error('stuck');
    };
    const conversation = new VoiceConversation({session});
    await conversation.start();
    expect(() => conversation.stop()).not.to.throw();
    expect(conversation.snapshot.phase).to.equal('idle');
  });

  it('end an answer whose `response.done` was lost with its own sound', async () => {
    const session = new Recorder();
    const conversation = new VoiceConversation({session});
    await conversation.start();
    const {emit} = session.call;
    emit({type: 'response-started', responseId: 'a'});
    emit({type: 'playback-started'});
    emit({type: 'playback-stopped', cut: false, responseId: 'a'});
    expect(conversation.snapshot).to.include({phase: 'listening', responseId: null});
    emit({type: 'response-started', responseId: 'b'});
    emit({type: 'playback-stopped', cut: false, responseId: 'b'});
    expect(conversation.snapshot).to.include({phase: 'listening', responseId: null});
    conversation.stop();
  });

  it('mark no earlier answer when sound without words yet is cut', async () => {
    const session = new Recorder();
    const conversation = new VoiceConversation({session});
    await conversation.start();
    const {emit} = session.call;
    emit({type: 'turn-text', id: '1', role: 'assistant', text: 'Earlier', final: true});
    emit({type: 'response-started', responseId: 'a'});
    emit({type: 'playback-started'});
    emit({type: 'speech-started'});
    expect(conversation.snapshot).to.include({phase: 'listening', playing: false});
    expect(conversation.snapshot.turns[0]!.interrupted).to.equal(false);
    conversation.stop();
  });
});
