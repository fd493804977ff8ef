import {withDeadline} from '../../src/session/deadline.js';
import type {ConnectionOptions} from '../../src/transports/connection.js';
import {FakeConnection} from '../helpers/fake-connection.js';
import {until} from '../helpers/until.js';
import {assistantItem, heard, response, type WireEvent} from '../helpers/wire.js';

type Item = Readonly<Record<string, unknown>> & {readonly id: string; readonly type: string};

/** A response that is being made. */
interface Running {
  readonly id: string;
  readonly itemId: string;
  readonly words: readonly string[];
  said: string;
}

const wordMs = 4;

/** How many wires there were: servers count calls. */
let calls = 0;

/** A wire with a small model of a server at its other end, which does what it is told, in the order of a real one. */
export class ObedientConnection extends FakeConnection {
  readonly #items = new Map<string, Item>();
  readonly #waiting = new Map<string, (result: unknown) => void>();
  #session: {readonly type: string; readonly tools?: readonly {readonly name: string}[]} = {type: 'realtime'};
  #running: Running | null = null;
  /** The response whose sound is heard. */
  #heard = '';
  #count = 0;

  /** @param respondsByItself to what the user says */
  constructor(readonly respondsByItself = true) {
    super();
  }

  get isOpen(): boolean {
    return this.options !== null && !this.closed;
  }

  /** What system messages say. */
  get told(): string[] {
    return [...this.#items.values()].filter(({role}) => role === 'system').map(textOf);
  }

  override async open(options: ConnectionOptions): Promise<string> {
    this.options = options;
    options.token.catch(() => {}); // Awaited below.
    try {
      await withDeadline(5_000, options.signal, () => options.token);
      if (this.closed) throw new DOMException('The connection was closed', 'AbortError');
    } catch (error) {
      this.close();
      throw error;
    }
    this.#later(() => this.says({type: 'session.created', session: this.#session}));
    return `call_${++calls}`;
  }

  override send(event: object): void {
    super.send(event);
    if (!this.closed) this.#later(() => this.#obey(event as WireEvent));
  }

  measure(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The user says something. With push-to-talk nothing comes of it by itself. */
  userSpeaks(user: string): void {
    if (!this.respondsByItself) return;
    const number = ++this.#count;
    this.says(...heard({number, user, assistant: ''}));
    this.#respond(`You said: ${user}`);
  }

  /** The model calls a tool, once it knows of it. */
  async callTool(name: string, args: object): Promise<unknown> {
    await until(
      () => this.#session.tools?.some(tool => tool.name === name),
      `the server knows the tool ${name}`,
    );
    const callId = `call_${this.#id()}`;
    return this.#ask(callId, {
      type: 'function_call',
      status: 'completed',
      call_id: callId,
      name,
      arguments: JSON.stringify(args),
    });
  }

  askApproval(name: string, args: object): Promise<unknown> {
    const id = `mcpr_${this.#id()}`;
    const request = {id, type: 'mcp_approval_request', name, arguments: JSON.stringify(args)};
    return this.#ask(id, {...request, server_label: 'shop'});
  }

  /** A response that only wants something of the page. @returns what the page says to it */
  #ask(key: string, request: object): Promise<unknown> {
    const id = `resp_${this.#id()}`;
    const item = {id: `item_${key}`, ...request};
    this.says(
      {type: 'response.created', response: response(id, 'in_progress')},
      {type: 'response.output_item.done', response_id: id, output_index: 0, item},
      {type: 'response.done', response: response(id, 'completed', [item])},
    );
    return new Promise(resolve => this.#waiting.set(key, resolve));
  }

  #obey(event: WireEvent): void {
    const {session, item_id, item} = event as WireEvent & {session: object; item_id: string; item: Item};
    switch (event.type) {
      case 'session.update':
        this.#session = {...this.#session, ...session};
        return this.says({type: 'session.updated', session: this.#session});
      case 'conversation.item.create':
        return this.#add({...item, id: item.id || `item_${this.#id()}`});
      case 'conversation.item.delete':
        this.#items.delete(item_id);
        return this.says({type: 'conversation.item.deleted', item_id});
      case 'response.create':
        return this.#respond(this.#answer());
      case 'response.cancel':
        return this.#finish('cancelled');
      case 'output_audio_buffer.clear':
        if (this.#heard) this.says({type: 'output_audio_buffer.cleared', response_id: this.#heard});
        this.#heard = '';
        return;
      case 'input_audio_buffer.commit': {
        const number = ++this.#count;
        return this.says(...heard({number, user: '', assistant: ''}).slice(2));
      }
    }
  }

  #add(item: Item): void {
    this.#items.set(item.id, item);
    this.says({type: 'conversation.item.added', previous_item_id: null, item});
    if (item.type === 'function_call_output') this.#waiting.get(item.call_id as string)?.(item.output);
    if (item.type === 'mcp_approval_response')
      this.#waiting.get(item.approval_request_id as string)?.(item.approve);
  }

  #answer(): string {
    const last = [...this.#items.values()].at(-1);
    return last && textOf(last).includes('story') ? 'and then '.repeat(150) : 'There you are.';
  }

  #respond(text: string): void {
    if (this.#running)
      return this.says({type: 'error', error: {code: 'conversation_already_has_active_response'}});
    const id = `resp_${this.#id()}`;
    const itemId = `item_${this.#id()}`;
    const running = (this.#running = {id, itemId, words: text.split(/(?<=\s)/), said: ''});
    const item = assistantItem(itemId, '', 'in_progress');
    this.says(
      {type: 'response.created', response: response(id, 'in_progress')},
      {type: 'response.output_item.added', response_id: id, output_index: 0, item},
      {type: 'conversation.item.added', previous_item_id: null, item},
    );
    this.#speak(running, 0);
  }

  #speak(running: Running, count: number): void {
    if (this.#running !== running) return;
    const ids = {response_id: running.id, item_id: running.itemId, output_index: 0, content_index: 0};
    const delta = running.words[count];
    if (!delta) return this.#finish('completed');
    running.said += delta;
    this.says({type: 'response.output_audio_transcript.delta', ...ids, delta});
    if (!count) this.says({type: 'output_audio_buffer.started', response_id: (this.#heard = running.id)});
    this.#later(() => this.#speak(running, count + 1), wordMs);
  }

  #finish(status: 'completed' | 'cancelled'): void {
    const running = this.#running;
    if (!running) return this.says({type: 'error', error: {code: 'response_cancel_not_active'}});
    this.#running = null;
    const {id, itemId, said} = running;
    const item = assistantItem(itemId, said, status === 'completed' ? status : 'incomplete');
    this.says(
      {type: 'response.output_item.done', response_id: id, output_index: 0, item},
      {type: 'response.done', response: response(id, status, [item])},
    );
    if (status === 'cancelled') return;
    this.#later(() => {
      if (this.#heard !== id) return;
      this.#heard = '';
      this.says({type: 'output_audio_buffer.stopped', response_id: id});
    }, 4 * wordMs);
  }

  #id(): number {
    return ++this.#count;
  }

  #later(act: () => void, ms = 0): void {
    setTimeout(() => {
      if (!this.closed) act();
    }, ms);
  }
}

function textOf({content}: Item): string {
  return ((content ?? []) as {text?: string}[]).map(({text = ''}) => text).join(' ');
}
