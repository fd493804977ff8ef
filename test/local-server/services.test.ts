import assert from 'node:assert/strict';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {concatenate} from '../../local-server/audio/format.js';
import {decodeWav, encodeWav} from '../../local-server/audio/wav.js';
import type {ResponseChunk, ResponderRequest, HistoryEntry} from '../../local-server/responders/responder.js';
import {LlmResponder} from '../../local-server/responders/llm-responder.js';
import {servicesFromEnvironment} from '../../local-server/from-environment.js';
import {findOnPath} from '../../local-server/speech-to-text/find-on-path.js';
import {HttpSpeechToText} from '../../local-server/speech-to-text/http-transcription.js';
import {PocketsphinxSpeechToText} from '../../local-server/speech-to-text/pocketsphinx.js';
import {HttpTextToSpeech} from '../../local-server/speech/http-speech.js';
import {EspeakTextToSpeech} from '../../local-server/speech/espeak.js';
import {renderSpeech} from '../../local-server/speech-wav.js';

interface Seen {
  url: string;
  authorization: string | undefined;
  body: Buffer;
}

let http: Server;
let base: string;
let seen: Seen;
/** How the pretended services answer the next request. */
let respond: (response: ServerResponse) => void;

before(async () => {
  http = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen = {
        url: request.url ?? '',
        authorization: request.headers.authorization,
        body: Buffer.concat(chunks),
      };
      respond(response);
    });
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
after(() => {
  http.closeAllConnections();
  http.close();
});

const signal = new AbortController().signal;

describe('LlmResponder', () => {
  const request: ResponderRequest = {
    instructions: 'Be brief.',
    tools: [{type: 'function', name: 'get_weather', parameters: {type: 'object'}}],
    toolChoice: 'auto',
    signal,
  };

  async function ask(history: HistoryEntry[]): Promise<ResponseChunk[]> {
    const chunks: ResponseChunk[] = [];
    const responder = new LlmResponder({url: `${base}/v1`, model: 'small', apiKey: 'key'});
    for await (const chunk of responder.answer(history, request)) chunks.push(chunk);
    return chunks;
  }

  it('passes words on as they stream', async () => {
    respond = response => {
      response.writeHead(200, {'content-type': 'text/event-stream'});
      for (const content of ['Hel', 'lo. How', ' are you?']) {
        response.write(`data: ${JSON.stringify({choices: [{delta: {content}}]})}\n\n`);
      }
      response.end('data: [DONE]\n\n');
    };
    const chunks = await ask([{role: 'user', text: 'Hello'}]);
    assert.equal(chunks.map(chunk => ('text' in chunk ? chunk.text : '')).join(''), 'Hello. How are you?');
    assert.equal(seen.url, '/v1/chat/completions');
    assert.equal(seen.authorization, 'Bearer key');
    const body = JSON.parse(seen.body.toString()) as Record<string, unknown>;
    assert.equal(body.model, 'small');
    assert.deepEqual(body.messages, [
      {role: 'system', content: 'Be brief.'},
      {role: 'user', content: 'Hello'},
    ]);
  });

  it('puts tool calls together from their chunks, and passes results back', async () => {
    respond = response => {
      response.writeHead(200, {'content-type': 'text/event-stream'});
      for (const part of [
        {index: 0, function: {name: 'get_weather', arguments: '{"ci'}},
        {index: 1, function: {name: 'get_weather', arguments: ''}},
        {index: 0, function: {arguments: 'ty":"Rome"}'}},
      ]) {
        response.write(`data: ${JSON.stringify({choices: [{delta: {tool_calls: [part]}}]})}\n\n`);
      }
      response.end();
    };
    const chunks = await ask([
      {role: 'call', callId: 'c1', name: 'get_weather', arguments: '{}'},
      {role: 'call', callId: 'c2', name: 'get_weather', arguments: '{}'},
      {role: 'result', callId: 'c1', name: 'get_weather', output: 'sunny'},
    ]);
    assert.deepEqual(chunks, [
      {toolCall: {name: 'get_weather', arguments: '{"city":"Rome"}'}},
      {toolCall: {name: 'get_weather', arguments: '{}'}},
    ]);
    const {messages} = JSON.parse(seen.body.toString()) as {
      messages: Array<{role: string; tool_calls?: unknown[]}>;
    };
    assert.deepEqual(
      messages.map(message => message.role),
      ['system', 'assistant', 'tool'],
    );
    assert.equal(messages[1]?.tool_calls?.length, 2);
  });

  it('fails when the endpoint does', async () => {
    respond = response => response.writeHead(500).end();
    await assert.rejects(ask([]), /answered 500/u);
  });
});

describe('HttpTextToSpeech', () => {
  async function speak(): Promise<Int16Array> {
    const chunks: Int16Array[] = [];
    const speaker = new HttpTextToSpeech({url: base, model: 'kokoro'});
    for await (const chunk of speaker.speak('Hello', {voice: 'alloy', speed: 1, signal})) chunks.push(chunk);
    return concatenate(chunks);
  }

  it('takes PCM, in chunks that end anywhere', async () => {
    const sound = Int16Array.from({length: 1001}, (_, index) => index * 20 - 10_000);
    respond = response => {
      const bytes = Buffer.from(sound.buffer);
      response.writeHead(200, {'content-type': 'audio/pcm'});
      response.write(bytes.subarray(0, 333));
      setImmediate(() => response.end(bytes.subarray(333)));
    };
    assert.deepEqual(await speak(), sound);
    assert.equal(seen.url, '/v1/audio/speech');
    const {model, voice, input} = JSON.parse(seen.body.toString()) as Record<string, unknown>;
    assert.deepEqual({model, voice, input}, {model: 'kokoro', voice: 'alloy', input: 'Hello'});
  });

  it('takes WAV of any rate', async () => {
    respond = response => {
      response.writeHead(200, {'content-type': 'audio/wav'});
      response.end(encodeWav(new Int16Array(16_000), 16_000));
    };
    assert.ok(Math.abs((await speak()).length - 24_000) < 4);
  });
});

describe('HttpSpeechToText', () => {
  it('sends a WAV file of 16 kHz, and answers the text', async () => {
    respond = response => response.end(JSON.stringify({text: ' Hello there. '}));
    const speechToText = new HttpSpeechToText({
      url: `${base}/v1/audio/transcriptions`,
      model: 'tiny',
      apiKey: 'key',
    });
    assert.equal(
      await speechToText.transcribe(new Int16Array(48_000), {signal, language: 'en'}),
      'Hello there.',
    );
    assert.equal(seen.url, '/v1/audio/transcriptions');
    const body = seen.body.toString('latin1');
    assert.match(body, /name="model"\r\n\r\ntiny/u);
    assert.match(body, /name="language"\r\n\r\nen/u);
    const wav = seen.body.subarray(seen.body.indexOf('RIFF'));
    const {sampleRate} = decodeWav(wav);
    assert.equal(sampleRate, 16_000);
  });

  it('fails when the endpoint does', async () => {
    respond = response => response.writeHead(404).end();
    const speechToText = new HttpSpeechToText({url: base});
    await assert.rejects(speechToText.transcribe(new Int16Array(10), {signal}), /answered 404/u);
  });
});

describe('EspeakTextToSpeech', () => {
  it('speaks, with different voices and speeds, and stops when told', async () => {
    const speaker = new EspeakTextToSpeech();
    const length = async (
      voice: string,
      speed: number,
      control = new AbortController(),
      text = 'Hello, how are you?',
    ) => {
      let samples = 0;
      for await (const chunk of speaker.speak(text, {voice, speed, signal: control.signal})) {
        samples += chunk.length;
        if (text.length > 100) control.abort();
      }
      return samples / speaker.sampleRate;
    };
    try {
      const [normal, fast, other] = await Promise.all([
        length('alloy', 1),
        length('alloy', 1.5),
        length('verse', 1),
      ]);
      assert.ok(normal > 0.8 && normal < 3, `${normal} s`);
      assert.ok(fast < normal * 0.85);
      assert.notEqual(other, normal);
      const cut = await length(
        'alloy',
        1,
        new AbortController(),
        'This is a very long sentence. '.repeat(20),
      );
      assert.ok(cut < 5, `${cut} s came after the abort`);
      assert.ok((await length('alloy', 1)) > 0.8, 'and it speaks again');
    } finally {
      await speaker.close();
    }
  });
});

describe('the choice of services', () => {
  it('follows the environment', async () => {
    const chosen = await servicesFromEnvironment({
      LLM_URL: base,
      LLM_MODEL: 'm',
      TTS_URL: base,
      STT_URL: base,
    });
    assert.ok(chosen.responder instanceof LlmResponder);
    assert.ok(chosen.speak instanceof HttpTextToSpeech);
    assert.ok(chosen.understand instanceof HttpSpeechToText);
    const plain = await servicesFromEnvironment({});
    assert.equal(plain.responder.name, 'scripted replies');
    assert.equal(plain.speak.name, 'eSpeak NG');
  });

  it('finds programs on the PATH', async () => {
    assert.equal(await findOnPath('node-that-is-not-there'), undefined);
    assert.ok(await findOnPath('sh', '/bin:/usr/bin'));
  });
});

describe('PocketsphinxSpeechToText', () => {
  it('understands what the scripted responder can answer', async context => {
    const speechToText = await PocketsphinxSpeechToText.find();
    if (!speechToText) return context.skip('pocketsphinx_continuous is not on the PATH');
    const spoken = await renderSpeech([{silenceMs: 300}, {text: 'tell me a joke'}, {silenceMs: 500}]);
    assert.match(await speechToText.transcribe(spoken, {signal}), /joke/u);
  });
});
