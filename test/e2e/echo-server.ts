import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {WebSocketServer, type WebSocket} from 'ws';
import {encodeWav} from '../../local-server/audio/wav.js';

/* The other end of the backend of docs/backends.md, which has a protocol of its own. */

export type EchoMessage = {readonly kind: string} & Readonly<Record<string, unknown>>;

/** What a call does about typed words: says something, or does it and says nothing. */
export type EchoScript = (words: string, call: EchoCall) => string | undefined;

const wordMs = 8;
const sampleRate = 8_000;
/** An answer sounds longer than it takes to send, but not for ever. */
const msPerWord = 60;
const maxWords = 50;

const echo: EchoScript = words => (words.includes('story') ? 'and then '.repeat(120) : `You said: ${words}`);

/** A call, as the server sees it. */
export class EchoCall {
  /** Messages as they came. */
  readonly received: string[] = [];
  /** What it is to know of the page, by name; and what it was told once. */
  readonly known = new Map<string, string>();
  readonly notes: string[] = [];
  readonly tools: {readonly name: string}[] = [];
  readonly #socket: WebSocket;
  readonly #script: EchoScript;
  readonly #sounds: boolean;
  readonly #waiting = new Map<string, (result: unknown) => void>();
  readonly #answers: string[] = [];
  #hushed = false;
  #speaking = false;
  #count = 0;

  constructor(socket: WebSocket, script: EchoScript, sounds: boolean) {
    this.#socket = socket;
    this.#script = script;
    this.#sounds = sounds;
    socket.on('message', (data: Buffer) => {
      this.received.push(data.toString());
      this.#obey(JSON.parse(data.toString()) as EchoMessage);
    });
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** What it knows from the page. */
  get told(): string[] {
    return [...this.known.values(), ...this.notes];
  }

  /** Calls a tool of the page. Resolves with what came of it. */
  callTool(tool: string, input: object): Promise<unknown> {
    return this.#ask({kind: 'do', tool, input}, 'call');
  }

  /** Asks whether the server may run a tool of its own. Resolves with the answer. */
  askApproval(tool: string, input: object): Promise<unknown> {
    return this.#ask({kind: 'ask', tool, input, from: 'the shop'}, 'request');
  }

  say(text: string): void {
    this.#answers.push(text);
    void this.#speak();
  }

  /** Ends the call for good. */
  end(): void {
    this.#send({kind: 'bye'});
    this.#socket.close();
  }

  /** Breaks the connection. */
  lose(): void {
    this.#socket.terminate();
  }

  #ask(message: EchoMessage, key: 'call' | 'request'): Promise<unknown> {
    const [answer, id] = [++this.#count, `${key}-${++this.#count}`];
    this.#send({kind: 'begin', answer});
    this.#send({...message, [key]: id});
    this.#send({kind: 'end', answer});
    return new Promise(resolve => this.#waiting.set(id, resolve));
  }

  #obey(message: EchoMessage): void {
    const {kind, text, name, about, answer, call, outcome, request, yes} = message as Record<string, string>;
    switch (kind) {
      case 'hello':
        return this.#send({kind: 'welcome', id: `echo-${Math.random().toString(36).slice(2)}`});
      case 'words': {
        const said = answer ? this.#script(text!, this) : undefined;
        return said === undefined ? undefined : this.say(said);
      }
      case 'say':
        return this.say(text!);
      case 'go':
        return this.say(about ? 'Hello!' : this.notes.length ? 'Let us talk about the weather.' : 'Go on.');
      case 'hush':
        this.#hushed = this.#speaking;
        this.#answers.length = 0;
        return;
      case 'tools':
        this.tools.splice(0, Infinity, ...(message.tools as {name: string}[]));
        return;
      case 'did':
        this.#waiting.get(call!)?.(outcome);
        return answer ? this.say(`It says: ${outcome}`) : undefined;
      case 'may':
        this.#waiting.get(request!)?.(yes);
        return this.say(yes ? 'It is done.' : 'Then I leave it.');
      case 'know':
        if (!name) this.notes.push(text!);
        else if (text) this.known.set(name, text);
        else this.known.delete(name);
    }
  }

  /** One answer after the other. */
  async #speak(): Promise<void> {
    if (this.#speaking) return;
    this.#speaking = true;
    for (let text = this.#answers.shift(); text !== undefined; text = this.#answers.shift()) {
      const answer = ++this.#count;
      const words = text.split(/(?<=\s)/);
      this.#send({kind: 'begin', answer});
      if (this.#sounds) this.#send({kind: 'sound', answer, wav: hum(words.length)});
      for (const word of words) {
        await new Promise(resolve => setTimeout(resolve, wordMs));
        if (this.#hushed) break;
        this.#send({kind: 'more', answer, text: word});
      }
      this.#send({kind: 'end', answer, cut: this.#hushed});
      this.#hushed = false;
    }
    this.#speaking = false;
  }

  #send(message: EchoMessage): void {
    if (this.open) this.#socket.send(JSON.stringify(message));
  }
}

/** Words, hummed: a WAV file in base64. */
function hum(words: number): string {
  const length = (Math.min(words, maxWords) * msPerWord * sampleRate) / 1000;
  const samples = Int16Array.from({length}, (_, index) =>
    Math.round(Math.sin((2 * Math.PI * 440 * index) / sampleRate) * 8_000),
  );
  return encodeWav(samples, sampleRate).toString('base64');
}

export interface EchoOptions {
  /** @default says what was said */
  readonly script?: EchoScript;
  /** Whether answers are heard. @default true */
  readonly sounds?: boolean;
}

/** Takes calls, at any path. */
export class EchoServer {
  /** Live and past calls, oldest first. */
  readonly calls: EchoCall[] = [];
  readonly #sockets = new WebSocketServer({noServer: true});
  readonly #options: EchoOptions;

  constructor(options: EchoOptions = {}) {
    this.#options = options;
  }

  /** The call that began last. */
  get call(): EchoCall {
    return this.calls.at(-1)!;
  }

  get openCalls(): number {
    return this.calls.filter(({open}) => open).length;
  }

  readonly handleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const {script = echo, sounds = true} = this.#options;
    this.#sockets.handleUpgrade(request, socket, head, accepted =>
      this.calls.push(new EchoCall(accepted, script, sounds)),
    );
  };

  /** Listens on a port of its own. @returns its address, and what closes it */
  async listen(): Promise<{url: string; close(): Promise<void>}> {
    const http = createServer().on('upgrade', this.handleUpgrade);
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    const close = async () => {
      for (const call of this.calls) call.lose();
      await new Promise(resolve => http.close(resolve));
    };
    return {url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/echo`, close};
  }
}
