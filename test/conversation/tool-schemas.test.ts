import {expect} from '@open-wc/testing';
import {z} from 'zod';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {defineTool} from '../../src/conversation/tools/define-tool.js';
import type {VoiceTool} from '../../src/conversation/tools/voice-tool.js';
import type {VoiceErrorEvent} from '../../src/events/lifecycle.js';
import type {VoiceToolApprovalEvent, VoiceToolResultEvent} from '../../src/events/tools.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {ToolRig} from '../helpers/tool-rig.js';
import {until} from '../helpers/until.js';

const schema = z.object({
  city: z.string().describe('Where.'),
  days: z.coerce.number().int().min(1).default(1),
  when: z.string().transform(text => new Date(text)),
});

const forecast = defineTool({
  name: 'forecast',
  parameters: schema,
  execute: ({city, days, when}) => `${city}, ${days + 1}, ${when.toISOString()}`,
});

describe('A schema of a library as parameters', () => {
  let rig: ToolRig;
  let errors: VoiceErrorEvent[];
  const open = async (...tools: readonly VoiceTool[]) => {
    rig = new ToolRig({tools});
    errors = [];
    rig.conversation.addEventListener('voice-error', event => errors.push(event));
    await rig.open();
  };
  const declared = () =>
    (rig.sent('session.update').at(-1)!.session as {tools: {name: string; parameters: object}[]}).tools;
  const result = () => rig.told<VoiceToolResultEvent>('tool-result').at(-1)!;
  afterEach(() => rig?.end());

  it('is JSON Schema on the wire', async () => {
    await open(forecast);
    expect(declared()[0]!.parameters).to.deep.equal({
      type: 'object',
      properties: {
        city: {type: 'string', description: 'Where.'},
        days: {default: 1, type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER},
        when: {type: 'string'},
      },
      required: ['city', 'when'],
    });
  });

  it('is that in every call', async () => {
    for (let call = 0; call < 2; call++) {
      rig?.end();
      await open(forecast);
      expect(declared()[0]!.parameters).to.have.property('type', 'object');
    }
  });

  it('makes of the arguments what execute is called with', async () => {
    await open(forecast);
    rig.answers({name: 'forecast', arguments: {city: 'Oslo', when: '2026-11-28'}});
    expect(await rig.output('call_forecast')).to.equal('Oslo, 2, 2026-11-28T00:00:00.000Z');
  });

  it('tells the assistant what does not fit, and where', async () => {
    await open(forecast);
    rig.answers({name: 'forecast', arguments: {days: 0, when: '2026-11-28'}});
    const told = await rig.output('call_forecast');
    expect(told).to.match(/^The arguments do not fit\. city: Invalid input.* days: Too small.*Try again\.$/);
    expect(result().error?.detail).to.equal('arguments');
  });

  it('may validate asynchronously', async () => {
    const known = z.object({city: z.string().refine(async city => city === 'Oslo', 'No such city.')});
    await open(defineTool({name: 'go', parameters: known, execute: ({city}) => city}));
    rig.answers({name: 'go', arguments: {city: 'Atlantis'}, callId: 'wrong'});
    expect(await rig.output('wrong')).to.contain('city: No such city.');
    rig.answers({name: 'go', arguments: {city: 'Oslo'}, callId: 'right'});
    expect(await rig.output('right')).to.equal('Oslo');
  });

  it('has the user asked about what it made of the arguments', async () => {
    const parameters = z.object({day: z.string().transform(day => `${day}!`), guests: z.number().default(2)});
    await open(defineTool({name: 'book', parameters, needsApproval: true, execute: ({guests}) => guests}));
    rig.answers({name: 'book', arguments: {day: 'Monday'}});
    await until(() => rig.told('tool-approval').length);
    const [asked] = rig.told<VoiceToolApprovalEvent>('tool-approval');
    expect(asked!.arguments).to.deep.equal({day: 'Monday!', guests: 2});
    rig.conversation.reject('call_book');
    await rig.output('call_book');
  });

  it('has nothing asked that cannot be shown, unless it is described', async () => {
    const parameters = z.object({n: z.number().transform(n => BigInt(n))});
    const tool = {parameters, needsApproval: true, execute: () => 'done'};
    const described = {...tool, name: 'described', describe: () => ({Number: 'one'})};
    await open(defineTool({...tool, name: 'dark'}), defineTool(described));
    rig.answers({name: 'dark', arguments: {n: 1}});
    expect(await rig.output('call_dark')).to.contain('could not be described');
    rig.answers({name: 'described', arguments: {n: 1}});
    await until(() => rig.told('tool-approval').length);
    rig.conversation.approve('call_described');
    expect(await rig.output('call_described')).to.equal('done');
  });

  it('has no longer than the tool', async () => {
    const slow = z.object({}).refine(() => new Promise<boolean>(() => {}));
    await open(defineTool({name: 'go', parameters: slow, timeoutMs: 20, execute: () => 'done'}));
    rig.answers({name: 'go'});
    expect(await rig.output('call_go')).to.contain('Nothing was done.');
    expect(result().error?.detail).to.equal('timeout');
  });

  it('decides on approval and description, too, and keeps methods bound to their tool', async () => {
    class Shop implements VoiceTool<{count: number}> {
      readonly #sold: number[] = [];
      readonly name = 'buy';
      readonly parameters = z.object({count: z.coerce.number()});
      readonly needsApproval = ({count}: {count: number}) => count === 2;
      describe({count}: {count: number}) {
        return {Count: count};
      }
      execute({count}: {count: number}) {
        this.#sold.push(count);
        return this.#sold;
      }
    }
    await open(defineTool(new Shop()));
    rig.answers({name: 'buy', arguments: {count: '2'}});
    await until(() => rig.told('tool-approval').length);
    expect(rig.told<VoiceToolApprovalEvent>('tool-approval')[0]!.description).to.deep.equal({Count: 2});
    rig.conversation.approve('call_buy');
    expect(JSON.parse(await rig.output('call_buy'))).to.deep.equal([2]);
  });

  it('is waited for by a call that comes as soon as the session is open', async () => {
    const step = {tool: 'forecast', arguments: {city: 'Oslo', when: '2026-11-28'}};
    const session = new ScriptedSession({pace: 0, steps: [step]});
    const conversation = new VoiceConversation({session, tools: [forecast]});
    const called = new Promise<VoiceToolResultEvent>(resolve =>
      conversation.addEventListener('voice-tool-result', resolve),
    );
    await conversation.start();
    expect((await called).output).to.equal('Oslo, 2, 2026-11-28T00:00:00.000Z');
    conversation.stop();
  });

  it('may be a JSON Schema that a schema stands behind', async () => {
    const parameters = z.toJSONSchema(z.object({n: z.number()}));
    await open(defineTool({name: 'add', parameters, execute: ({n}) => n + 1}));
    expect(declared()[0]!.parameters).to.deep.equal(JSON.parse(JSON.stringify(parameters)));
    rig.answers({name: 'add', arguments: {n: 1}}, {name: 'add', arguments: {n: 'x'}, callId: 'wrong'});
    expect(await rig.output('call_add')).to.equal('2');
    expect(await rig.output('wrong')).to.contain('n: ');
  });

  it('may be a function, and may only describe', async () => {
    const jsonSchema = {input: () => ({type: 'object', properties: {n: {type: 'number'}}})};
    const parameters = Object.assign(() => {}, {'~standard': {version: 1, vendor: 'ours', jsonSchema}});
    await open({name: 'add', parameters, execute: ({n}) => Number(n) + 1});
    rig.answers({name: 'add', arguments: {n: 1}}, {name: 'add', arguments: {n: 'x'}, callId: 'wrong'});
    expect(await rig.output('call_add')).to.equal('2');
    expect(await rig.output('wrong')).to.contain('do not fit. n: ');
  });

  it('that cannot be put into JSON Schema costs its tool, and the page is told', async () => {
    const validate = (value: unknown) => ({value});
    const mute = {'~standard': {version: 1, vendor: 'ours', validate}};
    await open(
      {name: 'mute', parameters: mute, execute: () => 1},
      {name: 'big', parameters: z.object({n: z.bigint()}), execute: () => 1},
      forecast,
    );
    expect(declared().map(({name}) => name)).to.deep.equal(['forecast']);
    expect(errors.map(({error}) => [error.code, error.detail, error.severity])).to.deep.equal([
      ['tool-failed', 'parameters', 'notice'],
      ['tool-failed', 'parameters', 'notice'],
    ]);
    expect(errors[0]!.error.help).to.contain('"mute"').and.to.contain('z.toJSONSchema');
    rig.conversation.configure({
      tools: [
        {name: 'mute', parameters: mute, execute: () => 1},
        {name: 'other', execute: () => 1},
      ],
    });
    await until(() => declared()[0]?.name === 'other');
    expect(errors).to.have.lengthOf(2); // A page that is drawn anew hands in its tools again and again.
    expect(rig.conversation.snapshot.error).to.equal(null); // No notice for the user, who can do nothing about it.
  });

  it('types the arguments of what is written as JSON Schema, too', async () => {
    const order = defineTool({
      name: 'order',
      parameters: {
        type: 'object',
        properties: {
          product: {type: 'string'},
          count: {type: 'integer'},
          size: {enum: ['s', 'm']},
          tags: {type: 'array', items: {type: 'string'}},
          address: {type: 'object', properties: {street: {type: 'string'}}, required: ['street']},
        },
        required: ['product', 'address'],
      },
      execute: ({product, count, size, tags, address}) => {
        // @ts-expect-error It may be missing.
        count.toFixed();
        // @ts-expect-error There is no such size.
        if (size === 'l') return '';
        return [product.trim(), tags?.map(tag => tag.trim()).join('+'), address.street.trim()].join(', ');
      },
    });
    const plain = defineTool({
      name: 'plain',
      execute: args => {
        const any: Readonly<Record<string, unknown>> = args;
        return any;
      },
    });
    const args = {product: 'tea ', count: 1, tags: ['new '], address: {street: 'Elm St '}};
    await open(order, plain);
    rig.answers({name: 'order', arguments: args});
    expect(await rig.output('call_order')).to.equal('tea, new, Elm St');
  });
});
