import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {servicesFromEnvironment} from '../../local-server/from-environment.js';
import {describeFailure, ServiceError} from '../../local-server/index.js';
import {requestService} from '../../local-server/services/request-service.js';
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
      service.answers(
        401,
        'application/json',
        '{"error": {"message": "no such\\n model", "code": "no_model"}}',
      );
      const error = await failureOf(ask());
      assert.equal(error.message, 'answered 401: no_model, no such model');
      assert.deepEqual([error.reason, error.status], ['status', 401]);
      service.answers(502, 'text/html', '<h1>Bad gateway</h1>');
      assert.equal((await failureOf(ask())).message, 'answered 502: (a web page)');
      service.answers(429, 'text/plain', 'x'.repeat(100_000));
      assert.ok((await failureOf(ask())).message.length < 300);
    });

    it('tells neither its key nor what was said', async () => {
      const echoes = [
        JSON.stringify({error: {message: `Key ${apiKey} may not say: ${spoken}`}}),
        JSON.stringify({detail: [{msg: 'wrong', input: {text: spoken, key: apiKey}}]}),
        JSON.stringify({error: `Incorrect API key: sk-proj-abcdefgh12345678. Bearer ${apiKey}`}),
      ];
      for (const status of [400, 401, 500])
        for (const body of echoes) {
          service.answers(status, 'application/json', body);
          const {message} = await failureOf(ask());
          assert.doesNotMatch(message, /must-stay-secret|sk-proj/u);
          if (name !== 'STT') assert.doesNotMatch(message, /4000/u);
        }
    });

    it('tells no more than codes where the service may repeat a part of what was said', async () => {
      const error = {
        type: 'invalid_request_error',
        code: 'too_long',
        message: 'Cannot read "card number is 4000"',
      };
      for (const [type, body, message] of [
        ['application/json', JSON.stringify({error}), 'answered 400: invalid_request_error, too_long'],
        [
          'application/json',
          JSON.stringify({detail: [{type: 'missing', msg: 'number is 4000'}]}),
          'answered 400: missing',
        ],
        ['application/json', JSON.stringify({error: {code: 'number is 4000'}}), 'answered 400'],
        ['text/plain', 'Cannot read "card number is 4000"', 'answered 400'],
      ] as const) {
        service.answers(400, type, body);
        assert.equal((await failureOf(ask())).message, message);
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

    it('ends an answer that it does not want, however long it is', async () => {
      for (const status of [200, 500]) {
        const closed = service.answersWithoutEnd(status, 'text/html', 'x'.repeat(5_000));
        await failureOf(ask());
        await closed;
      }
    });
  });

describe('a key that no header takes', () => {
  it('is not told', async () => {
    const request = {url: service.url, body: '{}', timeoutMs: 1_000, signal: control.signal};
    const {message} = await failureOf(requestService({...request, apiKey: `${apiKey}\n${apiKey}`}));
    assert.equal(message, 'could not be reached: TypeError');
  });

  it('cannot come of the line break at the end of a file', async () => {
    service.answers(401, 'text/plain', `No such key: ${apiKey}`);
    const {understand} = await servicesFromEnvironment({STT_URL: service.url, STT_API_KEY: `${apiKey}\n`});
    const error = await failureOf(understand!.transcribe(new Int16Array(480), {signal: control.signal}));
    assert.equal(error.message, 'answered 401: No such key: …');
  });
});

describe('text to speech over HTTP', () => {
  it('does not play what is no PCM and no WAV', async () => {
    const boxes = ['1a45dfa3', '000000206674797069736f6d'];
    const mp3 = Buffer.concat([Buffer.from('ID3\u0004'), Buffer.alloc(2_000, 85)]);
    for (const type of ['audio/mpeg', 'audio/ogg', 'audio/wav', 'application/octet-stream', 'audio/pcm']) {
      const closed = service.answersWithoutEnd(200, type, mp3);
      const {reason, message} = await failureOf(asks.TTS());
      assert.equal(reason, 'content', type);
      assert.match(message, /not with PCM or WAV/u);
      await closed;
    }
    for (const start of ['fb', 'fa', 'f3', 'f2', 'f1', 'f9'].map(second => `ff${second}`).concat(boxes)) {
      const file = Buffer.concat([Buffer.from(start, 'hex'), Buffer.alloc(2_000, 85)]);
      service.respond = response => {
        response.writeHead(200, {'content-type': 'application/octet-stream'});
        response.write(file.subarray(0, 1));
        setImmediate(() => response.end(file.subarray(1)));
      };
      assert.match((await failureOf(asks.TTS())).message, /not with PCM or WAV/u, start);
    }
    service.answers(200, 'audio/l16; rate=24000; channels=2', Buffer.alloc(2_000));
    assert.match((await failureOf(asks.TTS())).message, /2 channels, not with one/u);
    service.answers(200, 'audio/pcm', '');
    assert.match((await failureOf(asks.TTS())).message, /without sound/u);
  });

  it('ends an answer of which no more is wanted', async () => {
    const closed = service.answersWithoutEnd(200, 'audio/pcm', Buffer.alloc(2_000));
    const tts = new HttpTextToSpeech({url: service.url});
    const {signal} = control;
    for await (const chunk of tts.speak('Hi', {voice: 'alloy', speed: 1, signal})) if (chunk) break;
    await closed;
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
    stream(`{"error": {"type": "out_of_memory", "message": "stopped after number is 4000"}}`);
    assert.equal((await failureOf(asks.LLM())).message, 'broke off: out_of_memory');
    stream(spoken);
    assert.equal((await failureOf(asks.LLM())).message, 'sent an event that is no JSON');
    for (const nothing of ['', ': ping\n\n', 'data: [DONE]\n\n']) {
      service.answers(200, 'text/event-stream', nothing);
      assert.equal((await failureOf(asks.LLM())).message, 'answered with nothing');
    }
  });

  it('does not wait for one that says no more than that it is there', async () => {
    let pings: NodeJS.Timeout | undefined;
    service.respond = response => {
      response.writeHead(200, {'content-type': 'text/event-stream'});
      response.write('data: {"choices": [{"delta": {"content": "Hel"}}]}\n\n');
      pings = setInterval(() => response.write(': ping\n\n'), soon / 10);
      response.once('close', () => clearInterval(pings));
    };
    try {
      assert.equal((await failureOf(asks.LLM(soon))).message, 'sent nothing for 100 ms');
    } finally {
      clearInterval(pings);
    }
  });

  it('ends an answer of which no more is wanted', async () => {
    const closed = service.answersWithoutEnd(
      200,
      'text/event-stream',
      'data: {"error": {"code": "broken"}}\n\n',
    );
    assert.equal((await failureOf(asks.LLM())).message, 'broke off: broken');
    await closed;
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
