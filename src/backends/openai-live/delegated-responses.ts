import {codeAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import {forgetOldest} from '../../session/forget-oldest.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Work} from './work.js';

/** A response gives a sign of life more often than this, and begins sooner after it was asked for. */
const signOfLifeMs = 60_000;
const beginMs = 15_000;
/** Calls that are remembered, so that a server that repeats itself does not have a thing done twice. */
const maxCalls = 256;

/** A response of the model that the session delegates to. */
interface Running {
  readonly id: string;
  /** What it asks of the page, once it is complete: one that is cut off calls nothing. */
  readonly requests: VoiceSessionEvent[];
}

/** What becomes of a response, by the last part of the event's name. */
const failures = new Set(['response.failed', 'response.incomplete', 'response.cancelled', 'error']);

/**
 * The responses of the Responses model that a session delegates to, as they arrive in `response.event`: what they ask
 * of the page, and when the next one may be asked for.
 */
export class DelegatedResponses {
  readonly #send: (event: object) => void;
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #work: Work;
  /** By delegation; several can be under way. */
  readonly #running = new Map<string, Running>();
  /** Of calls and approvals without an answer, by their ids: the server refuses a response before it has all. */
  readonly #open = new Set<string>();
  readonly #known = new Set<string>();
  #wanted = false;
  /** There are results that no response was asked for. */
  #unheard = false;
  /** The id of the event that asked for a response which has not begun. */
  #asked = '';
  #count = 0;

  constructor(send: (event: object) => void, emit: (event: VoiceSessionEvent) => void, work: Work) {
    this.#send = send;
    this.#emit = emit;
    this.#work = work;
  }

  /** Reads a `response.event`. */
  read(event: WireObject): void {
    const delegation = textAt(event, 'delegation_id');
    const nested = objectAt(event, 'event');
    const type = textAt(nested, 'type');
    if (type === 'response.created') this.#begin(delegation, textAt(objectAt(nested, 'response'), 'id'));
    const running = this.#running.get(delegation);
    if (!running) return;
    this.#work.begin(running.id, signOfLifeMs);
    if (type === 'response.output_item.done') this.#collect(running, objectAt(nested, 'item'));
    else if (type === 'response.completed') this.#complete(delegation, running);
    else if (failures.has(type)) this.#fail(delegation, running, nested);
  }

  /** Adds an item to the conversation of the delegated model. @throws {VoiceError} `too-large` */
  add(item: object, respond: boolean): void {
    this.#send({type: 'response.item.create', item});
    if (respond) this.want();
  }

  /** What came of a call, or of an approval. */
  answer(id: string, item: object, respond: boolean): void {
    this.add(item, false);
    this.#open.delete(id);
    this.#unheard = true;
    if (respond) this.#wanted = true;
    this.#ask();
  }

  /** Something is to be responded to, now or once its result is there. */
  get isWaiting(): boolean {
    return this.#unheard || this.#open.size > 0;
  }

  /** A response is wanted, as soon as the server takes one. */
  want(): void {
    this.#wanted = true;
    this.#ask();
  }

  /** The server refused an event. @returns whether that is dealt with */
  refused(eventId: string, code: string): boolean {
    if (!eventId || eventId !== this.#asked) return false;
    this.#work.end(eventId);
    this.#asked = '';
    // One began meanwhile: the next follows it.
    if (!code.includes('already_active')) return false;
    this.#wanted = true;
    return true;
  }

  #begin(delegation: string, id: string): void {
    this.#running.set(delegation, {id: id || `response_${++this.#count}`, requests: []});
    this.#work.begin(this.#running.get(delegation)!.id, signOfLifeMs);
    if (this.#asked) this.#work.end(this.#asked, true);
    this.#asked = '';
  }

  #collect({requests}: Running, item: WireObject): void {
    if (textAt(item, 'status') === 'incomplete') return;
    const type = textAt(item, 'type');
    const [name, args] = [textAt(item, 'name'), textAt(item, 'arguments')];
    const callId = textAt(item, 'call_id');
    if (type === 'function_call' && callId)
      requests.push({type: 'tool-called', callId, name, arguments: args});
    const requestId = textAt(item, 'id');
    const server = textAt(item, 'server_label');
    if (type === 'mcp_approval_request' && requestId)
      requests.push({
        type: 'approval-requested',
        requestId,
        name,
        arguments: args,
        ...(server && {server}),
      });
  }

  #complete(delegation: string, {id, requests}: Running): void {
    this.#running.delete(delegation);
    const requested = requests.filter(request => this.#isNew(idOf(request)));
    for (const request of requested) this.#open.add(idOf(request));
    for (const request of requested) this.#emit(request);
    this.#ask();
    this.#work.end(id, requested.length > 0 || Boolean(this.#asked));
  }

  #fail(delegation: string, {id}: Running, nested: WireObject): void {
    this.#running.delete(delegation);
    const error = objectAt(objectAt(nested, 'response'), 'error');
    const detail = codeAt(error, 'code') ?? codeAt(nested, 'code') ?? textAt(nested, 'type').split('.').pop();
    if (textAt(nested, 'type') !== 'response.cancelled')
      this.#emit({type: 'problem', error: new VoiceError('response-failed', {detail})});
    this.#ask();
    this.#work.end(id, Boolean(this.#asked));
  }

  #ask(): void {
    if (!this.#wanted || this.#asked || this.#open.size || this.#running.size) return;
    this.#wanted = this.#unheard = false;
    this.#asked = `ask_${++this.#count}`;
    this.#work.begin(this.#asked, beginMs);
    this.#send({type: 'response.create', event_id: this.#asked});
  }

  #isNew(id: string): boolean {
    if (this.#known.has(id)) return false;
    this.#known.add(id);
    forgetOldest(this.#known, maxCalls);
    return true;
  }
}

function idOf(request: VoiceSessionEvent): string {
  if (request.type === 'tool-called') return request.callId;
  return request.type === 'approval-requested' ? request.requestId : '';
}
