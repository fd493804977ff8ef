import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hearInOrder, startRealtimeServer, type ServiceFailure} from '../../local-server/index.js';
import type {SpeechToText} from '../../local-server/speech-to-text/speech-to-text.js';
import type {TextToSpeech} from '../../local-server/speech/text-to-speech.js';
import {EngineHarness, toneSpeech} from './helpers/engine-harness.js';

interface Done {
  status: string;
  status_details: {error: {type: string; code: string; message: string}};
  output: Array<{content: Array<{transcript: string}>}>;
}

const transcribed = {audio: {input: {transcription: {model: 'local'}}}};
const secret = 'what the person said';

const hoarse: TextToSpeech = {
  name: 'hoarse',
  sampleRate: 48_000,
  *speak(text) {
    if (!text.startsWith('Third')) yield new Int16Array(480);
    throw new Error(secret);
  },
};

const silent: SpeechToText = {
  name: 'broken',
  transcribe: () => Promise.reject(new Error(secret)),
};

function failuresOf(harness: EngineHarness): Array<[string, string]> {
  return harness.failures.map(({service, name}) => [service, name]);
}

describe('a language model that fails', () => {
  it('fails the answer by a code of its own, and is reported', async () => {
    const harness = new EngineHarness();
    harness.responder.chunks = () => {
      throw new Error(secret);
    };
    await harness.send({type: 'response.create'});
    const {status, status_details} = harness.last('response.done').response as Done;
    assert.equal(status, 'failed');
    assert.deepEqual(status_details.error, {
      type: 'server_error',
      code: 'model_unavailable',
      message: 'The language model did not answer.',
    });
    assert.deepEqual(failuresOf(harness), [['llm', 'fake']]);
  });
});

describe('text to speech that fails', () => {
  it('lets the answer be read to its end, and is asked no more', async () => {
    const harness = new EngineHarness({speak: hoarse});
    harness.responder.chunks = [{text: 'First one. Second one. '}, {text: 'Third one.'}];
    await harness.send({type: 'response.create'});
    const {status, status_details, output} = harness.last('response.done').response as Done;
    assert.equal(status, 'failed');
    assert.equal(status_details.error.code, 'speech_unavailable');
    assert.equal(output[0]?.content[0]?.transcript, 'First one. Second one. Third one.');
    assert.deepEqual(failuresOf(harness), [['tts', 'hoarse']]);
  });
});

describe('a failure of the server itself, while it speaks', () => {
  it('fails the answer, and is no failure of the voice', async () => {
    const harness = new EngineHarness();
    const {playback} = harness;
    const write = playback.write.bind(playback);
    playback.write = () => {
      playback.write = write; // Once is enough.
      throw new RangeError('the output is broken');
    };
    await harness.send({type: 'response.create'});
    const {status, status_details} = harness.last('response.done').response as Done;
    assert.equal(status, 'failed');
    assert.equal(status_details.error.code, 'server_error');
    assert.deepEqual(harness.failures, []);
  });
});

describe('speech to text that fails', () => {
  it('says so of the turn, is reported, and the turn is answered all the same', async () => {
    const harness = new EngineHarness({presets: [transcribed], understand: silent});
    await harness.speakTurn();
    const {error, item_id} = harness.last('conversation.item.input_audio_transcription.failed');
    assert.deepEqual(error, {
      type: 'transcription_error',
      code: 'transcription_failed',
      message: 'The audio could not be transcribed.',
      param: null,
    });
    assert.equal(item_id, harness.last('input_audio_buffer.committed').item_id);
    assert.equal((harness.last('response.done').response as Done).status, 'completed');
    assert.deepEqual(failuresOf(harness), [['stt', 'broken']]);
  });

  it('says so, too, where nothing was understood, which is no failure of the service', async () => {
    const harness = new EngineHarness({presets: [transcribed], understand: hearInOrder()});
    await harness.speakTurn();
    const {error} = harness.last('conversation.item.input_audio_transcription.failed');
    assert.equal((error as {code: string}).code, 'audio_unintelligible');
    assert.deepEqual(harness.failures, []);
  });
});

describe('an answer that is cancelled', () => {
  it('is no failure of its services', async () => {
    const harness = new EngineHarness({
      responder: {
        name: 'endless',
        async *answer(_history, {signal}) {
          yield {text: 'One two. '};
          await new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(new Error('aborted'))),
          );
        },
      },
    });
    await harness.send({type: 'response.create'});
    await harness.send({type: 'response.cancel'});
    await harness.run(100);
    assert.equal((harness.last('response.done').response as Done).status, 'cancelled');
    assert.deepEqual(harness.failures, []);
  });
});

describe('a failure in a call', () => {
  it('is told with the id of the call', async () => {
    const failures: ServiceFailure[] = [];
    const server = await startRealtimeServer({
      speak: toneSpeech,
      responder: {
        name: 'broken',
        *answer() {
          throw new TypeError('broken');
        },
      },
      onServiceFailure: failure => failures.push(failure),
    });
    try {
      const {WebSocket} = await import('ws');
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/realtime`, {
        headers: {authorization: 'Bearer sk-local'},
      });
      socket.on('open', () => socket.send('{"type": "response.create"}'));
      const call = await server.waitForCall();
      await call.waitForSentEvent('response.done');
      assert.deepEqual(
        failures.map(({service, callId}) => [service, callId]),
        [['llm', call.id]],
      );
    } finally {
      await server.close();
    }
  });
});
