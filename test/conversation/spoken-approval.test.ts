import {expect} from '@open-wc/testing';
import type {VoiceTool} from '../../src/conversation/tools/voice-tool.js';
import type {VoiceToolApprovalEvent} from '../../src/events/tools.js';
import {ToolRig} from '../helpers/tool-rig.js';
import {until} from '../helpers/until.js';

describe('A spoken answer to a question whether a tool may act', () => {
  let rig: ToolRig;
  let done: string[];

  const tool = (name: string): VoiceTool => ({
    name,
    needsApproval: 'spoken',
    execute: () => void done.push(name),
  });

  /** Both wait. @returns what the assistant is to call them */
  async function askBoth(): Promise<readonly string[]> {
    rig.answers({name: 'delete_account'}, {name: 'send_newsletter'});
    await until(() => rig.told('tool-approval').length === 2, 'both ask');
    return idsTold();
  }

  const idsTold = () =>
    rig
      .sent('conversation.item.create')
      .map(({item}) => item as {role?: string; content?: {text: string}[]})
      .filter(({role}) => role === 'system')
      .map(({content}) => /with the id “(.*?)”/.exec(content![0]!.text)![1]!);

  /** The person is heard; their words are known only afterwards, if there are any. */
  const speaks = (id: string, words?: string) => {
    rig.connection.says(
      {type: 'input_audio_buffer.speech_started', item_id: id},
      {type: 'input_audio_buffer.speech_stopped', item_id: id},
      {type: 'input_audio_buffer.committed', item_id: id},
    );
    if (words !== undefined) isTranscribed(id, words);
  };
  const isTranscribed = (item_id: string, transcript: string) =>
    rig.connection.says({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id,
      content_index: 0,
      transcript,
    });
  let calls = 0;
  const passesOn = (args: object) => {
    const callId = `answer_${++calls}`;
    rig.answers({name: 'answer_approval', callId, arguments: args});
    return rig.output(callId);
  };

  beforeEach(async () => {
    done = [];
    rig = new ToolRig({tools: [tool('delete_account'), tool('send_newsletter')]});
    await rig.open();
  });

  afterEach(() => rig.end());

  it('counts for the action that it names, and for no other', async () => {
    const [, newsletter] = await askBoth();
    speaks('u1', 'Yes, the newsletter.');
    expect(await passesOn({action: newsletter, allowed: true})).to.match(/being done/);
    await rig.output('call_send_newsletter');
    expect(done).to.deep.equal(['send_newsletter']);
    expect(rig.outputs).not.to.have.property('call_delete_account');
  });

  it('is refused where it does not say for what, with the ids to choose from', async () => {
    const ids = await askBoth();
    speaks('u1', 'Yes.');
    for (const args of [{allowed: true}, {allowed: true, action: 'something'}]) {
      const told = await passesOn(args);
      for (const id of ids)
        expect(told === '' || !('action' in args) || told.includes(id), told).to.equal(true);
    }
    expect(done).to.deep.equal([]);
  });

  it('is good for one action: the next needs a yes of its own', async () => {
    const [account, newsletter] = await askBoth();
    speaks('u1', 'Yes.');
    await passesOn({action: newsletter, allowed: true});
    expect(await passesOn({action: account, allowed: true})).to.match(/not answered yet/);
    expect(done).to.deep.equal(['send_newsletter']);
    speaks('u2', 'Yes, delete it.');
    await passesOn({action: account, allowed: true});
    await rig.output('call_delete_account');
    expect(done).to.deep.equal(['send_newsletter', 'delete_account']);
  });

  it('is not given by a cough, by silence, or by a turn that ends without words', async () => {
    const [account] = await askBoth();
    expect(await passesOn({action: account, allowed: true}), 'nothing').to.match(/not answered yet/);
    speaks('cough', '');
    expect(await passesOn({action: account, allowed: true}), 'no words').to.match(/not answered yet/);
    speaks('noise', '  ');
    expect(await passesOn({action: account, allowed: true}), 'blank').to.match(/not answered yet/);
    expect(done).to.deep.equal([]);
  });

  it('waits for words that are transcribed only after the assistant has understood them', async () => {
    const [account] = await askBoth();
    speaks('u1');
    const told = passesOn({action: account, allowed: true});
    await until(() => rig.told('tool-call').length === 3, 'the answer is passed on');
    expect(done).to.deep.equal([]);
    isTranscribed('u1', 'Yes, delete it.');
    expect(await told).to.match(/being done/);
    await rig.output('call_delete_account');
    expect(done).to.deep.equal(['delete_account']);
  });

  it('is not what was said before the question, though it is transcribed after it', async () => {
    speaks('request');
    const [account] = await askBoth();
    isTranscribed('request', 'Yes, yes, delete my account.');
    expect(await passesOn({action: account, allowed: true})).to.match(/not answered yet/);
    expect(done).to.deep.equal([]);
  });

  it('is not what the person was in the middle of saying when they were asked', async () => {
    rig.connection.says({type: 'input_audio_buffer.speech_started', item_id: 'u1'});
    const [account] = await askBoth();
    rig.connection.says({type: 'input_audio_buffer.committed', item_id: 'u1'});
    isTranscribed('u1', 'And yes, buy some milk.');
    expect(await passesOn({action: account, allowed: true})).to.match(/not answered yet/);
    speaks('u2', 'Yes, delete it.');
    await passesOn({action: account, allowed: true});
    await rig.output('call_delete_account');
    expect(done).to.deep.equal(['delete_account']);
  });

  it('is good for one action also where both are passed on before the words are known', async () => {
    const [account, newsletter] = await askBoth();
    speaks('u1');
    rig.answers(
      {name: 'answer_approval', callId: 'one', arguments: {action: newsletter, allowed: true}},
      {name: 'answer_approval', callId: 'two', arguments: {action: account, allowed: true}},
    );
    await until(() => rig.told('tool-call').length === 4, 'both are passed on');
    isTranscribed('u1', 'Yes, the newsletter.');
    expect(await rig.output('one')).to.match(/being done/);
    expect(await rig.output('two')).to.match(/not answered yet/);
    expect(done).to.deep.equal(['send_newsletter']);
  });

  it('stays used when the page gives its tools again', async () => {
    const [account, newsletter] = await askBoth();
    speaks('u1', 'Yes, the newsletter.');
    await passesOn({action: newsletter, allowed: true});
    await rig.conversation.configure({tools: [tool('delete_account'), tool('send_newsletter')]});
    await until(() => rig.conversation.snapshot.online);
    expect(await passesOn({action: account, allowed: true})).to.match(/not answered yet/);
    expect(done).to.deep.equal(['send_newsletter']);
  });

  it('is not a no that was given to something else', async () => {
    const [account, newsletter] = await askBoth();
    speaks('u1', 'No.');
    await passesOn({action: newsletter, allowed: false});
    expect(await passesOn({action: account, allowed: true})).to.match(/not answered yet/);
    expect(done).to.deep.equal([]);
  });

  it('is not what was held to talk when the question came', async () => {
    rig.end();
    rig = new ToolRig({
      tools: [tool('delete_account'), tool('send_newsletter')],
      turnDetection: 'push-to-talk',
    });
    await rig.open();
    const {snapshot} = rig.conversation;
    Object.defineProperty(rig.conversation, 'snapshot', {
      value: {...snapshot, held: true},
      configurable: true,
    });
    const [account] = await askBoth();
    Reflect.deleteProperty(rig.conversation, 'snapshot');
    speaks('u1', 'And yes, buy some milk.');
    expect(await passesOn({action: account, allowed: true})).to.match(/not answered yet/);
  });

  it('may be typed while something is still being said, which is none', async () => {
    rig.connection.says({type: 'input_audio_buffer.speech_started', item_id: 'u1'});
    const [account] = await askBoth();
    rig.conversation.sendText('Hm, wait.');
    rig.connection.says({type: 'input_audio_buffer.committed', item_id: 'u1'});
    isTranscribed('u1', 'And yes, buy some milk.');
    expect(await passesOn({action: account, allowed: false, reason: 'wait'})).to.match(/not be done/);
    expect(done).to.deep.equal([]);
  });

  it('can still be given after a reconnection, since the new session is told of the question', async () => {
    const [account] = await askBoth();
    rig.connection.listener.lost();
    await until(() => rig.connections.length === 2 && rig.conversation.snapshot.online, 'another session');
    await until(() => idsTold().includes(account!), 'the question is told again');
    speaks('u9', 'Yes, delete it.');
    await passesOn({action: account, allowed: true});
    await rig.output('call_delete_account');
    expect(done).to.deep.equal(['delete_account']);
  });

  it('can be typed', async () => {
    const [account] = await askBoth();
    rig.conversation.sendText('Yes, delete it.');
    await passesOn({action: account, allowed: true});
    await rig.output('call_delete_account');
    expect(done).to.deep.equal(['delete_account']);
  });

  it('can be a no, which is told with its reason', async () => {
    const [account] = await askBoth();
    speaks('u1', 'No, I changed my mind.');
    expect(await passesOn({action: account, allowed: false, reason: 'changed my mind'})).to.match(
      /not be done/,
    );
    expect(await rig.output('call_delete_account')).to.match(/did not allow.*changed my mind/);
    expect(done).to.deep.equal([]);
  });

  it('settles nothing twice: a press was faster', async () => {
    const [account] = await askBoth();
    const {callId} = rig.told<VoiceToolApprovalEvent>('tool-approval')[0]!;
    speaks('u1', 'Yes.');
    rig.conversation.reject(callId);
    await rig.output(callId);
    expect(await passesOn({action: account, allowed: true})).to.match(/Say which action/);
    expect(done).to.deep.equal([]);
  });
});
