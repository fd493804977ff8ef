import {expect} from '@open-wc/testing';
import {VoiceError} from '../../src/state/voice-error.js';
import {voiceError} from '../helpers/rejection.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('Typed words', () => {
  let rig: Rig;
  beforeEach(() => (rig = new Rig()));
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('open a conversation without a microphone', async () => {
    rig.conversation.sendText('Hello');
    await rig.reaches('listening');
    expect(rig.phases).to.deep.equal(['connecting', 'listening']);
    expect(rig.session.log).to.deep.equal(['start', 'text: Hello']);
    expect(rig.microphones).to.have.lengthOf(0);
    expect(rig.snapshot.textOnly).to.equal(true);
    expect(rig.transcript).to.deep.equal(['user: Hello']);
  });

  it('are on screen at once and sent when the session is there, in their order and once', async () => {
    rig.session.openings.unshift('wait');
    for (const word of ['One', 'Two', 'Three']) rig.conversation.sendText(word);
    expect(rig.transcript).to.deep.equal(['user: One', 'user: Two', 'user: Three']);
    expect(rig.session.log).to.deep.equal(['start']);
    rig.session.open();
    expect(rig.session.log).to.deep.equal(['start', 'text: One', 'text: Two', 'text: Three']);
    // They are sent as messages: not once more as something said in the past.
    expect(rig.session.histories).to.deep.equal([[]]);
  });

  it('are sent at once while the conversation goes on', async () => {
    await rig.conversation.start();
    rig.conversation.sendText('Hello');
    expect(rig.session.log).to.deep.equal(['start', 'text: Hello']);
    expect(rig.snapshot).to.include({textOnly: false, phase: 'listening'});
  });

  it('silence the assistant', async () => {
    await rig.conversation.start();
    rig.session.speaks();
    rig.conversation.sendText('No, wait');
    expect(rig.audio.muted).to.equal(true);
    expect(rig.snapshot.playing).to.equal(false);
    expect(rig.transcript).to.deep.equal(['assistant: Once upon a time (interrupted)', 'user: No, wait']);
  });

  it('are nothing when they are empty', () => {
    for (const nothing of ['', '  ', '\n\t']) rig.conversation.sendText(nothing);
    expect(rig.snapshot).to.include({phase: 'idle'});
    expect(rig.snapshot.turns).to.be.empty;
  });

  it('have ids that every server takes', () => {
    rig.session.openings.unshift('wait');
    for (let count = 0; count < 50; count++) rig.conversation.sendText('Hello');
    const ids = rig.snapshot.turns.map(turn => turn.id);
    expect(new Set(ids).size).to.equal(50);
    for (const id of ids) expect(id).to.match(/^\w{1,32}$/);
  });

  it('wait for the session that replaces a lost one, on screen meanwhile', async () => {
    await rig.conversation.start();
    rig.session.openings.unshift('wait');
    rig.session.lose();
    rig.conversation.sendText('Still there?');
    expect(rig.transcript).to.deep.equal(['user: Still there?']);
    await until(() => rig.session.histories.length >= 2);
    rig.session.open();
    expect(rig.session.log.at(-1)).to.equal('text: Still there?');
    expect(rig.session.histories[1]).to.deep.equal([]);
  });

  it('are kept when the conversation fails, and sent by the retry', async () => {
    rig.session.openings.unshift(new VoiceError('token-network'));
    rig.conversation.sendText('Hello');
    await rig.reaches('failed');
    expect(rig.transcript).to.deep.equal(['user: Hello']);
    await rig.conversation.start();
    expect(rig.session.log.at(-1)).to.equal('text: Hello');
    expect(rig.session.histories.at(-1)).to.deep.equal([]);
  });

  it('are forgotten when the conversation is cleared before they could be sent', async () => {
    rig.session.openings.unshift('wait');
    rig.conversation.sendText('Hello');
    rig.conversation.clear();
    rig.session.open();
    await rig.reaches('listening');
    expect(rig.session.log).to.deep.equal(['start']);
    expect(rig.snapshot.turns).to.be.empty;
  });

  it('that are too large are told so, and the conversation goes on', async () => {
    await rig.conversation.start();
    stub(rig.session, 'sendText', () => {
      throw new VoiceError('too-large');
    });
    rig.conversation.sendText('x'.repeat(300_000));
    expect(rig.snapshot.error?.code).to.equal('too-large');
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('can be followed by speech: the microphone joins the conversation there is', async () => {
    rig.conversation.sendText('Hello');
    await rig.reaches('listening');
    await rig.conversation.start();
    expect(rig.snapshot.textOnly).to.equal(false);
    expect(rig.session.log).to.deep.equal(['start', 'text: Hello']);
    expect(rig.session.microphones).to.deep.equal([rig.microphone]);
  });

  it('can be followed by speech also while their session opens', async () => {
    rig.session.openings.unshift('wait');
    rig.conversation.sendText('Hello');
    const started = rig.conversation.start();
    await until(() => rig.session.microphones.length);
    rig.session.open();
    await started;
    expect(rig.snapshot).to.include({phase: 'listening', textOnly: false});
    expect(rig.session.log).to.deep.equal(['start', 'text: Hello']);
  });

  it('go on without a microphone when that is refused', async () => {
    rig.conversation.sendText('Hello');
    await rig.reaches('listening');
    rig.prompt = Promise.reject(new DOMException('', 'NotAllowedError'));
    const error = await voiceError(rig.conversation.start(), 'mic-denied');
    expect(rig.snapshot).to.include({phase: 'listening', textOnly: true, error});
    rig.conversation.sendText('I would rather type');
    expect(rig.session.log.at(-1)).to.equal('text: I would rather type');
  });

  it('and their answers are history for the next call', async () => {
    rig.conversation.sendText('Hello');
    await rig.reaches('listening');
    rig.session.says({type: 'turn-text', id: 'a', role: 'assistant', text: 'Hi', final: true});
    rig.conversation.stop();
    await rig.conversation.start();
    expect(rig.session.histories.at(-1)!.map(({role, text}) => `${role}: ${text}`)).to.deep.equal([
      'user: Hello',
      'assistant: Hi',
    ]);
  });
});
