import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import type {Page} from 'puppeteer-core';
import {audioDefectsOf} from '../../tools/recording/audio-defects.js';
import {recordingOf, recordOutput} from '../../tools/recording/record-output.js';
import {toneVoice} from '../../tools/recording/tone-voice.js';
import type {Responder} from '../../local-server/index.js';
import type {RealtimeModel} from '../../src/session/realtime-model.js';
import {setStage, type Stage} from '../e2e/stage.js';
import {equip, remembered, toolResponder, untilSaid} from '../e2e/tool-page.js';
import {press, turns, type, untilHeard, untilPhase} from '../e2e/widget.js';
import {puppetMicrophone} from '../faults/page-scripts.js';
import {until} from '../helpers/until.js';
import {install, packages} from './packages.js';

/* The widget in a browser, with real sound, and the codec of @ai-sdk/openai between it and the local server. */

const project = fileURLToPath(new URL('../..', import.meta.url));
const attributes = 'worklet-url="/dist/audio/worklets/"';

declare global {
  interface Window {
    /** Made by the script of the page. */
    model: RealtimeModel;
  }
}

/** One sentence at a time: each is a tone. */
const responder: Responder = {
  name: 'page',
  answer(history, context) {
    const last = history.at(-1);
    const isAboutTools = last?.role === 'result' || (last?.role === 'user' && last.text.includes('basket'));
    return isAboutTools ? toolResponder.answer(history, context) : [{text: 'One moment, please.'}];
  },
};

/** The script of a page: the widget, its backend, and a codec. */
async function bundle(): Promise<string> {
  const {outputFiles} = await build({
    stdin: {
      contents: `
        import ${JSON.stringify(join(project, 'dist/define.js'))};
        import ${JSON.stringify(join(project, 'dist/backends/ai-sdk.js'))};
        import {createOpenAI} from '@ai-sdk/openai';
        window.model = createOpenAI({apiKey: 'none'}).experimental_realtime('gpt-realtime-2');`,
      resolveDir: packages,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

describe('A page with a model of the AI SDK', {timeout: 120_000}, () => {
  const seconds = 6;
  let stage: Stage;
  let script: string;
  let page: Page;

  before(async () => {
    install();
    script = await bundle();
    stage = await setStage({
      realtime: {responder, speak: toneVoice(() => seconds), generationSpeed: 3},
      answer: (request, response) => {
        if (request.url !== '/dist/cdn/voice-assistant.js') return false;
        response.writeHead(200, {'Content-Type': 'text/javascript'}).end(script);
        return true;
      },
    });
    page = await stage.openPage(attributes, async blank => {
      await blank.evaluateOnNewDocument(puppetMicrophone);
      await recordOutput(blank, '/tools/recording/recorder.js');
    });
    await page.$eval('voice-assistant', assistant => {
      assistant.realtimeModel = window.model;
      assistant.getToken = async () => {
        const {value} = (await (await fetch('/token', {method: 'POST'})).json()) as {value: string};
        const url = `${location.origin.replace('http', 'ws')}/v1/realtime?model=gpt-realtime-2`;
        return {token: value, url};
      };
    });
  });
  after(() => stage.close());

  const call = () => stage.realtime.calls.at(-1)!;

  it('says what it can do before a call, and opens one', async () => {
    const capabilities = () => page.$eval('voice-assistant', ({snapshot}) => snapshot.capabilities);
    await page.$eval('voice-assistant', assistant => assistant.loadConversation().then(() => {}));
    await until(async () => (await capabilities())?.truncate, 'the capabilities are those of the model');
    assert.equal((await capabilities())?.images, false);
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    assert.equal(stage.realtime.requests.filter(({path}) => path === '/v1/realtime/calls').length, 0);
  });

  it('hears the person, and is heard, without a gap or a click', async () => {
    await page.evaluate(() => window.puppet.speak(true));
    await until(() => page.$eval('voice-assistant', ({snapshot}) => snapshot.userSpeaking), 'it hears');
    await page.evaluate(() => window.puppet.speak(false));
    await untilPhase(page, 'speaking', 15_000);
    await untilPhase(page, 'listening', 20_000);
    const heard = audioDefectsOf(await recordingOf(page));
    console.log('Heard:', heard);
    assert.ok(Math.abs(heard.seconds - seconds) < 0.1, `${heard.seconds} s`);
    assert.deepEqual({gaps: heard.gaps, clicks: heard.clicks}, {gaps: 0, clicks: 0});
    assert.deepEqual(
      (await turns(page)).map(({role, final}) => ({role, final})),
      [
        {role: 'user', final: true},
        {role: 'assistant', final: true},
      ],
    );
  });

  it('falls silent when the person speaks over it, and the server learns what was heard', async () => {
    await type(page, 'hello');
    await untilHeard(page, 0.05, 15_000);
    await page.evaluate(() => window.puppet.speak(true));
    const {event} = await call().waitForEvent('conversation.item.truncate', 15_000);
    await page.evaluate(() => window.puppet.speak(false));
    const {heardMs, interrupted} = (await turns(page)).findLast(turn => turn.interrupted) ?? {};
    console.log(`Told ${String(event.audio_end_ms)} ms, shown ${heardMs} ms`);
    assert.equal(interrupted, true);
    assert.equal(event.audio_end_ms, heardMs);
    assert.ok(heardMs! > 0 && heardMs! < seconds * 1000);
    // What was said over it is answered.
    await untilPhase(page, 'speaking', 15_000);
    await untilPhase(page, 'listening', 20_000);
  });

  it('has the page run its tools', async () => {
    await equip(page, 'functions of the page');
    await type(page, 'What is in my basket?');
    await untilSaid(page, 'It says:');
    const {told} = await remembered(page);
    assert.deepEqual(
      told.map(({type, name}) => [type, name]),
      [
        ['tool-call', 'get_basket'],
        ['tool-result', 'get_basket'],
      ],
    );
  });

  it('lets go of everything when it is hung up', async () => {
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    const left = () =>
      page.evaluate(() => {
        const {tracks, sockets} = window.resources;
        return [
          ...tracks.filter(({readyState}) => readyState === 'live'),
          ...sockets.filter(({readyState}) => readyState <= WebSocket.OPEN),
        ].length;
      });
    await until(async () => (await left()) === 0, 'microphone and connection are closed');
  });

  it('goes on with what backend says, once the model is taken back', async () => {
    await page.$eval('voice-assistant', assistant => {
      assistant.realtimeModel = undefined;
      assistant.getToken = undefined;
      assistant.tokenEndpoint = '/token';
      assistant.realtimeUrl = '/v1/realtime/calls';
    });
    await page.$eval('voice-assistant', assistant => void assistant.start());
    await untilPhase(page, 'listening', 15_000);
    assert.equal(stage.realtime.requests.filter(({path}) => path === '/v1/realtime/calls').length, 1);
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
  });
});

describe('A page that sets a model, and has not imported the backend', () => {
  it('is told so in a sentence', async () => {
    const stage = await setStage();
    const page = await stage.openPage();
    const error = await page.$eval('voice-assistant', assistant => {
      assistant.realtimeModel = {specificationVersion: 'v4', provider: 'x', modelId: 'x'} as RealtimeModel;
      return assistant.start().then(
        () => null,
        ({code, detail, help}: {code: string; detail: string; help: string}) => ({code, detail, help}),
      );
    });
    assert.equal(error?.code, 'unsupported');
    assert.equal(error?.detail, 'backend');
    assert.match(error?.help ?? '', /import 'voice-assistant-element\/backends\/ai-sdk'/);
    await stage.close();
  });
});
