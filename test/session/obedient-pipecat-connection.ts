import type {ConnectionOptions} from '../../src/transports/connection.js';
import {FakeConnection} from '../helpers/fake-connection.js';
import type {WireEvent} from '../helpers/wire.js';

interface Message extends WireEvent {
  readonly id: string;
  readonly data: {
    readonly content?: string;
    readonly options?: {readonly run_immediately: boolean; readonly audio_response: boolean};
    readonly t?: string;
    readonly d?: Readonly<Record<string, unknown>>;
  };
}

const wordMs = 6;

/** A wire with a small bot of Pipecat at its other end, which says what a real one was seen to say, in that order. */
export class ObedientPipecatConnection extends FakeConnection {
  readonly #told: {readonly id: unknown; readonly text: string}[] = [];
  readonly #waiting = new Map<unknown, (output: unknown) => void>();
  #timers: ReturnType<typeof setTimeout>[] = [];
  #isSpeaking = false;
  #count = 0;

  get isOpen(): boolean {
    return this.options !== null && !this.closed;
  }

  get told(): string[] {
    return this.#told.map(({text}) => text);
  }

  override async open(options: ConnectionOptions): Promise<string> {
    options.signal.throwIfAborted();
    this.options = options;
    await Promise.resolve();
    return 'SmallWebRTCConnection#0';
  }

  override send(event: object | string): void {
    if (typeof event === 'string') return;
    super.send(event);
    const message = event as Message;
    if (!this.closed && message.label === 'rtvi-ai') setTimeout(() => this.isOpen && this.#obey(message));
  }

  measure(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The user says something, and is answered. */
  userSpeaks(text: string): void {
    this.#tell('user-started-speaking');
    this.#interrupt();
    this.#tell('user-stopped-speaking');
    const data = {text, user_id: '', timestamp: '2026-01-01T00:00:00.000+00:00', final: true};
    this.#tell('user-input', {...data, input_type: 'transcription'});
    this.#tell('user-transcription', data);
    this.#tell('user-llm-text', {text});
    this.#answer(text);
  }

  /** The model calls a tool, which the bot has the page run. */
  callTool(name: string, args: object): Promise<unknown> {
    const id = `page-${++this.#count}`;
    this.#tell('bot-llm-started');
    this.#tell('llm-function-call-started', {});
    this.#tell('bot-llm-stopped');
    this.#tell('server-message', {type: 'page-tool-call', id, name, arguments: args});
    this.#tell('llm-function-call-in-progress', {tool_call_id: `call_${id}`});
    return new Promise(resolve => this.#waiting.set(id, resolve));
  }

  /** The bot leaves, and the connection with it. */
  end(): void {
    const {listener} = this;
    this.says({type: 'signalling', message: {type: 'peerLeft'}});
    this.close();
    listener.lost();
  }

  override close(): void {
    super.close();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #obey({type, id, data}: Message): void {
    switch (type) {
      case 'client-ready':
        this.#tell('bot-ready', {version: '2.2.0', about: {library: 'pipecat-ai'}}, id);
        return this.#tell('server-message', {
          type: 'page-features',
          features: ['tools', 'context', 'interrupt', 'respond', 'say'],
        });
      case 'send-text':
        if (data.options?.run_immediately) this.#interrupt();
        this.#tell('user-input', {text: data.content, input_type: 'chat', final: true, msg_id: id});
        if (!data.options?.run_immediately) return;
        this.#tell('user-llm-text', {text: data.content});
        return this.#answer(data.content ?? '', data.options.audio_response);
      case 'client-message':
        return this.#obeyPage(data.t ?? '', data.d ?? {});
      default:
        this.#tell('error-response', {error: `Unsupported type ${type}`}, id);
    }
  }

  #obeyPage(type: string, {id, text, output, respond}: Readonly<Record<string, unknown>>): void {
    switch (type) {
      case 'page-interrupt':
        return this.#interrupt();
      case 'page-say':
        return this.#speak(text as string);
      case 'page-respond':
        return this.#answer('');
      case 'page-context': {
        const before = id ? this.#told.findIndex(note => note.id === id) : -1;
        if (before >= 0) this.#told.splice(before, 1);
        if (text) this.#told.push({id, text: text as string});
        return;
      }
      case 'page-tool-result':
        this.#waiting.get(id)?.(output);
        this.#tell('llm-function-call-stopped', {tool_call_id: `call_${String(id)}`, cancelled: false});
        if (respond) this.#answer('');
    }
  }

  #answer(question: string, aloud = true): void {
    const text = question.includes('story') ? 'and then '.repeat(200).trim() : `You said: ${question}.`;
    this.#tell('bot-llm-started');
    this.#tell('bot-llm-text', {text});
    this.#tell('bot-llm-stopped');
    if (aloud) this.#speak(text);
    else this.#output(text, {will_be_spoken: false});
  }

  #speak(text: string): void {
    const words = text.split(' ');
    this.#tell('bot-tts-started');
    this.#later(() => {
      this.#isSpeaking = true;
      this.#tell('bot-started-speaking');
      this.#output(text, {spoken_status: 'new', ...this.#progress(words, 0)});
      this.#tell('bot-tts-stopped');
    }, wordMs);
    this.#count++;
    for (const index of words.keys())
      this.#later(
        () =>
          this.#output(text, {
            spoken_status: index + 1 < words.length ? 'in-progress' : 'completed',
            ...this.#progress(words, index + 1),
          }),
        (index + 2) * wordMs,
      );
    this.#later(
      () => {
        this.#isSpeaking = false;
        this.#tell('bot-stopped-speaking');
      },
      (words.length + 3) * wordMs,
    );
  }

  #progress(words: readonly string[], spoken: number): object {
    return {
      spoken_progress: {
        accumulated_text: words.slice(0, spoken).join(' '),
        remaining_text: words.slice(spoken).join(' '),
      },
    };
  }

  #output(text: string, more: object): void {
    this.#tell('bot-output', {text, segment_id: this.#count, will_be_spoken: true, ...more});
  }

  #interrupt(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
    this.#tell('bot-interrupted');
    if (this.#isSpeaking) this.#tell('bot-stopped-speaking');
    this.#isSpeaking = false;
  }

  #tell(type: string, data?: object, id?: string): void {
    if (!this.closed) this.says({label: 'rtvi-ai', type, ...(id && {id}), ...(data && {data})});
  }

  #later(act: () => void, ms: number): void {
    this.#timers.push(setTimeout(() => this.isOpen && act(), ms));
  }
}
