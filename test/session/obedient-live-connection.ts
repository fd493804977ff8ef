import type {ConnectionOptions} from '../../src/transports/connection.js';
import {FakeConnection} from '../helpers/fake-connection.js';
import {until} from '../helpers/until.js';
import type {WireEvent} from '../helpers/wire.js';

interface Tool {
  readonly type: string;
  readonly name?: string;
}

interface Item {
  readonly type: string;
  readonly call_id?: string;
  readonly output?: unknown;
  readonly approval_request_id?: string;
  readonly approve?: boolean;
}

const wordMs = 4;
/** What is spoken sounds for so much longer than its words come: it is looked for each 50 ms. */
const soundMs = 120;
const knownEvents =
  /^session\.(update|close|input_audio\.(mute|unmute)|(thinking|commentary)\.append)$|^response\.(item\.)?create$/;

/** A wire with a small model of GPT-Live at its other end, with Responses delegation, as strict as the real one. */
export class ObedientLiveConnection extends FakeConnection {
  /** What the server refused. */
  readonly refusals: string[] = [];
  /** What the model knows, in the order in which it was told. */
  readonly #told: {name: string; text: string}[] = [];
  readonly #waiting = new Map<string, (result: unknown) => void>();
  #tools: readonly Tool[] = [];
  /** The delegation whose response is being made. */
  #active = '';
  #speaking = 0;
  #sessionMs = 0;
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
    this.#later(() => this.says({type: 'session.started', event_id: this.#id(), session: this.#session}));
    return 'live_1';
  }

  override send(event: object): void {
    super.send(event);
    if (!this.closed) this.#later(() => this.#obey(event as WireEvent));
  }

  /** No two readings of a voice are the same. */
  override outputLevel(): number {
    return this.#speaking ? 0.1 + (++this.#count % 10) / 100 : 0;
  }

  measure(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The user says something, and is answered. */
  userSpeaks(text: string): void {
    this.#hear('input', text);
    this.#speak(`You said: ${text}`);
  }

  /** The model calls a tool, once it knows of it. */
  async callTool(name: string, args: object): Promise<unknown> {
    await until(() => this.#tools.some(tool => tool.name === name), `the server knows the tool ${name}`);
    const callId = this.#id();
    return this.#ask(callId, {
      type: 'function_call',
      status: 'completed',
      call_id: callId,
      name,
      arguments: JSON.stringify(args),
    });
  }

  askApproval(name: string, args: object): Promise<unknown> {
    const id = this.#id();
    const request = {id, type: 'mcp_approval_request', name, arguments: JSON.stringify(args)};
    return this.#ask(id, {...request, server_label: 'shop'});
  }

  /** The server ends the session, and the connection with it. */
  end(): void {
    const {listener} = this;
    this.says({
      type: 'session.closed',
      reason: 'remote_hangup',
      usage: {seconds: 15},
      session: this.#session,
    });
    this.close();
    listener.lost();
  }

  get #session(): object {
    return {
      id: 'live_1',
      model: 'gpt-live-1',
      delegation: {type: 'responses', responses: {tools: this.#tools}},
    };
  }

  /** A response that only wants something of the page. @returns what the page says to it */
  #ask(key: string, request: object): Promise<unknown> {
    const delegation = this.#id();
    this.says({
      type: 'session.delegation.created',
      event_id: this.#id(),
      delegation: {id: delegation, type: 'delegation', target: 'responses'},
    });
    this.#respond(delegation, {type: 'response.output_item.done', output_index: 0, item: request});
    return new Promise(resolve => this.#waiting.set(key, resolve));
  }

  #respond(delegation: string, ...events: readonly object[]): void {
    const response = {id: this.#id(), object: 'response', status: 'in_progress'};
    for (const event of [
      {type: 'response.created', response},
      ...events,
      {type: 'response.completed', response: {...response, status: 'completed'}},
    ])
      this.says({type: 'response.event', event_id: this.#id(), delegation_id: delegation, event});
  }

  #obey(event: WireEvent): void {
    const {type, content, item, session} = event as WireEvent & {
      content: string;
      item: Item;
      session: object;
    };
    if (!knownEvents.test(type)) return this.#refuse(event, 'unknown_event');
    if (/append$/.test(type)) return this.#tell(event, content);
    if (type === 'session.update') return this.#update(session);
    if (type === 'response.item.create') return this.#add(event, item);
    if (type === 'response.create') return this.#create(event);
    this.says({type: `${type}d`, event_id: this.#id()});
  }

  #update(session: object): void {
    const {delegation} = session as {delegation: {responses: {tools: readonly Tool[]}}};
    this.#tools = delegation.responses.tools;
    this.says({type: 'session.updated', event_id: this.#id(), session: this.#session});
  }

  #add(event: WireEvent, item: Item): void {
    const key = item.call_id ?? item.approval_request_id;
    if (key === undefined) return;
    const resolve = this.#waiting.get(key);
    if (!resolve) return this.#refuse(event, 'unknown_call');
    this.#waiting.delete(key);
    resolve(item.output ?? item.approve);
  }

  #create(event: WireEvent): void {
    if (this.#active) return this.#refuse(event, 'response_already_active');
    if (this.#waiting.size) return this.#refuse(event, 'missing_tool_output');
    this.#active = this.#id();
    this.#later(() => {
      this.#respond(this.#active);
      this.#active = '';
      this.#speak('There you are.');
    }, wordMs);
  }

  #tell(event: WireEvent, content: string): void {
    if (event.delegation_id !== null) return this.#refuse(event, 'unknown_delegation');
    if (content.length > 1_000) return this.#refuse(event, 'too_long');
    const name = /“(.*?)”/.exec(content)?.[1] ?? '';
    const before = this.#told.findIndex(note => name !== '' && note.name === name);
    if (before >= 0) this.#told.splice(before, 1);
    if (!content.endsWith('holds no more.')) this.#told.push({name, text: content});
    if (event.type === 'session.commentary.append') this.#speak('All right.');
  }

  #speak(text: string): void {
    this.#speaking++;
    const words = text.split(/(?<=\s)/);
    for (const [index, word] of words.entries())
      this.#later(() => this.#hear('output', word), index * wordMs);
    this.#later(() => this.#speaking--, words.length * wordMs + soundMs);
  }

  #hear(side: 'input' | 'output', delta: string): void {
    const times = {start_ms: this.#sessionMs, end_ms: (this.#sessionMs += 200)};
    this.says({type: `session.${side}_transcript.delta`, event_id: this.#id(), delta, ...times});
  }

  #refuse({type, event_id: id}: WireEvent, code: string): void {
    this.refusals.push(`${type}: ${code}`);
    const error = {type: 'invalid_request_error', code, message: 'Refused.', client_event_id: id};
    this.says({type: 'error', event_id: this.#id(), error});
  }

  #id(): string {
    return `id_${++this.#count}`;
  }

  #later(act: () => void, ms = 0): void {
    setTimeout(() => {
      if (!this.closed) act();
    }, ms);
  }
}
