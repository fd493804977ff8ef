import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {pcmSampleRate} from '../../local-server/audio/format.js';
import {resample} from '../../local-server/audio/resampler.js';
import {decodeWav} from '../../local-server/audio/wav.js';
import {EspeakTextToSpeech} from '../../local-server/speech/espeak.js';
import {PocketsphinxSpeechToText} from '../../local-server/speech-to-text/pocketsphinx.js';

/** What a model is told. */
export interface ChatMessage {
  readonly role: string;
  readonly content?: unknown;
}

/** What a model answers: words, or a call of a tool. */
export type ChatAnswer = string | {readonly tool: string; readonly arguments: object};

export type ServiceName = 'hear' | 'think' | 'speak';

/** Hears, thinks and speaks in the place of the vendors, with their interfaces: pocketsphinx, a table, eSpeak NG. */
export interface Services {
  readonly url: string;
  /** What was understood, in order. */
  readonly heard: string[];
  /** The languages in which it was told to hear, in order. */
  readonly languages: (string | undefined)[];
  /** What the model was told with each request. */
  readonly asked: (readonly ChatMessage[])[];
  /** Which of them refuse the key from now on. */
  readonly refusing: Set<ServiceName>;
  close(): Promise<void>;
}

const speechRate = 24_000;
/** All that these tests say: of more it is too often wrong. */
const grammar = `#JSGF V1.0;
grammar test;
public <utterance> = [hello] who are you | hello | [please] count to twenty | stop | wait | stop wait;
`;

export async function startServices(
  answer: (messages: readonly ChatMessage[]) => ChatAnswer,
): Promise<Services> {
  const heard: string[] = [];
  const languages: (string | undefined)[] = [];
  const asked: (readonly ChatMessage[])[] = [];
  const refusing = new Set<ServiceName>();
  const speech = new EspeakTextToSpeech();
  const recognizer = new PocketsphinxSpeechToText(grammar);
  await speech.warmUp();

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await bodyOf(request);
    languages.push(/name="language"\r\n(?:.+\r\n)*\r\n(\w+)/.exec(form.toString('latin1'))?.[1]);
    const {pcm, sampleRate} = decodeWav(wavIn(form));
    const sound = resample(pcm, sampleRate, pcmSampleRate);
    const text = await recognizer.transcribe(sound, {signal: new AbortController().signal});
    heard.push(text);
    sendJson(response, {text});
  }

  async function think(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {messages} = JSON.parse((await bodyOf(request)).toString()) as {messages: ChatMessage[]};
    asked.push(messages);
    const said = answer(messages);
    response.writeHead(200, {'Content-Type': 'text/event-stream'});
    const send = (delta: object, finish_reason: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'table', choices: [{index: 0, delta, finish_reason}]})}\n\n`,
      );
    if (typeof said === 'string') {
      for (const word of said.split(/(?<=\s)/u)) send({role: 'assistant', content: word});
      send({}, 'stop');
    } else {
      const call = {name: said.tool, arguments: JSON.stringify(said.arguments)};
      send({
        role: 'assistant',
        tool_calls: [{index: 0, id: `call_${asked.length}`, type: 'function', function: call}],
      });
      send({}, 'tool_calls');
    }
    const usage = {prompt_tokens: 7, completion_tokens: 3, total_tokens: 10};
    response.write(
      `data: ${JSON.stringify({id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'table', choices: [], usage})}\n\n`,
    );
    response.end('data: [DONE]\n\n');
  }

  async function speak(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {input} = JSON.parse((await bodyOf(request)).toString()) as {input: string};
    response.writeHead(200, {'Content-Type': 'audio/pcm'});
    const {signal} = new AbortController();
    for await (const chunk of speech.speak(input, {voice: 'alloy', speed: 1, signal})) {
      const pcm = resample(chunk, speech.sampleRate, speechRate);
      response.write(Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength));
    }
    response.end();
  }

  const services = {hear, think, speak};
  const names: Readonly<Record<string, ServiceName>> = {
    '/v1/audio/transcriptions': 'hear',
    '/v1/chat/completions': 'think',
    '/v1/audio/speech': 'speak',
  };
  const server = createServer((request, response) => {
    const name = names[request.url ?? ''];
    if (!name) return response.writeHead(404).end();
    if (refusing.has(name)) return refuse(response);
    services[name](request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    languages,
    asked,
    refusing,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await speech.close();
    },
  };
}

/** The words of the person that count now. */
export function lastWords(messages: readonly ChatMessage[]): string {
  return textOf(messages.findLast(({role}) => role === 'user'));
}

export function textOf(message: ChatMessage | undefined): string {
  const {content} = message ?? {};
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map(part => (part as {text?: string}).text ?? '').join(' ') : '';
}

/** The file in a form: it begins with RIFF, and says how long it is. */
function wavIn(body: Buffer): Buffer {
  const start = body.indexOf('RIFF');
  return body.subarray(start, start + 8 + body.readUInt32LE(start + 4));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** As vendors answer to a key that they do not know. */
function refuse(response: ServerResponse): void {
  const error = {message: 'Incorrect API key provided: sk-not-to-be-told', code: 'invalid_api_key'};
  sendJson(response, {error}, 401);
}

function sendJson(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, {'Content-Type': 'application/json'}).end(JSON.stringify(value));
}
