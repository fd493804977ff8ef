import {delay} from '../engine/clock.js';
import {ClientEventError, isObject, type JsonObject} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import type {HistoryEntry, ToolDefinition} from '../responders/responder.js';
import {askResponder, type WantedCall} from './ask-responder.js';
import type {LiveContext} from './context.js';
import {ResponseEvents, type MadeCall} from './response-events.js';
import {missing} from './shape.js';
import type {Speaking} from './speaking.js';

/** What a Responses model is given to do, with the page in the part of its tools. */
export class ResponsesBackend {
  readonly #context: LiveContext;
  readonly #speaking: Speaking;
  /** Calls without an output, by id. */
  readonly #open = new Map<string, string>();
  #delegationId: string | null = null;
  #running = false;

  constructor(context: LiveContext, speaking: Speaking) {
    this.#context = context;
    this.#speaking = speaking;
  }

  /** The functions that may be called. */
  get tools(): ToolDefinition[] {
    return (this.#config.tools ?? []).filter(({type}) => type === 'function');
  }

  get toolChoice(): string {
    const choice = this.#config.tool_choice ?? 'auto';
    if (typeof choice === 'string') return choice;
    return typeof choice.name === 'string' ? choice.name : 'auto';
  }

  /** Begins a delegation with calls of functions. @returns what `session.delegation.created` says of it */
  delegate(calls: readonly WantedCall[]): {announce: JsonObject; begin(): void} {
    const id = createId('dlg_');
    const events = this.#respond(id);
    return {
      announce: {id, type: 'delegation', target: 'responses', response_id: events.id},
      begin: () => {
        this.#delegationId = id;
        events.begin();
        this.#call(events, calls);
        events.complete();
      },
    };
  }

  /** `response.item.create` */
  addItem(item: JsonObject): void {
    // What was approved is run by a server of tools, which this is not.
    if (item.type === 'mcp_approval_response') checkApproval(item);
    else this.#context.history.push(this.#toEntry(item));
  }

  /** `response.create` */
  create(): void {
    const [waiting] = this.#open.keys();
    if (waiting)
      throw new ClientEventError(
        'invalid_value',
        `No tool output found for function call ${waiting}.`,
        'input',
      );
    if (this.#running)
      throw new ClientEventError('response_already_active', 'The backend is working on a response already.');
    if (this.#context.services.faults().responseNever) return;
    const events = this.#respond(this.#delegationId);
    this.#running = true;
    events.begin();
    this.#work(events)
      .catch(() => events.fail('server_error', 'The language model did not answer.'))
      .finally(() => (this.#running = false));
  }

  async #work(events: ResponseEvents): Promise<void> {
    const {signal, services} = this.#context;
    const {tools, toolChoice} = this;
    const {responseDelay = 0, responseFails, responseIncomplete} = services.faults();
    await delay(services.clock, responseDelay, signal);
    if (signal.aborted) return;
    if (responseFails) return events.fail(responseFails, 'The model failed.');
    if (responseIncomplete) return events.incomplete(responseIncomplete);
    let text = '';
    const onText = (more: string) => (text += more);
    const calls = await askResponder(this.#context, {tools, toolChoice, signal, onText});
    if (signal.aborted) return;
    if (text) events.text(text);
    this.#call(events, calls);
    events.complete();
    if (calls.length === 0) this.#delegationId = null;
    this.#speaking.say(text);
  }

  #call(events: ResponseEvents, calls: readonly WantedCall[]): void {
    for (const call of calls) {
      const made: MadeCall = {...call, callId: createId('call_', 16)};
      this.#open.set(made.callId, made.name);
      this.#context.history.push({role: 'call', ...made});
      events.call(made);
    }
  }

  #respond(delegationId: string | null): ResponseEvents {
    return new ResponseEvents(this.#config.model, event =>
      this.#context.emit({type: 'response.event', delegation_id: delegationId, event}),
    );
  }

  get #config() {
    const {delegation} = this.#context.session;
    if (delegation.type === 'responses') return delegation.responses;
    throw new ClientEventError(
      'responses_delegation_required',
      'This needs a session that delegates to Responses.',
      'type',
    );
  }

  #toEntry(item: JsonObject): HistoryEntry {
    if (item.type === 'function_call_output') return this.#toResult(item);
    if (item.type !== undefined && item.type !== 'message')
      throw new ClientEventError(
        'invalid_value',
        'An item here is a message, a function_call_output, or an mcp_approval_response.',
        'item.type',
      );
    const text = textIn(item.content);
    if (item.role === 'user') {
      const images = imagesIn(item.content);
      return {role: 'user', text, ...(images.length > 0 ? {images} : {})};
    }
    if (item.role === 'system' || item.role === 'developer') return {role: 'system', text};
    if (item.role === 'assistant') return {role: 'assistant', text};
    throw new ClientEventError(
      'invalid_value',
      'The role of a message is user, assistant, system or developer.',
      'item.role',
    );
  }

  #toResult({call_id: callId, output}: JsonObject): HistoryEntry {
    if (typeof callId !== 'string') throw missing('item.call_id');
    const name = this.#open.get(callId);
    if (name === undefined)
      throw new ClientEventError(
        'invalid_value',
        `No tool call found with call_id ${callId}.`,
        'item.call_id',
      );
    if (output === undefined) throw missing('item.output');
    this.#open.delete(callId);
    return {role: 'result', callId, name, output: textIn(output)};
  }
}

function checkApproval({approval_request_id: id, approve}: JsonObject): void {
  if (typeof id !== 'string') throw missing('item.approval_request_id');
  if (typeof approve !== 'boolean') throw missing('item.approve');
}

function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw missing('item.content');
  return content
    .map((part: unknown) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .filter(Boolean)
    .join(' ');
}

function imagesIn(content: unknown): string[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown) =>
    isObject(part) && typeof part.image_url === 'string' ? [part.image_url] : [],
  );
}
