import {codeAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import {forgetOldest} from '../../session/forget-oldest.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Work} from '../../session/work.js';

/** A response gives a sign of life more often than this, and begins sooner after it was asked for. */
const signOfLifeMs = 60_000;
const beginMs = 15_000;
/** Calls that are remembered, so that a server that repeats itself does not have a thing done twice. */
const maxCalls = 256;
/** Responses that never end must not fill the memory. */
const maxRunning = 64;

/** A response of the model that the session delegates to. */
interface Running {
  readonly id: string;
  /** What it asks of the page, once it is complete: one that is cut off calls nothing. */
  readonly requests: VoiceSessionEvent[];
  /** It gave no sign of life for long: others do not wait for it. */
  isOverdue: boolean;
}

/** What becomes of a response, by the last part of the event's name. */
const failures = new Set(['response.failed', 'response.incomplete', 'response.cancelled', 'error']);

/**
 * The responses of the Responses model that a session delegates to, as they arrive in `response.event`: what they ask
 * of the page, and when the next one may be asked for.
 */
export class DelegatedResponses {
  readonly #send: (event: {readonly type: string}) => void;
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #work: Work;
  readonly #mayAnswer: () => boolean;
  /** By delegation; several can be under way. */
  readonly #running = new Map<string, Running>();
  /** Of calls and approvals without an answer, by their ids: the server refuses a response before it has all. */
  readonly #open = new Set<string>();
  readonly #known = new Set<string>();
  #wanted = false;
  /** There are results, or words, that no response was asked for. */
  #unheard = false;
  /** The id of the event that asked for a response which has not begun, and of the one that asked last. */
  #asked = '';
  #askedLast = '';
  #count = 0;

  /** @param mayAnswer whether the host leaves it to the page to answer calls and to ask for responses */
  constructor(
    send: (event: {readonly type: string}) => void,
    emit: (event: VoiceSessionEvent) => void,
    work: Work,
    mayAnswer: () => boolean,
  ) {
    this.#send = send;
    this.#emit = emit;
    this.#work = work;
    this.#mayAnswer = mayAnswer;
  }

  /** Reads a `response.event`. */
  read(event: WireObject): void {
    const delegation = textAt(event, 'delegation_id');
    const nested = objectAt(event, 'event');
    const type = textAt(nested, 'type');
    if (type === 'response.created') this.#begin(delegation, textAt(objectAt(nested, 'response'), 'id'));
    const running = this.#running.get(delegation);
    if (!running) return;
    running.isOverdue = false;
    this.#work.begin(running.id, signOfLifeMs, () => {
      running.isOverdue = true;
      this.#overdue();
    });
    if (type === 'response.output_item.done') this.#collect(running, objectAt(nested, 'item'));
    else if (type === 'response.completed') this.#complete(delegation, running);
    else if (failures.has(type)) this.#fail(delegation, running, nested);
  }

  /** Adds an item to the conversation of the delegated model. @throws {VoiceError} `too-large` */
  add(item: object, respond: boolean): void {
    if (!this.#mayAnswer()) return;
    const event = {type: 'response.item.create', item};
    this.#send(event);
    this.#unheard = true;
    if (respond) this.want();
  }

  /** What came of a call, or of an approval. */
  answer(id: string, item: object, respond: boolean): void {
    this.add(item, false);
    this.#open.delete(id);
    if (respond) this.#wanted = true;
    this.#ask();
  }

  /** There is something that a response can be asked for: one is not for a call that waits for its result. */
  get isUnheard(): boolean {
    return this.#unheard;
  }

  /** A response is wanted, as soon as the server takes one. */
  want(): void {
    this.#wanted = true;
    this.#ask();
  }

  /** The server refused an event. @returns whether that is dealt with */
  refused(eventId: string, code: string): boolean {
    if (!eventId || eventId !== this.#askedLast) return false;
    this.#work.end(eventId);
    this.#asked = '';
    if (!/already_(has_)?active/.test(code)) return false;
    // One began meanwhile: the next follows it.
    this.#wanted = this.#unheard = true;
    return true;
  }

  #begin(delegation: string, id: string): void {
    const before = this.#running.get(delegation);
    if (id && before?.id === id) return; // The server repeats itself.
    const running = {id: id || `response_${++this.#count}`, requests: [], isOverdue: false};
    this.#running.set(delegation, running);
    forgetOldest(this.#running, maxRunning);
    this.#work.begin(running.id, signOfLifeMs);
    if (before) this.#work.end(before.id, true);
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
    // What the page may not answer is the affair of the host's own server.
    const requested = this.#mayAnswer() ? requests.filter(request => this.#isNew(idOf(request))) : [];
    for (const request of requested) this.#open.add(idOf(request));
    for (const request of requested) this.#emit(request);
    this.#ask();
    this.#work.end(id, requested.length > 0 || Boolean(this.#asked));
  }

  #fail(delegation: string, {id}: Running, nested: WireObject): void {
    this.#running.delete(delegation);
    const error = objectAt(objectAt(nested, 'response'), 'error');
    const detail = codeAt(error, 'code') ?? codeAt(nested, 'code') ?? textAt(nested, 'type').split('.').pop();
    if (textAt(nested, 'type') !== 'response.cancelled') this.#failed(detail);
    this.#ask();
    this.#work.end(id, Boolean(this.#asked));
  }

  #failed(detail: string | undefined): void {
    this.#emit({type: 'problem', error: new VoiceError('response-failed', {detail})});
  }

  /** The person is told, unless there is another one to wait for. */
  #overdue(): void {
    this.#ask();
    if (!this.#asked) this.#failed('overdue');
  }

  #ask(): void {
    if (!this.#wanted || this.#asked || this.#open.size || !this.#mayAnswer()) return;
    if ([...this.#running.values()].some(({isOverdue}) => !isOverdue)) return;
    this.#wanted = this.#unheard = false;
    const id = (this.#asked = this.#askedLast = `ask_${++this.#count}`);
    this.#work.begin(id, beginMs, () => {
      if (this.#asked !== id) return;
      this.#asked = '';
      this.#overdue();
    });
    const event = {type: 'response.create', event_id: id};
    this.#send(event);
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
