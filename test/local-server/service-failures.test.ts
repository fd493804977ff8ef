import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {servicesFromEnvironment} from '../../local-server/from-environment.js';
import {describeFailure, ServiceError} from '../../local-server/index.js';
import {LlmResponder} from '../../local-server/responders/llm-responder.js';
import {HttpSpeechToText} from '../../local-server/speech-to-text/http-transcription.js';
import {HttpTextToSpeech} from '../../local-server/speech/http-speech.js';
import {PretendedService} from './helpers/pretended-service.js';

const service = new PretendedService();
before(() => service.listen());
after(() => service.close());

const apiKey = 'a-key-that-must-stay-secret';
const spoken = 'My card number is 4000 1234';

/** For tests that wait for it. */
const soon = 100;
const control = new AbortController();
/** What each service is asked, to its end. */
const asks = {
  LLM: async (timeoutMs?: number, signal = control.signal) => {
    const request = {instructions: 'Be brief.', tools: [], toolChoice: 'auto', signal};
    const llm = new LlmResponder({url: service.url, model: 'small', apiKey, ...(timeoutMs && {timeoutMs})});
    for await (const chunk of llm.answer([{role: 'user', text: spoken}], request)) assert.ok(chunk);
  },
  TTS: async (timeoutMs?: number, signal = control.signal) => {
    const tts = new HttpTextToSpeech({url: service.url, apiKey, ...(timeoutMs && {timeoutMs})});
    for await (const chunk of tts.speak(spoken, {voice: 'alloy', speed: 1, signal})) assert.ok(chunk);
  },
  STT: (timeoutMs?: number, signal = control.signal) =>
    new HttpSpeechToText({url: service.url, apiKey, ...(timeoutMs && {timeoutMs})}).transcribe(
      new Int16Array(480),
      {signal},
    ),
};
const all = Object.entries(asks);

async function failureOf(asked: Promise<unknown>): Promise<ServiceError> {
  const error = await asked.then(
    () => assert.fail('it went well'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ServiceError, String(error));
  return error;
}

/** Where nothing listens any more. */
async function unusedAddress(): Promise<string> {
  const other = new PretendedService();
  await other.listen();
  await other.close();
  return other.url;
}

for (const [name, ask] of all)
  describe(`${name} over HTTP`, () => {
    it('tells a status, and what the service says of it', async () => {
      service.answers(401, 'application/json', '{"error": {"message": "no such\\n model", "code": 7}}');
      const error = await failureOf(ask());
      assert.equal(error.message, 'answered 401: no such model');
      assert.deepEqual([error.reason, error.status], ['status', 401]);
      service.answers(502, 'text/html', '<h1>Bad gateway</h1>');
      assert.equal((await failureOf(ask())).message, 'answered 502: (a web page)');
      service.answers(500, 'text/plain', 'x'.repeat(100_000));
      assert.ok((await failureOf(ask())).message.length < 300);
    });

    it('tells neither its key nor what was said', async () => {
      const echoes = [
        JSON.stringify({error: {message: `Key ${apiKey} may not say: ${spoken}`}}),
        JSON.stringify({detail: [{msg: 'wrong', input: {text: spoken, key: apiKey}}]}),
        JSON.stringify({error: `Incorrect API key: sk-proj-abcdefgh12345678. Bearer ${apiKey}`}),
      ];
      for (const body of echoes) {
        service.answers(400, 'application/json', body);
        const {message} = await failureOf(ask());
        assert.doesNotMatch(message, /must-stay-secret|sk-proj/u);
        if (name !== 'STT') assert.doesNotMatch(message, /4000/u);
      }
    });

    it('tells why there is no connection', async () => {
      service.respond = response => response.destroy();
      assert.equal((await failureOf(ask())).message, 'could not be reached: UND_ERR_SOCKET');
      const {url} = service;
      service.url = await unusedAddress();
      const asked = failureOf(ask());
      service.url = url;
      const {reason, message} = await asked;
      assert.deepEqual([reason, message], ['unreachable', 'could not be reached: ECONNREFUSED']);
    });

    it('waits for its first byte no longer than its time-out', async () => {
      service.respond = () => {};
      const error = await failureOf(ask(soon));
      assert.deepEqual([error.reason, error.message], ['timeout', 'sent nothing for 100 ms']);
    });

    it('does not wait for the rest of an answer that stalls', async () => {
      const types = {LLM: 'text/event-stream', TTS: 'audio/pcm', STT: 'application/json'};
      service.respond = response => {
        response.writeHead(200, {'content-type': types[name as keyof typeof types]});
        response.write(name === 'LLM' ? 'data: {"choices": [{"delta": {"content": "Hel"}}]}\n\n' : '{}');
      };
      assert.equal((await failureOf(ask(soon))).reason, 'timeout');
    });

    it('is no failure when it is not wanted any more', async () => {
      service.respond = () => {};
      const unwanted = new AbortController();
      const asked = ask(undefined, unwanted.signal);
      unwanted.abort();
      await assert.rejects(asked, {name: 'AbortError'});
    });

    it('does not take a web page for an answer', async () => {
      service.answers(200, 'text/html; charset=utf-8', '<!doctype html><h1>Log in</h1>');
      const error = await failureOf(ask());
      assert.equal(error.reason, 'content');
      assert.match(error.message, /text\/html/u);
    });
  });

describe('text to speech over HTTP', () => {
  it('does not play what is no PCM and no WAV', async () => {
    const mp3 = Buffer.concat([Buffer.from('ID3\u0004'), Buffer.alloc(2_000, 85)]);
    for (const type of ['audio/mpeg', 'audio/ogg', 'audio/wav', 'application/octet-stream', 'audio/pcm']) {
      service.answers(200, type, mp3);
      const {reason, message} = await failureOf(asks.TTS());
      assert.equal(reason, 'content', type);
      assert.match(message, /not with PCM or WAV/u);
    }
    service.answers(200, 'audio/pcm', '');
    assert.match((await failureOf(asks.TTS())).message, /without sound/u);
  });

  it('reads the rate where the type has one', async () => {
    service.answers(200, 'audio/pcm;rate=12000', Buffer.alloc(12_000 * 2));
    const tts = new HttpTextToSpeech({url: service.url});
    let samples = 0;
    const {signal} = control;
    for await (const chunk of tts.speak('Hi', {voice: 'alloy', speed: 1, signal})) samples += chunk.length;
    assert.ok(Math.abs(samples - 24_000) < 10, String(samples));
  });
});

describe('a language model over HTTP', () => {
  it('tells an error in the middle of a stream, and one that is no JSON, without its words', async () => {
    const stream = (data: string) => service.answers(200, 'text/event-stream', `data: ${data}\n\n`);
    stream(`{"error": {"message": "out of memory after ${spoken}"}}`);
    assert.equal((await failureOf(asks.LLM())).message, 'broke off: out of memory after …');
    stream(spoken);
    assert.equal((await failureOf(asks.LLM())).message, 'sent an event that is no JSON');
    service.answers(200, 'text/event-stream', '');
    assert.equal((await failureOf(asks.LLM())).message, 'answered with nothing');
  });
});

describe('the time-outs of services', () => {
  it('are seconds in the environment', async () => {
    service.respond = () => {};
    const {understand} = await servicesFromEnvironment({STT_URL: service.url, STT_TIMEOUT: '0.05'});
    const error = await failureOf(understand!.transcribe(new Int16Array(480), {signal: control.signal}));
    assert.equal(error.message, 'sent nothing for 50 ms');
    await assert.rejects(
      servicesFromEnvironment({LLM_URL: service.url, LLM_TIMEOUT: 'soon'}),
      /LLM_TIMEOUT/u,
    );
  });
});

describe('the line of a failure in the log', () => {
  it('has call, service, reason and duration', () => {
    const failure = {service: 'tts', name: 'kokoro at localhost:8880', ms: 12.4, callId: 'rtc_1'} as const;
    const line = (error: unknown) => describeFailure({...failure, error});
    assert.equal(
      line(new ServiceError('status', 'answered 500', 500)),
      'rtc_1: TTS (kokoro at localhost:8880) answered 500, after 12 ms',
    );
    // The message of an error of another kind may repeat what was said.
    assert.equal(
      line(new SyntaxError(spoken)),
      'rtc_1: TTS (kokoro at localhost:8880) failed: SyntaxError, after 12 ms',
    );
  });
});
