import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import {traitsOf} from '../../src/backends/ai-sdk/traits.js';
import {createProvider, install, packages} from './packages.js';

/* What is told of the models that a page can bring, and what the compiler says of them. */

before(install);

const [yes, no] = [true, false];
const turns = ['instructions', 'turnDetection', 'vadThreshold', 'vadSilenceMs', 'vadPrefixMs'];

/** The table of docs/ai-sdk.md. */
const table = [
  ['openai', 'gpt-realtime-2', 'server', yes, yes, 'turn', 'page', ['answers', 'language', ...turns]],
  ['xai', 'grok-voice-3.0', 'server', no, yes, 'turn', 'page', turns],
  ['google', 'gemini-3.8-live', 'local', no, no, 'mute', 'server', []],
  ['gateway', 'openai/gpt-realtime-2', 'server', yes, yes, 'turn', 'page', ['answers', 'language', ...turns]],
  ['gateway', 'google/gemini-3.8-live', 'local', no, no, 'mute', 'server', []],
] as const;

describe('A model of the AI SDK', () => {
  for (const [provider, modelId, interrupt, truncate, history, pushToTalk, tools, configure] of table)
    it(`${modelId} of @ai-sdk/${provider} can do what the page says`, async () => {
      const {capabilities} = traitsOf((await createProvider(provider)).experimental_realtime(modelId));
      const {configure: live, ...others} = capabilities;
      assert.deepEqual([...live].sort(), [...configure].sort());
      const expected = {interrupt, truncate, history, context: history, pushToTalk, tools};
      assert.deepEqual(
        Object.fromEntries(Object.keys(expected).map(key => [key, others[key as never]])),
        expected,
      );
      assert.ok(others.reads.includes('voice') && others.reads.includes('instructions'));
    });

  it('of AI Gateway takes its token as a subprotocol', async () => {
    const model = (await createProvider('gateway')).experimental_realtime('openai/gpt-realtime-2');
    const setup = {token: 'vcst_1', url: 'wss://gateway.example/realtime-model'};
    assert.deepEqual(model.getWebSocketConfig?.(setup), {
      url: setup.url,
      protocols: ['ai-gateway-realtime.v1', 'ai-gateway-auth.vcst_1'],
    });
  });

  it('of GPT-Live gives a page no way to connect', async () => {
    const model = (await createProvider('openai')).experimental_realtime('gpt-live-1');
    assert.equal(model.capabilities?.conversation, 'continuous');
    assert.equal(model.getWebSocketConfig, undefined);
  });

  it('is one to the compiler, whatever package makes it, and so is what it is told', () => {
    const ours = fileURLToPath(new URL('../../src/session/realtime-model.js', import.meta.url));
    const file = join(packages, 'models.ts');
    writeFileSync(
      file,
      `import type {Experimental_RealtimeModelV4 as Model, Experimental_RealtimeModelV4ClientEvent as ClientEvent} from '@ai-sdk/provider';
import {openai} from '@ai-sdk/openai';
import {google} from '@ai-sdk/google';
import {xai} from '@ai-sdk/xai';
import {createGateway} from '@ai-sdk/gateway';
import type {RealtimeModel, RealtimeModelCommand} from ${JSON.stringify(ours)};

export const any = (model: Model): RealtimeModel => model;
export const models: RealtimeModel[] = [
  openai.experimental_realtime('gpt-realtime-2'),
  google.experimental_realtime('gemini-3.8-live'),
  xai.experimental_realtime('grok-voice-3.0'),
  createGateway({apiKey: ''}).experimental_realtime('openai/gpt-realtime-2'),
];
export const told = (command: RealtimeModelCommand): ClientEvent => command;
// @ts-expect-error: what is none is refused.
export const none: RealtimeModel = {specificationVersion: 'v3', provider: 'x', modelId: 'x'};
`,
    );
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
      types: [],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    });
    const mistakes = program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    assert.deepEqual(mistakes, []);
  });
});
