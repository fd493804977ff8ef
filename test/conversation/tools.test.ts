import {expect} from '@open-wc/testing';
import type {VoiceTool} from '../../src/conversation/tools/voice-tool.js';
import type {
  VoiceToolApprovalEvent,
  VoiceToolCallEvent,
  VoiceToolResultEvent,
} from '../../src/events/tools.js';
import {ToolRig} from '../helpers/tool-rig.js';
import {until} from '../helpers/until.js';

const weather: VoiceTool = {
  name: 'get_weather',
  description: 'The weather of a city.',
  parameters: {
    type: 'object',
    properties: {city: {type: 'string'}, days: {type: 'integer', minimum: 1}},
    required: ['city'],
  },
  execute: ({city}) => ({city, sky: 'clear'}),
};

describe('Tools of a page', () => {
  let rig: ToolRig;
  const open = async (...tools: readonly VoiceTool[]) => {
    rig = new ToolRig({tools});
    await rig.open();
  };
  const result = (): VoiceToolResultEvent => rig.told<VoiceToolResultEvent>('tool-result').at(-1)!;
  const answersAskedFor = () => rig.sent('response.create').length;
  afterEach(() => rig.end());

  it('are announced, beside what the server was set to and no more', async () => {
    await open(weather);
    expect(rig.sent('session.update')).to.deep.equal([
      {
        type: 'session.update',
        session: {
          type: 'realtime',
          tools: [
            {
              type: 'function',
              name: 'get_weather',
              description: weather.description,
              parameters: weather.parameters,
            },
          ],
        },
      },
    ]);
  });

  it('leave the server its own, which it answers itself', async () => {
    const own = {type: 'function', name: 'look_up', parameters: {type: 'object', properties: {}}};
    rig = new ToolRig({tools: [weather]});
    await rig.open([{type: 'session.created', session: {type: 'realtime', tools: [own]}}]);
    const {tools} = rig.sent('session.update').at(-1)!.session as {tools: {name: string}[]};
    expect(tools.map(({name}) => name)).to.deep.equal(['look_up', 'get_weather']);
    rig.answers({name: 'look_up'}, {name: 'get_weather', arguments: {city: 'Bonn'}});
    await rig.output('call_get_weather');
    expect(Object.keys(rig.outputs)).to.deep.equal(['call_get_weather']);
  });

  it('can change in the middle of a call', async () => {
    await open(weather);
    await rig.conversation.configure({tools: []});
    await until(() => rig.sent('session.update').length === 2);
    expect(rig.sent('session.update').at(-1)!.session).to.deep.equal({type: 'realtime', tools: []});
  });

  it('are called with their arguments, and what they return is told and answered', async () => {
    await open(weather);
    const before = answersAskedFor();
    rig.answers({name: 'get_weather', arguments: {city: 'Oslo'}});
    expect(JSON.parse(await rig.output('call_get_weather'))).to.deep.equal({city: 'Oslo', sky: 'clear'});
    await until(() => answersAskedFor() === before + 1);
    const [call] = rig.told<VoiceToolCallEvent>('tool-call');
    expect([call!.name, call!.callId, call!.arguments]).to.deep.equal([
      'get_weather',
      'call_get_weather',
      {city: 'Oslo'},
    ]);
    expect(result().output).to.deep.equal({city: 'Oslo', sky: 'clear'});
  });

  it('work side by side, and one answer follows when all are done', async () => {
    let finish = () => {};
    const slow: VoiceTool = {
      name: 'slow',
      execute: () => new Promise(resolve => (finish = () => resolve('late'))),
    };
    await open(weather, slow);
    const before = answersAskedFor();
    rig.answers({name: 'slow'}, {name: 'get_weather', arguments: {city: 'Rome'}});
    await rig.output('call_get_weather');
    expect(answersAskedFor()).to.equal(before);
    expect(rig.conversation.snapshot.phase).to.equal('thinking');
    finish();
    expect(await rig.output('call_slow')).to.equal('late');
    await until(() => answersAskedFor() === before + 1);
  });

  it('are not called twice when a server repeats itself, nor when its answer is cut off', async () => {
    let calls = 0;
    await open({name: 'count', execute: () => ++calls});
    const response = {
      id: 'r',
      status: 'completed',
      output: [{type: 'function_call', name: 'count', call_id: 'c', arguments: '{}'}],
    };
    rig.connection.says(
      {type: 'response.done', response},
      {type: 'response.done', response},
      {
        type: 'response.done',
        response: {...response, status: 'cancelled', output: [{...response.output[0], call_id: 'd'}]},
      },
    );
    await rig.output('c');
    expect(calls).to.equal(1);
  });

  const failures: readonly [string, VoiceTool | null, unknown, string, RegExp][] = [
    ['throws', {name: 't', execute: () => Promise.reject(new Error('sold out'))}, {}, 'threw', /sold out/],
    ['hangs', {name: 't', timeoutMs: 20, execute: () => new Promise(() => {})}, {}, 'timeout', /too long/],
    ['is not there', null, {}, 'unknown', /no tool/],
    ['gets no JSON', {...weather, name: 't'}, '{"city":', 'arguments', /not valid JSON/],
    ['gets a list', {...weather, name: 't'}, [], 'arguments', /JSON object/],
    ['misses an argument', {...weather, name: 't'}, {}, 'arguments', /city/],
    ['gets a wrong argument', {...weather, name: 't'}, {city: 'Oslo', days: 'two'}, 'arguments', /days/],
    [
      'returns what JSON cannot carry',
      {name: 't', execute: () => 1n},
      {},
      'threw',
      /cannot be put into words/,
    ],
  ];
  for (const [what, tool, args, detail, words] of failures) {
    it(`do not disturb the conversation when one ${what}`, async () => {
      await open(tool ?? weather);
      const before = answersAskedFor();
      rig.answers({name: 't', arguments: args});
      expect(await rig.output('call_t')).to.match(words);
      expect([result().error!.code, result().error!.detail]).to.deep.equal(['tool-failed', detail]);
      await until(() => answersAskedFor() === before + 1);
      expect(rig.conversation.snapshot.error).to.equal(null);
    });
  }

  it('have long output cut, for the assistant only', async () => {
    await open({name: 'long', execute: () => 'x'.repeat(1_000_000)});
    rig.answers({name: 'long'});
    const text = await rig.output('call_long');
    expect(text.length).to.be.below(10_100);
    expect(text).to.match(/990000 more characters were left out/);
    expect(result().output).to.have.length(1_000_000);
  });

  it('are stopped by an interruption, which asks for no answer', async () => {
    let signal!: AbortSignal;
    await open({name: 'slow', execute: (_args, given) => new Promise(() => (signal = given))});
    const before = answersAskedFor();
    rig.answers({name: 'slow'});
    await until(() => signal !== undefined);
    rig.conversation.interrupt();
    expect(await rig.output('call_slow')).to.match(/stopped waiting.*may have been done/);
    expect(signal.aborted).to.equal(true);
    await until(() => rig.conversation.snapshot.phase === 'listening');
    expect(answersAskedFor()).to.equal(before);
  });

  it('are not called stopped where they were, before they began', async () => {
    let decide: (needed: boolean) => void = () => {};
    const done: string[] = [];
    await open({
      name: 'careful',
      needsApproval: () => new Promise<boolean>(resolve => (decide = resolve)),
      execute: () => done.push('done'),
    });
    rig.answers({name: 'careful'});
    await until(() => rig.told('tool-call').length === 1);
    rig.conversation.interrupt();
    await Promise.resolve();
    decide(false);
    expect(await rig.output('call_careful')).to.match(/before it began\. It was not done/);
    expect(done).to.deep.equal([]);
  });

  it('go on when the person speaks over the assistant: what has left cannot be called back', async () => {
    let finish: (output: string) => void = () => {};
    let signal!: AbortSignal;
    await open({
      name: 'order',
      execute: (_args, given) => {
        signal = given;
        return new Promise(resolve => (finish = resolve));
      },
    });
    rig.answers({name: 'order'});
    await until(() => signal !== undefined);
    rig.connection.says(
      {type: 'input_audio_buffer.speech_started', item_id: 'u1'},
      {type: 'output_audio_buffer.cleared', response_id: 'resp_2'},
    );
    finish('It is ordered.');
    expect(await rig.output('call_order')).to.equal('It is ordered.');
    expect(signal.aborted).to.equal(false);
  });

  it('go on when a guardrail silences the assistant', async () => {
    let finish: (output: string) => void = () => {};
    let signal!: AbortSignal;
    rig = new ToolRig({
      tools: [
        {
          name: 'order',
          execute: (_args, given) => {
            signal = given;
            return new Promise(resolve => (finish = resolve));
          },
        },
      ],
      guardrails: [{name: 'No promises', execute: () => ({tripwireTriggered: true})}],
    });
    await rig.open();
    rig.answers({name: 'order'});
    await until(() => signal !== undefined);
    rig.connection.says(
      {type: 'response.created', response: {id: 'resp_words'}},
      {type: 'response.output_text.delta', response_id: 'resp_words', item_id: 'i', delta: 'x'.repeat(120)},
    );
    await until(() => rig.told('guardrail').length === 1, 'the guardrail trips');
    finish('It is ordered.');
    expect(await rig.output('call_order')).to.equal('It is ordered.');
    expect(signal.aborted).to.equal(false);
  });

  it('say that they may have been done when their time is up', async () => {
    await open({name: 'slow', timeoutMs: 20, execute: () => new Promise(() => {})});
    rig.answers({name: 'slow'});
    expect(await rig.output('call_slow')).to.match(/too long.*may be done all the same/);
  });

  it('survive a reconnection: the new session is told of the call, and of its result', async () => {
    let finish: (output: string) => void = () => {};
    await open({name: 'slow', execute: () => new Promise(resolve => (finish = resolve))});
    rig.answers({name: 'slow', arguments: {a: 1}});
    await until(() => rig.told('tool-call').length === 1);
    rig.connection.listener.lost();
    await until(() => rig.connections.length === 2 && rig.conversation.snapshot.online);
    expect(rig.sent('session.update')).to.have.length(1);
    const items = () => rig.sent('conversation.item.create').map(({item}) => (item as {type: string}).type);
    expect(items()).to.include('function_call');
    expect(answersAskedFor()).to.equal(0);
    finish('at last');
    expect(await rig.output('call_slow')).to.equal('at last');
    await until(() => answersAskedFor() === 1);
  });

  describe('that need approval', () => {
    const buy = (done: string[]): VoiceTool => ({
      name: 'buy',
      title: 'Buy it',
      needsApproval: true,
      execute: ({what}) => done.push(String(what)),
    });
    const ask = async (...tools: readonly VoiceTool[]) => {
      await open(...tools);
      rig.answers({name: 'buy', arguments: {what: 'tea'}});
      await until(() => rig.told('tool-approval').length === 1);
      return rig.told<VoiceToolApprovalEvent>('tool-approval')[0]!;
    };

    it('wait for the person, who can talk meanwhile', async () => {
      const done: string[] = [];
      const question = await ask(buy(done));
      expect([question.title, question.arguments, done]).to.deep.equal(['Buy it', {what: 'tea'}, []]);
      await until(() => rig.conversation.snapshot.phase === 'listening');
      rig.conversation.approve(question.callId);
      await rig.output('call_buy');
      expect(done).to.deep.equal(['tea']);
      expect(question.settled.aborted).to.equal(true);
    });

    it('do nothing when they are denied, and the assistant is told why', async () => {
      const done: string[] = [];
      const question = await ask(buy(done));
      rig.conversation.reject(question.callId, 'too expensive');
      expect(await rig.output('call_buy')).to.match(/did not allow.*too expensive/);
      expect([done, result().error!.detail]).to.deep.equal([[], 'denied']);
    });

    it('are not asked about again where the person said always to the very same, until the call ends', async () => {
      const done: string[] = [];
      const question = await ask(buy(done));
      rig.conversation.approve(question.callId, true);
      await rig.output('call_buy');
      rig.answers({name: 'buy', callId: 'again', arguments: ' {"what": "tea"} '});
      await rig.output('again');
      expect(done).to.deep.equal(['tea', 'tea']);
      rig.conversation.stop();
      await rig.open();
      rig.answers({name: 'buy', callId: 'later', arguments: {what: 'tea'}});
      await until(() => rig.told('tool-approval').length === 2);
      expect(done).to.have.length(2);
    });

    it('ask again for other arguments, whatever was always allowed', async () => {
      const done: string[] = [];
      const question = await ask(buy(done));
      rig.conversation.approve(question.callId, true);
      await rig.output('call_buy');
      rig.answers({name: 'buy', callId: 'other', arguments: {what: 'a house'}});
      await until(() => rig.told('tool-approval').length === 2);
      expect(done).to.deep.equal(['tea']);
    });

    it('show what the tool says of its arguments', async () => {
      const question = await ask({
        ...buy([]),
        describe: ({what}) => ({article: `the finest ${String(what)}`}),
      });
      expect(question.description).to.deep.equal({article: 'the finest tea'});
      expect(question.arguments).to.deep.equal({what: 'tea'});
    });

    it('ask again where the same arguments mean something else', async () => {
      const done: string[] = [];
      let meaning = 'first';
      const question = await ask({...buy(done), describe: () => Promise.resolve({article: meaning})});
      rig.conversation.approve(question.callId, true);
      await rig.output('call_buy');
      meaning = 'second';
      rig.answers({name: 'buy', callId: 'other', arguments: {what: 'tea'}});
      await until(() => rig.told('tool-approval').length === 2);
      expect(done).to.deep.equal(['tea']);
    });

    it('are refused where the tool does not say what it would do', async () => {
      const done: string[] = [];
      await open({...buy(done), describe: (() => undefined) as never});
      rig.answers({name: 'buy', arguments: {what: 'tea'}});
      expect(await rig.output('call_buy')).to.match(/could not be described/);
      expect([done, rig.told('tool-approval')]).to.deep.equal([[], []]);
    });

    it('ask nothing where there is nothing to ask about, and tell the assistant', async () => {
      const done: string[] = [];
      await open({
        ...buy(done),
        describe: () => {
          throw new Error('There is no such thing.');
        },
      });
      rig.answers({name: 'buy', arguments: {what: 'tea'}});
      expect(await rig.output('call_buy')).to.match(/There is no such thing/);
      expect([done, rig.told('tool-approval')]).to.deep.equal([[], []]);
    });

    it('are given up when the person hangs up', async () => {
      const done: string[] = [];
      const question = await ask(buy(done));
      rig.conversation.stop();
      await until(() => rig.told('tool-result').length === 1);
      expect([done, result().error!.detail, question.settled.aborted]).to.deep.equal([[], 'ended', true]);
    });
  });

  describe('context', () => {
    const systemItems = () =>
      rig
        .sent('conversation.item.create')
        .map(({item}) => item as {id: string; role: string; content: {text: string}[]})
        .filter(({role}) => role === 'system');

    it('is told, and replaced rather than piled up', async () => {
      rig = new ToolRig({tools: [weather], context: {page: 'basket'}});
      await rig.open();
      expect(systemItems().map(({content}) => content[0]!.text)).to.deep.equal([
        'About this page: {"page":"basket"}',
      ]);
      rig.connection.says({type: 'conversation.item.added', item: {...systemItems()[0]!, type: 'message'}});
      await rig.conversation.configure({tools: [weather], context: {page: 'checkout'}});
      await until(() => systemItems().length === 2);
      expect(rig.sent('conversation.item.delete').map(({item_id}) => item_id)).to.deep.equal([
        systemItems()[0]!.id,
      ]);
      expect(systemItems()[1]!.content[0]!.text).to.match(/checkout/);
    });
  });
});
