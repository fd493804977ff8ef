import type {ResponseChunk, HistoryEntry} from '../responders/responder.js';
import {delay} from './clock.js';
import type {EngineContext} from './context.js';
import type {ConversationItem} from './conversation.js';
import {createId} from './identifiers.js';
import {announceItem, concludeItem, MessageWriter, type OutputPlace} from './message-writer.js';
import type {ResponseRequest} from './response-request.js';
import {SentenceSplitter} from './sentences.js';
import {usageOf} from './usage.js';
import {ServiceFailed, watchService} from './watch-service.js';

type ResponseStatus = 'completed' | 'cancelled' | 'failed' | 'incomplete';

/** One answer from `response.created` to `response.done`. */
export class ResponseRun {
  readonly id = createId('resp_');
  readonly request: ResponseRequest;
  readonly #context: EngineContext;
  readonly #onEnd: (run: ResponseRun) => void;
  readonly #abort = new AbortController();
  readonly #output: ConversationItem[] = [];
  #history: HistoryEntry[] = [];
  #message: MessageWriter | undefined;
  #words = 0;
  #voiceFailed = false;
  #ended = false;
  #startedAt = 0;

  constructor(context: EngineContext, request: ResponseRequest, onEnd: (run: ResponseRun) => void) {
    this.#context = context;
    this.request = request;
    this.#onEnd = onEnd;
  }

  /** Announces the response and begins to work on it. */
  start(): void {
    this.#startedAt = this.#context.services.clock.now();
    this.#context.emit({type: 'response.created', response: this.#describe('in_progress', null)});
    this.#context.emit({type: 'rate_limits.updated', rate_limits: rateLimits()});
    this.#work().catch((error: unknown) => {
      if (error instanceof ServiceFailed)
        this.#fail('model_unavailable', 'The language model did not answer.');
      else this.#fail('server_error', 'The server had an error while processing your request.');
    });
  }

  /** Ends it at once: everything that is still to come of it is dropped. */
  cancel(reason: 'client_cancelled' | 'turn_detected'): void {
    this.#end('cancelled', {type: 'cancelled', reason});
  }

  /** The connection is gone: stops working without a word. */
  abandon(): void {
    this.#ended = true;
    this.#abort.abort();
  }

  async #work(): Promise<void> {
    const {responder, clock, faults, thinkingMs} = this.#context.services;
    const signal = this.#abort.signal;
    const {responseNever, responseFails, responseIncomplete, responseDelay} = faults();
    this.#history = await this.#context.conversation.history(this.request.input);
    await delay(clock, responseDelay ?? thinkingMs, signal);
    if (this.#ended || responseNever) return;
    if (responseFails) {
      return this.#fail(responseFails, 'The server had an error while processing your request.');
    }
    const splitter = new SentenceSplitter();
    const {text, instructions, responseInstructions, tools, toolChoice} = this.request;
    const request = {
      instructions,
      tools,
      toolChoice,
      signal,
      ...(responseInstructions ? {responseInstructions} : {}),
    };
    const answer = () => responder.answer(this.#history, request);
    const chunks =
      text === undefined ? watchService(this.#context, 'llm', responder.name, signal, answer) : [{text}];
    for await (const chunk of ahead(chunks, signal)) {
      if (this.#ended) return;
      if ('toolCall' in chunk) {
        await this.#sayAll([splitter.flush()]);
        if (this.#ended) return;
        this.#closeMessage('completed');
        this.#call(chunk.toolCall);
      } else {
        await this.#sayAll(splitter.push(chunk.text));
      }
      if (responseIncomplete && this.#words > 0) return this.#incomplete(responseIncomplete);
      if (this.#words > this.request.maxTokens) return this.#incomplete('max_output_tokens');
    }
    await this.#sayAll([splitter.flush()]);
    if (responseIncomplete) return this.#incomplete(responseIncomplete);
    // What could not be said was written: the words are all there.
    if (this.#voiceFailed) return this.#fail('speech_unavailable', 'The answer could not be spoken.');
    this.#end('completed', null);
  }

  async #sayAll(sentences: Array<string | undefined>): Promise<void> {
    for (const sentence of sentences) {
      if (this.#ended || sentence === undefined) continue;
      this.#message ??= this.#openMessage();
      this.#words += sentence.split(/\s+/u).length;
      await this.#message.say(sentence);
      this.#voiceFailed ||= this.#message.voiceFailed;
      await this.#holdBack(this.#message.audioMs);
    }
  }

  /** Generating is faster than playing, but not endlessly so. */
  async #holdBack(generatedMs: number): Promise<void> {
    const {clock, generationSpeed} = this.#context.services;
    const elapsed = clock.now() - this.#startedAt;
    await delay(clock, generatedMs / generationSpeed - elapsed, this.#abort.signal);
  }

  #openMessage(): MessageWriter {
    const {modality, voice} = this.request;
    const writer = new MessageWriter(
      this.#context,
      this.#place(),
      modality === 'audio',
      voice,
      this.#abort.signal,
    );
    this.#output.push(writer.item);
    return writer;
  }

  #closeMessage(status: 'completed' | 'incomplete'): void {
    this.#message?.close(status);
    this.#message = undefined;
  }

  #call(call: {name: string; arguments: string}): void {
    const place = this.#place();
    const callId = createId('call_', 16);
    const item: ConversationItem = {
      wire: {
        id: createId('item_'),
        object: 'realtime.item',
        type: 'function_call',
        status: 'in_progress',
        name: call.name,
        call_id: callId,
        arguments: '',
      },
      audioMs: 0,
    };
    this.#output.push(item);
    announceItem(this.#context, place, item);
    const common = {
      response_id: this.id,
      item_id: item.wire.id,
      output_index: place.outputIndex,
      call_id: callId,
    };
    for (const delta of call.arguments.match(/.{1,12}/gsu) ?? []) {
      this.#context.emit({type: 'response.function_call_arguments.delta', ...common, delta});
    }
    item.wire.arguments = call.arguments;
    this.#context.emit({
      type: 'response.function_call_arguments.done',
      ...common,
      name: call.name,
      arguments: call.arguments,
    });
    concludeItem(this.#context, place, item, 'completed');
  }

  #place(): OutputPlace {
    return {
      responseId: this.id,
      outputIndex: this.#output.length,
      inConversation: this.request.inConversation,
    };
  }

  #fail(code: string, message: string): void {
    this.#end('failed', {type: 'failed', error: {type: 'server_error', code, message}});
  }

  #incomplete(reason: string): void {
    this.#end('incomplete', {type: 'incomplete', reason});
  }

  #end(status: ResponseStatus, details: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#closeMessage(status === 'completed' ? 'completed' : 'incomplete');
    this.#context.output.finish(this.id);
    this.#onEnd(this);
    this.#context.emit({type: 'response.done', response: this.#describe(status, details)});
    this.#abort.abort();
  }

  #describe(status: string, details: unknown): Record<string, unknown> {
    const {session, conversationId} = this.#context;
    return {
      object: 'realtime.response',
      id: this.id,
      status,
      status_details: details,
      output: structuredClone(this.#output.map(item => item.wire)),
      conversation_id: this.request.inConversation ? conversationId : null,
      output_modalities: [this.request.modality],
      max_output_tokens: session.max_output_tokens,
      audio: {output: {format: session.audio.output.format, voice: this.request.voice}},
      usage: status === 'in_progress' ? null : usageOf(this.#history, this.#output),
      metadata: this.request.metadata,
    };
  }
}

/** Lets the responder go on while a sentence is being spoken. */
async function* ahead(
  chunks: AsyncIterable<ResponseChunk> | Iterable<ResponseChunk>,
  signal: AbortSignal,
): AsyncGenerator<ResponseChunk> {
  const queue: ResponseChunk[] = [];
  let failure: unknown;
  let ended = false;
  let wake = () => {};
  const reading = (async () => {
    try {
      for await (const chunk of chunks) {
        if (signal.aborted) return;
        queue.push(chunk);
        wake();
      }
    } catch (error) {
      failure = error;
    } finally {
      ended = true;
      wake();
    }
  })();
  signal.addEventListener('abort', () => wake(), {once: true});
  while (!signal.aborted) {
    const chunk = queue.shift();
    if (chunk) yield chunk;
    else if (ended) break;
    else await new Promise<void>(resolve => (wake = resolve));
  }
  if (signal.aborted) return;
  await reading;
  if (failure) throw failure;
}

function rateLimits(): Array<Record<string, unknown>> {
  return [{name: 'tokens', limit: 40_000, remaining: 39_000, reset_seconds: 1.5}];
}
