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

/** Hears, thinks and speaks in the place of the vendors, with their interfaces: pocketsphinx, a table, eSpeak NG. */
export interface Services {
  readonly url: string;
  /** What was understood, in order. */
  readonly heard: string[];
  /** What the model was told with each request. */
  readonly asked: (readonly ChatMessage[])[];
  close(): Promise<void>;
}

const speechRate = 24_000;

export async function startServices(
  answer: (messages: readonly ChatMessage[]) => ChatAnswer,
): Promise<Services> {
  const heard: string[] = [];
  const asked: (readonly ChatMessage[])[] = [];
  const speech = new EspeakTextToSpeech();
  const recognizer = new PocketsphinxSpeechToText();
  await speech.warmUp();

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {pcm, sampleRate} = decodeWav(wavIn(await bodyOf(request)));
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

  const paths: Readonly<Record<string, typeof hear>> = {
    '/v1/audio/transcriptions': hear,
    '/v1/chat/completions': think,
    '/v1/audio/speech': speak,
  };
  const server = createServer((request, response) => {
    const serve = paths[request.url ?? ''];
    if (!serve) return response.writeHead(404).end();
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    asked,
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

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(value));
}
