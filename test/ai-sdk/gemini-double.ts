import type {AddressInfo} from 'node:net';
import {WebSocketServer, type WebSocket} from 'ws';

/** What a client sends, as far as it is read here. */
export interface GeminiMessage {
  readonly setup?: Readonly<Record<string, unknown>> & {readonly tools?: readonly object[]};
  readonly realtimeInput?: {readonly audio?: {data: string; mimeType: string}; readonly text?: string};
  readonly toolResponse?: {
    readonly functionResponses: readonly {id: string; name: string; response: Record<string, unknown>}[];
  };
}

/** The service that pages with a token of their own connect to, at the path of the API. */
const path = 'google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained';

const pcm = (ms: number) => Buffer.alloc(ms * 48, 1).toString('base64');

/**
 * A server that speaks as Gemini Live does: its setup comes first and once, messages travel as bytes, it responds to
 * each text by itself, and says nothing of items, responses, or the beginning of speech. `@google/genai` talks with it,
 * too.
 * @see https://ai.google.dev/api/live
 */
export class GeminiDouble {
  readonly received: GeminiMessage[] = [];
  readonly #server = new WebSocketServer({port: 0, host: '127.0.0.1'});
  #socket: WebSocket | null = null;
  /** The address that the last one connected to. */
  address = '';

  constructor() {
    this.#server.on('connection', (socket, request) => {
      this.#socket = socket;
      this.address = request.url ?? '';
      if (!this.address.includes(path)) return socket.close(1008, 'no such method');
      if (!/[?&](access_token|key)=[^&]/.test(this.address)) return socket.close(1008, 'no token');
      let isSetUp = false;
      socket.on('message', data => {
        const message = JSON.parse((data as Buffer).toString()) as GeminiMessage;
        this.received.push(message);
        if (Boolean(message.setup) === isSetUp) return socket.close(1007, 'setup comes first, and once');
        isSetUp = true;
        this.#obey(message);
      });
    });
  }

  /** As the server half of a page gives it. */
  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ws/${path}`;
  }

  get texts(): string[] {
    return this.received.flatMap(({realtimeInput}) => realtimeInput?.text ?? []);
  }

  says(...messages: readonly object[]): void {
    for (const message of messages) this.#socket?.send(Buffer.from(JSON.stringify(message)));
  }

  /** A response with sound and words, and its end. */
  responds(text: string, {ends = true} = {}): void {
    this.says(
      {
        serverContent: {
          modelTurn: {parts: [{inlineData: {mimeType: 'audio/pcm;rate=24000', data: pcm(100)}}]},
        },
      },
      {serverContent: {outputTranscription: {text}}},
    );
    if (!ends) return;
    const usageMetadata = {promptTokenCount: 5, responseTokenCount: 7, totalTokenCount: 12};
    this.says(
      {serverContent: {generationComplete: true}},
      {serverContent: {turnComplete: true}, usageMetadata},
    );
  }

  closes(code: number): void {
    this.#socket?.close(code);
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #obey({setup, realtimeInput, toolResponse}: GeminiMessage): void {
    if (setup) return this.says({setupComplete: {}});
    if (toolResponse) return this.responds('It is done.');
    const text = realtimeInput?.text;
    if (text === undefined) return;
    if (text.includes('Look up'))
      this.says({toolCall: {functionCalls: [{id: 'call-1', name: 'look_up', args: {what: 'tea'}}]}});
    else this.responds(`You said: ${text}`, {ends: !text.includes('story')});
  }
}
