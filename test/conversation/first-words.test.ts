import {expect} from '@open-wc/testing';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const firstMessage = 'Good morning! What may it be?';

describe('What the assistant says first', () => {
  let rig: Rig;
  const said = () => rig.session.log.filter(line => /^(say|response)/.test(line));
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('is said word for word at the first listening, and not again after a reconnection', async () => {
    rig = new Rig({firstMessage});
    await rig.conversation.start();
    expect(said()).to.deep.equal([`say: ${firstMessage}`]);
    rig.session.says({type: 'turn-text', id: 'a', role: 'assistant', text: firstMessage, final: true});
    rig.session.lose();
    await rig.reaches('reconnecting');
    await rig.reaches('listening');
    expect(said()).to.deep.equal([`say: ${firstMessage}`]);
  });

  it('is not the greeting where there is a first message', async () => {
    rig = new Rig({firstMessage, greeting: 'Welcome the visitor.'});
    await rig.conversation.start();
    expect(said()).to.deep.equal([`say: ${firstMessage}`]);
  });

  it('begins a conversation in writing, and is not sent', async () => {
    rig = new Rig({firstMessage});
    rig.conversation.sendText('Tulips, please.');
    await rig.reaches('listening');
    expect(rig.transcript).to.deep.equal([`assistant: ${firstMessage}`, 'user: Tulips, please.']);
    expect(rig.snapshot.turns[0]).to.include({written: true});
    expect(said()).to.deep.equal([]);
    rig.conversation.sendText('Red ones.');
    expect(rig.snapshot.turns).to.have.length(3);
  });

  it('is left out when the person was first', async () => {
    rig = new Rig({firstMessage});
    const started = rig.conversation.start();
    rig.conversation.sendText('Are you open?');
    await started;
    await until(() => rig.session.log.some(line => line.startsWith('text')), 'the words are sent');
    expect(said()).to.deep.equal([]);
    expect(rig.transcript).to.deep.equal(['user: Are you open?']);
  });
});

describe('A conversation that is cleared in a call', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = new Rig();
    await rig.conversation.start();
    rig.session.speaks();
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('is no longer spoken, and does not come back', () => {
    rig.conversation.clear();
    expect(rig.audio.muted).to.equal(true);
    expect(rig.session.log).to.include('interrupt');
    rig.session.says({type: 'turn-text', id: 'answer', role: 'assistant', text: 'Once upon', final: true});
    expect(rig.transcript).to.deep.equal([]);
  });
});
