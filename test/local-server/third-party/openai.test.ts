import assert from 'node:assert/strict';
import {once} from 'node:events';
import {after, afterEach, before, describe, it} from 'node:test';
import {OpenAI} from 'openai';
import {OpenAIRealtimeWS} from 'openai/realtime/ws';
import type {RealtimeClientEvent, RealtimeServerEvent} from 'openai/resources/realtime/realtime';
import type {ClientOptions} from 'ws';
import {hearInOrder, startRealtimeServer, type RunningRealtimeServer} from '../../../local-server/index.js';
import {toneSpeech} from '../helpers/engine-harness.js';
import {spokenTurn} from '../helpers/spoken.js';
import {startTlsProxy, type TlsProxy} from '../helpers/tls-proxy.js';

/* The SDK of OpenAI as a client that knows nothing of the local server. It speaks TLS only. */

const apiKey = 'sk-a-key-of-its-own';
let server: RunningRealtimeServer;
let proxy: TlsProxy;
before(async () => {
  server = await startRealtimeServer({
    apiKey,
    speak: toneSpeech,
    understand: hearInOrder('Who are you?'),
    session: {audio: {input: {transcription: {model: 'local'}}}},
    thinkingMs: 0,
    deltaIntervalMs: 0,
  });
  proxy = await startTlsProxy(server.url);
});
after(async () => {
  proxy.close();
  await server.close();
});

/** A connection, and what came over it. */
class Connection {
  readonly socket: OpenAIRealtimeWS;
  readonly events: RealtimeServerEvent[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(key: string) {
    const client = new OpenAI({apiKey: key, baseURL: `https://localhost:${proxy.port}/v1`});
    // It has no name. What is returned for a good one is undefined, whatever the types say.
    const checkServerIdentity = (() => undefined) as unknown as ClientOptions['checkServerIdentity'];
    const options = {ca: proxy.certificate, checkServerIdentity};
    this.socket = new OpenAIRealtimeWS({model: 'gpt-realtime-2.1', options}, client);
    this.socket.on('error', () => {}); // They are events, too.
    this.socket.on('event', event => {
      this.events.push(event);
      for (const look of this.#waiting) look();
    });
  }

  send(...events: RealtimeClientEvent[]): void {
    for (const event of events) this.socket.send(event);
  }

  /** The first event of a type, come or to come. */
  async next<Type extends RealtimeServerEvent['type']>(
    type: Type,
  ): Promise<Extract<RealtimeServerEvent, {type: Type}>> {
    for (;;) {
      const found = this.events.find(event => event.type === type);
      if (found) return found as Extract<RealtimeServerEvent, {type: Type}>;
      await new Promise<void>(resolve => this.#waiting.add(resolve));
    }
  }

  forget(): void {
    this.events.length = 0;
  }
}

let connection: Connection;
afterEach(() => connection.socket.close());

async function open(key = apiKey): Promise<Connection> {
  connection = new Connection(key);
  await connection.next('session.created');
  return connection;
}

const says = (text: string): RealtimeClientEvent => ({
  type: 'conversation.item.create',
  item: {type: 'message', role: 'user', content: [{type: 'input_text', text}]},
});

describe('the OpenAI SDK', () => {
  it('opens a session with the long-lived key', async () => {
    const {events} = await open();
    assert.equal(events[0]?.type, 'session.created');
  });

  it('opens a session with an ephemeral token, configured as its owner asked', async () => {
    const owner = new OpenAI({apiKey, baseURL: `${server.url}/v1`});
    const {value} = await owner.realtime.clientSecrets.create({
      session: {type: 'realtime', instructions: 'Be kind.'},
    });
    await open(value);
    const {session} = await connection.next('session.created');
    assert.ok('instructions' in session);
    assert.equal(session.instructions, 'Be kind.');
  });

  it('is refused with another key', async () => {
    connection = new Connection('sk-wrong');
    const [code] = (await once(connection.socket.socket, 'close')) as [number];
    assert.equal(code, 3000);
    const {error} = await connection.next('error');
    assert.equal(error.code, 'invalid_api_key');
  });

  it('gets written answers', async () => {
    await open();
    connection.send(
      {type: 'session.update', session: {type: 'realtime', output_modalities: ['text']}},
      says('Who are you?'),
      {type: 'response.create'},
    );
    assert.match((await connection.next('response.output_text.done')).text, /voice assistant/u);
    assert.equal((await connection.next('response.done')).response.status, 'completed');
  });

  it('is heard, understood, and answered aloud', async () => {
    await open();
    const sound = Buffer.from(spokenTurn().buffer);
    connection.send({type: 'input_audio_buffer.append', audio: sound.toString('base64')});
    await connection.next('input_audio_buffer.speech_stopped');
    const {transcript} = await connection.next('conversation.item.input_audio_transcription.completed');
    assert.equal(transcript, 'Who are you?');
    const {delta} = await connection.next('response.output_audio.delta');
    assert.ok(Buffer.from(delta, 'base64').some(byte => byte !== 0));
    assert.match(
      (await connection.next('response.output_audio_transcript.done')).transcript,
      /voice assistant/u,
    );
    await connection.next('response.done');
  });

  it('is told what was not understood', async () => {
    await open();
    const sound = Buffer.from(spokenTurn().buffer);
    connection.send({type: 'input_audio_buffer.append', audio: sound.toString('base64')});
    const {error} = await connection.next('conversation.item.input_audio_transcription.failed');
    assert.equal(error.code, 'audio_unintelligible');
    await connection.next('response.done');
  });

  it('carries out a call of a tool', async () => {
    await open();
    const parameters = {type: 'object', properties: {city: {type: 'string'}}};
    connection.send(
      {
        type: 'session.update',
        session: {type: 'realtime', tools: [{type: 'function', name: 'get_weather', parameters}]},
      },
      says('What is the weather in Rome?'),
      {type: 'response.create'},
    );
    const {call_id} = await connection.next('response.function_call_arguments.done');
    await connection.next('response.done');
    connection.forget();
    connection.send(
      {
        type: 'conversation.item.create',
        item: {type: 'function_call_output', call_id, output: '{"sky": "blue"}'},
      },
      {type: 'response.create'},
    );
    assert.match((await connection.next('response.output_audio_transcript.done')).transcript, /blue/u);
  });

  it('cancels an answer, and reads errors', async () => {
    await open();
    connection.send(says('Tell me a story'), {type: 'response.create'}, {type: 'response.cancel'});
    assert.equal((await connection.next('response.done')).response.status, 'cancelled');
    connection.send({type: 'response.cancel'});
    assert.equal((await connection.next('error')).error.code, 'response_cancel_not_active');
  });
});
