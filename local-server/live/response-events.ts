import type {JsonObject, WireEvent} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import type {WantedCall} from './ask-responder.js';

/** A function call of a response, and the id by which its output is told. */
export interface MadeCall extends WantedCall {
  readonly callId: string;
}

/** The events of one response, as the Responses API streams them. Live wraps each in a `response.event`. */
export class ResponseEvents {
  readonly id = createId('resp_');
  readonly #model: string;
  readonly #send: (event: WireEvent) => void;
  readonly #createdAt = Math.floor(Date.now() / 1000);
  #sequence = 0;
  #outputs = 0;
  #words = 0;

  constructor(model: string, send: (event: WireEvent) => void) {
    this.#model = model;
    this.#send = send;
  }

  begin(): void {
    this.#lifecycle('response.created', 'in_progress');
    this.#lifecycle('response.in_progress', 'in_progress');
  }

  call({name, callId, arguments: json}: MadeCall): void {
    const item = {type: 'function_call', id: createId('fc_'), call_id: callId, name};
    const place = {item_id: item.id, output_index: this.#outputs};
    this.#item('added', {...item, arguments: '', status: 'in_progress'});
    for (const delta of json.match(/.{1,12}/gsu) ?? [])
      this.#event('response.function_call_arguments.delta', {...place, delta});
    this.#event('response.function_call_arguments.done', {...place, arguments: json});
    this.#item('done', {...item, arguments: json, status: 'completed'});
  }

  text(text: string): void {
    const item = {type: 'message', id: createId('msg_'), role: 'assistant'};
    const place = {item_id: item.id, output_index: this.#outputs, content_index: 0};
    const part = {type: 'output_text', annotations: [], text};
    this.#words = text.split(/\s+/u).length;
    this.#item('added', {...item, status: 'in_progress', content: []});
    this.#event('response.content_part.added', {...place, part: {...part, text: ''}});
    for (const delta of text.match(/.{1,40}/gsu) ?? [])
      this.#event('response.output_text.delta', {...place, delta, logprobs: []});
    this.#event('response.output_text.done', {...place, text, logprobs: []});
    this.#event('response.content_part.done', {...place, part});
    this.#item('done', {...item, status: 'completed', content: [part]});
  }

  complete(): void {
    this.#lifecycle('response.completed', 'completed', {usage: this.#usage()});
  }

  fail(code: string, message: string): void {
    this.#lifecycle('response.failed', 'failed', {error: {code, message}});
  }

  incomplete(reason: string): void {
    this.#lifecycle('response.incomplete', 'incomplete', {incomplete_details: {reason}});
  }

  #item(what: 'added' | 'done', item: JsonObject): void {
    this.#event(`response.output_item.${what}`, {output_index: this.#outputs, item});
    if (what === 'done') this.#outputs++;
  }

  /** Output, instructions and tools are left out of these, as Live does. */
  #lifecycle(type: string, status: string, more: JsonObject = {}): void {
    const response = {
      id: this.id,
      object: 'response',
      access_programs: null,
      created_at: this.#createdAt,
      status,
      model: this.#model,
      output: [],
      error: null,
      incomplete_details: null,
      instructions: null,
      metadata: {},
      parallel_tool_calls: true,
      temperature: 1,
      tool_choice: 'auto',
      tools: [],
      top_p: 1,
      ...more,
    };
    this.#event(type, {response});
  }

  #usage(): JsonObject {
    return {
      input_tokens: 0,
      input_tokens_details: {cache_write_tokens: 0, cached_tokens: 0},
      output_tokens: this.#words,
      output_tokens_details: {reasoning_tokens: 0},
      total_tokens: this.#words,
    };
  }

  #event(type: string, fields: JsonObject): void {
    this.#send({type, sequence_number: this.#sequence++, ...fields});
  }
}
