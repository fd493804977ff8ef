import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {build} from 'esbuild';
import type {Page} from 'puppeteer-core';
import {turns, press, type, untilPhase} from '../e2e/widget.js';
import {until} from '../helpers/until.js';
import {install} from './install.js';
import {pipecatAttributes, setPipecatStage, type PipecatStage} from './pipecat-stage.js';
import {playWithReference, type Scene} from './reference-page.js';
import {watchMessages} from './watch-messages.js';

const scene: readonly Scene[] = [
  {text: 'who are you'},
  {text: 'a story', interrupts: true},
  {text: 'Hello there'},
  {text: 'who are you'},
];

interface Message {
  readonly type: string;
  readonly label?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How many of each there are depends on how fast words are spoken. */
const manifold = /^(bot-output|bot-tts-text|bot-tts-stopped|bot-llm-text|bot-transcription|metrics)$/;

describe('Pipecat’s own client and ours', {timeout: 180_000}, () => {
  let pipecat: PipecatStage;
  let code = '';
  let theirs: {in: Message[]; out: Message[]};
  let ours: typeof theirs;
  let completed: string[];
  let page: Page;

  async function messages(from: Page): Promise<typeof theirs> {
    const all = await from.evaluate(() => window.seenMessages);
    const of = (direction: string) =>
      all
        .filter(message => message.direction === direction && message.text.startsWith('{'))
        .map(({text}) => JSON.parse(text) as Message)
        .filter(({label}) => label === 'rtvi-ai');
    return {in: of('in'), out: of('out')};
  }

  before(async () => {
    const {modules} = await install();
    const contents = "export {PipecatClient, Transport, RTVIMessage} from '@pipecat-ai/client-js';";
    const bundled = await build({
      stdin: {contents, resolveDir: modules},
      bundle: true,
      format: 'esm',
      write: false,
    });
    code = bundled.outputFiles[0]!.text;
    pipecat = await setPipecatStage({
      answer(request, response) {
        if (request.url !== '/reference.js') return false;
        response.writeHead(200, {'Content-Type': 'text/javascript'}).end(code);
        return true;
      },
    });
    const watched = async (blank: Page) => {
      await blank.evaluateOnNewDocument(watchMessages);
    };
    const reference = await pipecat.stage.openPage(pipecatAttributes, watched);
    completed = await reference.evaluate(playWithReference, scene, '/reference.js');
    theirs = await messages(reference);
    await reference.close();

    page = await pipecat.stage.openPage(`${pipecatAttributes} answers="spoken"`, watched);
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 20_000);
    for (const {text, interrupts} of scene) {
      await type(page, text);
      await untilPhase(page, 'speaking');
      if (!interrupts) await untilPhase(page, 'listening');
    }
    const stopped = async () => {
      ours = await messages(page);
      return ours.in.filter(({type}) => type === 'bot-stopped-speaking').length >= scene.length;
    };
    await until(stopped, 'the bot has answered all');
  });
  after(() => pipecat.close());

  it('say the same to the bot, in the same shape', () => {
    const shape = ({type, data}: Message) => [type, Object.keys(data ?? {}).sort()];
    const text = ({data}: Message) => data?.content;
    const isCommon = ({type}: Message) => type !== 'client-message';
    assert.deepEqual(ours.out.filter(isCommon).map(text), theirs.out.map(text));
    assert.deepEqual(
      ours.out.filter(isCommon).map(({type}) => type),
      theirs.out.map(({type}) => type),
    );
    const [ready] = theirs.out;
    assert.deepEqual(shape(ours.out[0]!), shape(ready!));
    assert.equal(ours.out[0]!.data!.version, ready!.data!.version);
  });

  it('are told the same by the bot, in the same order', () => {
    const types = (all: readonly Message[]) =>
      all.map(({type}) => type).filter(type => !manifold.test(type) && !/^bot-(llm|tts)-/.test(type));
    assert.deepEqual(types(ours.in), types(theirs.in));
    const kinds = (all: readonly Message[]) => [...new Set(all.map(({type}) => type))].sort();
    assert.deepEqual(kinds(ours.in), kinds(theirs.in));
  });

  it('understand the same', async () => {
    const said = (await turns(page)).filter(({role, interrupted}) => role === 'assistant' && !interrupted);
    const sentences = completed.filter(text => !text.includes('into the wood'));
    assert.equal(said.map(({text}) => text).join(' '), sentences.join(' '));
    const cut = (await turns(page)).find(({interrupted}) => interrupted);
    assert.match(cut?.text ?? '', /^And/);
  });
});
