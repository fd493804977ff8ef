import {expect} from '@open-wc/testing';
import {FakeBot} from '../../helpers/fake-bot.js';
import {until} from '../../helpers/until.js';
import {VoiceError} from '../../../src/state/voice-error.js';
import {rejection} from '../../helpers/rejection.js';

describe('A bot of Pipecat', () => {
  let bot: FakeBot;
  beforeEach(() => (bot = new FakeBot()));
  afterEach(() => bot.session.stop('stopped'));

  it('is greeted as the protocol wants it, and is there when it says so', async () => {
    const opened = bot.start();
    bot.session.setMuted(true);
    await until(() => bot.connection.sent.length > 1);
    expect(bot.connection.options!.channelLabel).to.equal('chat');
    const [status, ready] = bot.connection.sent.filter(event => typeof event === 'object');
    expect(status).to.deep.equal({
      type: 'signalling',
      message: {type: 'trackStatus', receiver_index: 0, enabled: false},
    });
    expect(ready).to.deep.include({label: 'rtvi-ai', type: 'client-ready'});
    expect(ready!.data).to.deep.include({version: '2.1.0'});
    expect(bot.events).to.deep.equal([]);
    bot.says('error-response', {error: 'Compatibility issues may occur.'});
    bot.says('bot-ready', {version: '2.2.0'});
    await opened;
    expect(bot.reported()).to.deep.equal(['session-opened']);
  });

  it('that leaves before it is ready fails the start', async () => {
    const opened = bot.start();
    await bot.connection.opening;
    bot.connection.says({type: 'signalling', message: {type: 'peerLeft'}});
    const error = await rejection(opened);
    expect(error).to.be.instanceOf(VoiceError).with.property('code', 'connect-answer');
    expect(bot.connection.closed).to.equal(true);
  });

  it('tells what the person says: interim and final words, and that it is a turn', async () => {
    await bot.open();
    bot.says('user-started-speaking');
    for (const [text, final] of [
      ['Hello', false],
      ['Hello there', true],
      ['who', false],
      ['who are you?', true],
    ])
      bot.says('user-input', {text, final, input_type: 'transcription'});
    bot.says('user-transcription', {text: 'who are you?', final: true});
    bot.says('user-stopped-speaking');
    bot.says('user-llm-text', {text: 'Hello there who are you?'});
    bot.says('bot-llm-started');
    expect(bot.reported()).to.deep.equal([
      'speech-started',
      'user: Hello',
      'user: Hello there',
      'user: Hello there who',
      'user: Hello there who are you?',
      'speech-stopped',
      'input-committed',
      'user: Hello there who are you? .',
      'response-started',
    ]);
  });

  it('takes a noise for no turn, and late words for one', async () => {
    await bot.open();
    bot.says('user-started-speaking');
    bot.says('user-stopped-speaking');
    expect(bot.reported()).to.deep.equal(['speech-started', 'speech-stopped']);
    bot.says('user-started-speaking');
    bot.says('user-stopped-speaking');
    bot.says('user-transcription', {text: 'Hello', final: true});
    bot.says('bot-llm-started');
    expect(bot.reported()).to.deep.equal([
      'speech-started',
      'speech-stopped',
      'user: Hello',
      'input-committed',
      'user: Hello .',
      'response-started',
    ]);
  });

  it('shows what it does as work: functions of its own, and groups of jobs', async () => {
    await bot.open();
    bot.says('llm-function-call-started', {});
    bot.says('llm-function-call-in-progress', {tool_call_id: 'call_1'});
    bot.says('llm-function-call-in-progress', {tool_call_id: 'call_1', function_name: 'weather'});
    bot.says('llm-function-call-stopped', {tool_call_id: 'call_1', cancelled: false});
    bot.says('ui-job-group', {kind: 'group_started', job_id: 'job_1'});
    bot.says('ui-job-group', {kind: 'job_update', job_id: 'job_1'});
    bot.says('ui-job-group', {kind: 'group_completed', job_id: 'job_1'});
    expect(bot.reported()).to.deep.equal(['work-started', 'work-finished', 'work-started', 'work-finished']);
  });

  it('has the page run tools, and is told what came of them under their ids', async () => {
    await bot.open();
    bot.says('server-message', {
      type: 'page-tool-call',
      id: 'page-1',
      name: 'order',
      arguments: {what: 'tea'},
    });
    expect(bot.events.splice(0)).to.deep.equal([
      {type: 'tool-called', callId: 'page-1', name: 'order', arguments: '{"what":"tea"}'},
    ]);
    bot.session.sendToolResult('page-1', 'Ordered.', {respond: true});
    expect(bot.connection.sent.at(-1)!.data).to.deep.equal({
      t: 'page-tool-result',
      d: {id: 'page-1', name: 'order', output: 'Ordered.', respond: true},
    });
    bot.says('server-message', {type: 'page-tool-cancel', id: 'page-2'});
    expect(bot.events).to.deep.equal([{type: 'tool-cancelled', callId: 'page-2'}]);
  });

  it('gives commands, which are tools of the page, and waits for nothing', async () => {
    await bot.open();
    const commands: readonly (readonly [string, object | null, string, object])[] = [
      ['scroll_to', {ref: 'e4', target_id: 'x'}, 'scroll-to', {target: 'e4'}],
      ['highlight', {target_id: 'contact'}, 'highlight', {target: 'contact'}],
      ['set_input_value', {ref: 'e5', value: 'Old road'}, 'fill-field', {target: 'e5', value: 'Old road'}],
      ['navigate', {view: '/shop'}, 'navigate', {address: '/shop'}],
      ['toast', {title: 'Hi'}, 'toast', {title: 'Hi'}],
      ['constructor', null, 'constructor', {}],
    ];
    for (const [command, payload, name, args] of commands) {
      bot.says('ui-command', {command, payload});
      const [call] = bot.events.splice(0);
      expect(call).to.deep.include({type: 'tool-called', name, arguments: JSON.stringify(args)});
      if (call?.type === 'tool-called') bot.session.sendToolResult(call.callId, 'Done.', {respond: true});
    }
    expect(bot.connection.sent).to.deep.equal([]);
  });

  it('counts tokens', async () => {
    await bot.open();
    bot.says('metrics', {tokens: [{prompt_tokens: 12, completion_tokens: 3, total_tokens: 15}], ttfb: [{}]});
    expect(bot.events).to.deep.equal([
      {type: 'usage', usage: {inputTokens: 12, outputTokens: 3, totalTokens: 15}, total: false},
    ]);
  });

  it('that leaves has ended the call', async () => {
    await bot.open();
    bot.says('user-started-speaking');
    bot.says('user-transcription', {text: 'Bye', final: true});
    bot.connection.says({type: 'signalling', message: {type: 'peerLeft'}});
    expect(bot.reported()).to.deep.equal(['speech-started', 'user: Bye', 'user: Bye .', 'session-ended']);
    expect(bot.connection.closed).to.equal(true);
  });

  it('is not taken to know messages of the page until it says so', async () => {
    const opened = bot.start();
    await bot.connection.opening;
    await Promise.resolve();
    bot.says('bot-ready', {version: '2.2.0'});
    await opened;
    bot.connection.sent.length = 0;
    bot.session.sendContext('The page is about tea.', 'page');
    bot.session.say('Welcome.');
    expect(bot.connection.sent).to.deep.equal([]);
    bot.says('server-message', {type: 'page-features', features: ['context', 'unheard-of']});
    expect(bot.connection.sent.map(({data}) => data)).to.deep.equal([
      {t: 'page-context', d: {text: 'The page is about tea.', id: 'page'}},
    ]);
    const told = bot.events.find(({type}) => type === 'capabilities-changed');
    expect(told).to.have.nested.property('capabilities.context', true);
    expect(told).to.have.nested.property('capabilities.say', false);
    expect(told).to.have.nested.property('capabilities.interrupt', 'local');
    expect(told?.type === 'capabilities-changed' && told.capabilities?.reads)
      .to.include.members(['context', 'answers'])
      .and.not.include.members(['firstMessage'])
      .and.not.include.members(['greeting'])
      .and.not.include.members(['tools']);
  });

  it('that takes all messages of the page reads all that is told by them', async () => {
    await bot.open(null);
    bot.says('server-message', {type: 'page-features', features: ['tools', 'context', 'respond', 'say']});
    const [told] = bot.events;
    expect(told?.type === 'capabilities-changed' && told.capabilities?.reads).to.deep.equal(
      bot.session.capabilities.reads,
    );
  });

  it('that knows none is silenced here, and heard again when it answers anew', async () => {
    await bot.open(null);
    await until(() => bot.events.some(({type}) => type === 'capabilities-changed'));
    bot.says('bot-llm-started');
    bot.says('bot-llm-stopped');
    bot.says('bot-started-speaking');
    bot.outputs(1, 'Once upon a time.', 'Once');
    bot.reported();
    bot.session.interrupt();
    expect(bot.reported()).to.deep.equal(['playback-cut', 'turn-interrupted', 'assistant: Once .']);
    bot.outputs(1, 'Once upon a time.', 'Once upon');
    bot.says('bot-stopped-speaking');
    bot.says('bot-started-speaking');
    bot.outputs(2, 'There was a fox.', 'There');
    expect(bot.reported()).to.deep.equal([]);
    bot.says('bot-llm-started');
    bot.says('bot-started-speaking');
    bot.outputs(3, 'Yes?', 'Yes?', 'completed');
    expect(bot.reported()).to.deep.equal(['response-started', 'playback-started', 'assistant: Yes?']);
  });

  it('may say anything, in any shape and order, without harm', async () => {
    await bot.open();
    const strange = [
      null,
      undefined,
      0,
      '',
      'x',
      [],
      {},
      {text: 7},
      {text: {}},
      {tokens: {}},
      {tokens: [null]},
      {type: 'page-tool-call'},
      {type: 'page-features', features: 7},
      {segment_id: -1, text: 'x'},
      {command: 7},
      {command: '__proto__', payload: []},
    ];
    const types = [
      'bot-ready',
      'user-started-speaking',
      'user-stopped-speaking',
      'user-transcription',
      'user-input',
      'user-llm-text',
      'bot-llm-started',
      'bot-llm-text',
      'bot-llm-stopped',
      'bot-tts-started',
      'bot-started-speaking',
      'bot-stopped-speaking',
      'bot-output',
      'bot-tts-text',
      'bot-interrupted',
      'error-response',
      'llm-function-call-in-progress',
      'llm-function-call-stopped',
      'ui-job-group',
      'ui-command',
      'metrics',
      'server-message',
      'server-response',
      'unheard-of',
    ];
    for (const data of strange) for (const type of [...types, ...types.toReversed()]) bot.says(type, data);
    bot.connection.says(
      {type: 'signalling'},
      {type: 'signalling', message: 7},
      {type: 'signalling', message: {type: 'renegotiate'}},
    );
    bot.connection.says({type: 'bot-llm-started'}, {label: 'other', type: 'error', data: {fatal: true}});
    bot.says('server-message', {type: 'page-features', features: ['say']});
    bot.reported();
    bot.says('bot-interrupted');
    bot.says('bot-llm-started');
    expect(bot.reported()).to.include('response-started');
  });
});
