import type {RealtimeModel, RealtimeModelCommand} from '../../src/session/realtime-model.js';
import {until} from '../helpers/until.js';

type Command = Extract<RealtimeModelCommand, object> & Record<string, unknown>;

/** A response that is being made. */
interface Running {
  readonly responseId: string;
  readonly itemId: string;
  readonly words: readonly string[];
}

const wordMs = 4;
/** Two samples. */
const sound = btoa('\0\x01\0\x01');

/** A codec that has nothing to translate: the server speaks in neutral events. */
export const neutralModel: RealtimeModel = {
  specificationVersion: 'v4',
  provider: 'test',
  modelId: 'test',
  getWebSocketConfig: ({token, url}) => ({url, protocols: [`token.${token}`]}),
  parseServerEvent: raw => raw,
  serializeClientEvent: event => event,
  buildSessionConfig: config => config,
};

/** A WebSocket with a small model at its other end, which does what it is told, in the order of a real one. */
export class ObedientSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  /** Every one that was made since this was emptied. */
  static made: ObedientSocket[] = [];

  readyState: number = ObedientSocket.CONNECTING;
  binaryType = '';
  readonly bufferedAmount = 0;
  readonly #told: string[] = [];
  readonly #waiting = new Map<string, (result: unknown) => void>();
  #tools: readonly {readonly name: string}[] = [];
  #isCreated = false;
  #detectsTurns = true;
  #running: Running | null = null;
  #count = 0;

  constructor(readonly url: string) {
    super();
    ObedientSocket.made.push(this);
    this.#later(() => {
      this.readyState = ObedientSocket.OPEN;
      this.dispatchEvent(new Event('open'));
    });
  }

  get isOpen(): boolean {
    return this.readyState <= ObedientSocket.OPEN;
  }

  /** What the model knows of the page, in the order in which it was told. */
  get told(): string[] {
    const notes = new Map<string, string>();
    for (const text of this.#told.filter(text => text.startsWith('(From the page'))) {
      const name = /“(.*?)”/.exec(text)?.[1] ?? text;
      if (text.includes('holds no more')) notes.delete(name);
      else notes.set(name, text);
    }
    return [...notes.values()];
  }

  send(message: string): void {
    this.#later(() => this.#obey(JSON.parse(message) as Command));
  }

  close(code = 1005): void {
    if (!this.isOpen) return;
    this.readyState = ObedientSocket.CLOSED;
    setTimeout(() => this.dispatchEvent(new CloseEvent('close', {code})));
  }

  /** The user says something. With push-to-talk nothing comes of it by itself. */
  userSpeaks(user: string): void {
    if (!this.#detectsTurns) return;
    const itemId = `item-${++this.#count}`;
    this.#says(
      {type: 'speech-started', itemId},
      {type: 'speech-stopped', itemId},
      {type: 'audio-committed', itemId},
      {type: 'input-transcription-completed', itemId, transcript: user},
    );
    this.#respond(`You said: ${user}`);
  }

  /** The model calls a tool, once it knows of it. @returns what the page says to it */
  async callTool(name: string, args: object): Promise<unknown> {
    await until(() => this.#tools.some(tool => tool.name === name), `the server knows the tool ${name}`);
    const ids = {responseId: `resp-${++this.#count}`, itemId: `item-${this.#count}`};
    const callId = `call-${this.#count}`;
    this.#says(
      {type: 'response-created', ...ids},
      {type: 'function-call-arguments-done', ...ids, callId, name, arguments: JSON.stringify(args)},
      {type: 'response-done', ...ids, status: 'completed'},
    );
    return new Promise(resolve => this.#waiting.set(callId, resolve));
  }

  #obey(command: Command): void {
    switch (command.type) {
      case 'session-update': {
        const {tools, turnDetection} = command.config;
        this.#tools = tools ?? this.#tools;
        if (turnDetection) this.#detectsTurns = turnDetection.type !== 'disabled';
        const type = this.#isCreated ? 'session-updated' : 'session-created';
        this.#isCreated = true;
        return this.#says({type, sessionId: 'session-1'});
      }
      case 'conversation-item-create': {
        const {item} = command;
        if (item.type === 'text-message') this.#told.push(item.text);
        else this.#waiting.get(item.callId)?.(item.output);
        return;
      }
      case 'response-create':
        return this.#respond(
          this.#told.at(-1)?.includes('story') ? 'and then '.repeat(150) : 'There you are.',
        );
      case 'response-cancel':
        return this.#finish('cancelled');
      case 'input-audio-commit':
        return this.#says({type: 'audio-committed', itemId: `item-${++this.#count}`});
    }
  }

  #respond(text: string): void {
    if (this.#running)
      return this.#says({type: 'error', message: '', code: 'conversation_already_has_active_response'});
    const ids = {responseId: `resp-${++this.#count}`, itemId: `item-${this.#count}`};
    const running = (this.#running = {...ids, words: text.split(/(?<=\s)/)});
    this.#says({type: 'response-created', ...ids}, {type: 'output-item-added', ...ids});
    this.#speak(running, 0);
  }

  #speak(running: Running, count: number): void {
    if (this.#running !== running) return;
    const {responseId, itemId, words} = running;
    const delta = words[count];
    if (!delta) {
      const transcript = words.join('');
      this.#says({type: 'audio-done', responseId, itemId});
      this.#says({type: 'audio-transcript-done', responseId, itemId, transcript});
      return this.#finish('completed');
    }
    this.#says({type: 'audio-transcript-delta', responseId, itemId, delta});
    this.#says({type: 'audio-delta', responseId, itemId, delta: sound});
    this.#later(() => this.#speak(running, count + 1), wordMs);
  }

  #finish(status: 'completed' | 'cancelled'): void {
    const running = this.#running;
    if (!running) return this.#says({type: 'error', message: '', code: 'response_cancel_not_active'});
    this.#running = null;
    const {responseId, itemId} = running;
    this.#says({type: 'output-item-done', responseId, itemId});
    this.#says({type: 'response-done', responseId, status, usage: {inputTokens: 2, outputTokens: 3}});
  }

  #says(...events: readonly object[]): void {
    for (const event of events)
      this.dispatchEvent(new MessageEvent('message', {data: JSON.stringify(event)}));
  }

  #later(act: () => void, ms = 0): void {
    setTimeout(() => {
      if (this.isOpen) act();
    }, ms);
  }
}
