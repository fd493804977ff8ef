import type {EngineContext} from './context.js';
import {ClientEventError} from './events.js';
import type {CutAnswer} from './playback.js';
import {parseResponseRequest, type ResponseRequest} from './response-request.js';
import {ResponseRun} from './response-run.js';

/** Which answers are being generated: one in the conversation, any number beside it. */
export class Responses {
  readonly #context: EngineContext;
  readonly #running = new Set<ResponseRun>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  get generating(): boolean {
    return this.#inConversation() !== undefined;
  }

  /** Begins an answer, as `response.create` or the end of a spoken turn asks. */
  create(given?: unknown): void {
    this.#begin(parseResponseRequest(this.#context, given));
  }

  /** Answers with these words, in the conversation. */
  say(text: string): void {
    this.#begin({...parseResponseRequest(this.#context), text});
  }

  #begin(request: ResponseRequest): void {
    const active = this.#inConversation();
    if (active && request.inConversation) {
      throw new ClientEventError(
        'conversation_already_has_active_response',
        `Conversation already has an active response in progress: ${active.id}. Wait until the response is finished before creating a new one.`,
      );
    }
    const run = new ResponseRun(this.#context, request, ended => this.#running.delete(ended));
    this.#running.add(run);
    run.start();
  }

  /** `response.cancel`: the named answer, or the conversation's. */
  cancel(responseId: unknown): void {
    const run = responseId
      ? [...this.#running].find(candidate => candidate.id === responseId)
      : this.#inConversation();
    if (!run) {
      throw new ClientEventError(
        'response_cancel_not_active',
        'Cancellation failed: no active response found',
      );
    }
    run.cancel('client_cancelled');
  }

  /** The person speaks over the assistant: stops generating and playing. */
  interrupt(): void {
    this.#inConversation()?.cancel('turn_detected');
    this.clearOutput();
  }

  /** Cuts what is being played, and shortens the conversation to what was heard. */
  clearOutput(): void {
    for (const cut of this.#context.output.clear()) this.#truncate(cut);
  }

  /** `conversation.item.truncate`: the client says what was heard. */
  truncate(itemId: unknown, audioEndMs: unknown): void {
    const item = this.#context.conversation.get(itemId);
    if (item.wire.role !== 'assistant' || item.wire.type !== 'message') {
      throw new ClientEventError(
        'invalid_value',
        'Only model output audio messages can be truncated',
        'item_id',
      );
    }
    if (typeof audioEndMs !== 'number' || audioEndMs < 0) {
      throw new ClientEventError('invalid_value', "Invalid value for 'audio_end_ms'.", 'audio_end_ms');
    }
    const totalMs = Math.round(item.audioMs);
    if (audioEndMs > totalMs) {
      throw new ClientEventError(
        'invalid_value',
        `Audio content of ${totalMs}ms is already shorter than ${audioEndMs}ms`,
        'audio_end_ms',
      );
    }
    this.#truncate({responseId: '', itemId: item.wire.id, playedMs: audioEndMs, totalMs});
  }

  /** Ends everything without a word. */
  abandon(): void {
    for (const run of this.#running) run.abandon();
    this.#running.clear();
  }

  #inConversation(): ResponseRun | undefined {
    return [...this.#running].find(run => run.request.inConversation);
  }

  #truncate(cut: CutAnswer): void {
    const item = this.#context.conversation.find(cut.itemId);
    if (!item) return;
    // What was not heard must not stay in the context: keep the heard share of the words.
    for (const part of item.wire.content ?? []) {
      const words = (part.transcript ?? '').split(/(?<=\s)/u);
      part.transcript = words
        .slice(0, Math.round((words.length * cut.playedMs) / Math.max(1, cut.totalMs)))
        .join('');
    }
    item.audioMs = cut.playedMs;
    this.#context.emit({
      type: 'conversation.item.truncated',
      item_id: cut.itemId,
      content_index: 0,
      audio_end_ms: cut.playedMs,
    });
  }
}
