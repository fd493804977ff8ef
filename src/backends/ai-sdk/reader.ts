import {forgetOldest} from '../../session/forget-oldest.js';
import {countAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {Responses} from '../../session/responses.js';
import type {ToolCall, VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {ResponseStatus, Usage} from '../../state/voice-event.js';
import type {SpokenResponses} from '../../transports/spoken-responses.js';
import {customEvent} from './custom-event.js';
import {HeardWords} from './heard-words.js';
import {serverError} from './server-error.js';
import {SpokenTexts} from './spoken-texts.js';

/** Ids that are remembered: of responses, items, and calls. */
const maxIds = 256;

/** What reading needs of the call. */
export interface ReadingCall {
  readonly responses: Responses;
  readonly sounds: SpokenResponses;
  /** A response can be asked for: then what calls a tool is complete first. */
  readonly asks: boolean;
  readonly emit: (event: VoiceSessionEvent) => void;
  /** The server may be told how much of an item was heard. */
  readonly truncate: (itemId: string, heardMs: number) => void;
  /** A response begins. @returns whether it knows all that it was wanted for */
  readonly begins: () => boolean;
  readonly goesAway: () => void;
}

/**
 * Reads the events of a codec: in any order, and with what some servers leave out. Says in the end what every backend
 * says: turns, responses, calls of tools.
 */
export class CodecReader {
  readonly #call: ReadingCall;
  readonly #suffix: string;
  readonly #texts: SpokenTexts;
  readonly #words: HeardWords;
  /** The response that is generated; empty while none is. */
  #current = '';
  /** Responses that have ended, */
  readonly #over = new Set<string>();
  /** and those that were cut before: nothing more of them is heard or shown. */
  readonly #cut = new Set<string>();
  /** Items of the person that the server has called a turn, and their words so far. */
  readonly #committed = new Map<string, string>();
  /** Calls that are made when the response is complete. */
  #collected: ToolCall[] = [];
  /** Names of tools that were told with the item of a call: some servers do not say them again with its arguments. */
  readonly #names = new Map<string, string>();
  /** Every call that was made, so that one that is told twice is not: the names of tools by their ids. */
  readonly #made = new Map<string, string>();
  /** The turn that was begun last, and the one before the response under way. */
  #lastTurn: string | undefined;
  #turnBefore: string | undefined;

  /** @param suffix keeps the turns of this call apart from those of another: codecs count from 0 in each */
  constructor(call: ReadingCall, suffix: string) {
    this.#call = call;
    this.#suffix = suffix;
    this.#texts = new SpokenTexts(
      itemId => itemId + suffix,
      report => this.#emit(report),
    );
    this.#words = new HeardWords(event => this.#emit(event));
  }

  /** The name of the tool of a call that this session made. */
  toolOf(callId: string): string | undefined {
    return this.#made.get(callId);
  }

  /** Reads one event. Never throws. */
  read(event: WireObject): void {
    const [responseId, itemId] = [textAt(event, 'responseId'), textAt(event, 'itemId')];
    switch (textAt(event, 'type')) {
      case 'speech-started':
        // Where there is no item, it says that the response was interrupted, for whatever reason.
        return itemId ? this.#speechStarted() : this.abandon();
      case 'speech-stopped':
        return this.#emit({type: 'speech-stopped'});
      case 'audio-committed':
        return this.#turnCommitted(itemId, textAt(event, 'previousItemId'));
      case 'input-transcription-completed':
        return this.#heard(itemId, textAt(event, 'transcript'));
      case 'response-created':
        return void this.#isWanted(responseId);
      case 'audio-delta':
        if (this.#isWanted(responseId) && responseId === this.#current)
          this.#call.sounds.add(responseId, itemId, event.delta);
        return;
      case 'audio-done':
        return this.#call.sounds.itemDone(itemId);
      case 'audio-transcript-delta':
      case 'text-delta': {
        const written = event.type === 'text-delta';
        if (this.#isWanted(responseId)) this.#texts.add(responseId, itemId, textAt(event, 'delta'), written);
        return;
      }
      case 'audio-transcript-done':
        if (this.#isWanted(responseId))
          this.#texts.complete(responseId, itemId, textAt(event, 'transcript'), false);
        return;
      case 'text-done':
        if (this.#isWanted(responseId)) this.#texts.complete(responseId, itemId, textAt(event, 'text'), true);
        return;
      case 'output-item-added': {
        const {call_id, name} = objectAt(objectAt(event, 'raw'), 'item');
        if (typeof call_id !== 'string' || typeof name !== 'string') return;
        this.#names.set(call_id, name);
        return forgetOldest(this.#names, maxIds);
      }
      case 'output-item-done':
        return this.#texts.itemDone(itemId);
      case 'function-call-arguments-done':
        return this.#toolCalled(responseId, event);
      case 'response-done':
        return this.#responseDone(responseId, textAt(event, 'status'), usageIn(event));
      case 'error':
        return this.#failed(event);
      case 'custom':
        return this.#readCustom(event);
    }
  }

  /** The response under way is over, as far as the person hears and sees. */
  abandon(): void {
    this.cut();
    if (this.#current) this.#end(this.#current, 'cancelled', undefined);
  }

  /** Silences the assistant. @returns whether it was heard */
  cut(): boolean {
    const heard = this.#silence();
    if (heard) this.#emit({type: 'playback-stopped', cut: true});
    return heard;
  }

  close(): void {
    this.#texts.close();
    this.#words.close();
  }

  #silence(): boolean {
    const {items, heard} = this.#call.sounds.cut();
    const cut = new Map<string, Map<string, number>>();
    if (this.#current) cut.set(this.#current, new Map());
    for (const {responseId, itemId, heardMs} of items) {
      this.#call.truncate(itemId, heardMs);
      cut.set(responseId, (cut.get(responseId) ?? new Map<string, number>()).set(itemId, heardMs));
    }
    for (const [responseId, heardMs] of cut) this.#texts.cut(responseId, heardMs);
    if (this.#current) this.#remember(this.#cut, this.#current);
    return heard;
  }

  #speechStarted(): void {
    // What was heard is measured before the page silences its speaker, and told after it has.
    const heard = this.#silence();
    this.#emit({type: 'speech-started'});
    if (heard) this.#emit({type: 'playback-stopped', cut: true});
  }

  #turnCommitted(itemId: string, previous: string): void {
    if (itemId) {
      this.#committed.set(itemId, '');
      forgetOldest(this.#committed, maxIds);
      const after = previous ? {after: previous + this.#suffix} : {};
      this.#emit({type: 'turn-started', id: itemId + this.#suffix, role: 'user', ...after});
    }
    this.#emit({type: 'input-committed'});
  }

  #heard(itemId: string, text: string): void {
    if (!itemId) return;
    const id = itemId + this.#suffix;
    if (this.#committed.has(itemId)) this.#emit({type: 'turn-text', id, role: 'user', text, final: true});
    else this.#words.heard(id, text, this.#current !== '', this.#current ? this.#turnBefore : undefined);
  }

  /** Whether something of a response is to be told. It begins with the first that is known of it. */
  #isWanted(responseId: string): boolean {
    if (!responseId || this.#cut.has(responseId)) return false;
    if (responseId === this.#current || this.#over.has(responseId)) return true;
    if (this.#current) this.#end(this.#current, 'completed', undefined);
    this.#words.responds();
    this.#texts.next();
    this.#turnBefore = this.#lastTurn;
    this.#current = responseId;
    this.#collected = [];
    this.#emit({type: 'response-started', responseId});
    this.#call.responses.take({type: 'started', aware: this.#call.begins()});
    return !this.#cut.has(responseId);
  }

  #toolCalled(responseId: string, event: WireObject): void {
    const callId = textAt(event, 'callId');
    if (!callId || !this.#isWanted(responseId)) return;
    const name = textAt(event, 'name') || (this.#names.get(callId) ?? '');
    const call = {callId, name, arguments: textAt(event, 'arguments')};
    // A server that cannot be asked waits for the result, and says no more before it has that.
    if (this.#call.asks) this.#collected.push(call);
    else this.#make(call);
  }

  #make(call: ToolCall): void {
    if (this.#made.has(call.callId)) return;
    this.#made.set(call.callId, call.name);
    forgetOldest(this.#made, maxIds);
    this.#emit({type: 'tool-called', ...call});
  }

  #responseDone(responseId: string, status: string, usage: Usage | undefined): void {
    if (this.#over.has(responseId) || (responseId !== this.#current && this.#cut.has(responseId))) return;
    this.#isWanted(responseId); // One without a word begins with its end.
    if (responseId !== this.#current) return;
    const isKnown = status === 'cancelled' || status === 'failed' || status === 'incomplete';
    this.#end(responseId, this.#cut.has(responseId) ? 'cancelled' : isKnown ? status : 'completed', usage);
  }

  #end(responseId: string, status: ResponseStatus, usage: Usage | undefined): void {
    const {responses, sounds} = this.#call;
    if (status === 'cancelled' && !this.#cut.has(responseId)) this.cut();
    this.#current = '';
    this.#remember(this.#over, responseId);
    if (status === 'completed' || status === 'incomplete')
      for (const call of this.#collected) this.#make(call);
    this.#texts.responseDone(responseId);
    this.#words.responded();
    const audible = status === 'completed' && sounds.has(responseId);
    this.#emit({type: 'response-finished', responseId, status, audible, ...(usage && {usage})});
    sounds.responseDone(responseId);
    if (status === 'failed' || status === 'incomplete')
      this.#emit({type: 'problem', error: new VoiceError('response-failed', {detail: status})});
    responses.take({type: 'ended'});
  }

  #failed(event: WireObject): void {
    const {notice, report} = serverError(event);
    if (notice) this.#call.responses.take({type: notice});
    if (report) this.#emit(report);
  }

  #readCustom(event: WireObject): void {
    const custom = customEvent(event);
    if (custom?.type === 'goes-away') return this.#call.goesAway();
    if (custom?.type === 'cancelled')
      return custom.callIds.forEach(callId => this.#emit({type: 'tool-cancelled', callId}));
    if (!custom || !this.#committed.has(custom.itemId)) return;
    const id = custom.itemId + this.#suffix;
    if (custom.type === 'not-heard') return this.#emit({type: 'transcription-failed', id});
    const text = this.#committed.get(custom.itemId)! + custom.delta;
    this.#committed.set(custom.itemId, text);
    this.#emit({type: 'turn-text', id, role: 'user', text, final: false});
  }

  #emit(event: VoiceSessionEvent): void {
    if (event.type === 'turn-started' || event.type === 'turn-text') this.#lastTurn = event.id;
    this.#call.emit(event);
  }

  #remember(ids: Set<string>, id: string): void {
    ids.add(id);
    forgetOldest(ids, maxIds);
  }
}

function usageIn(event: WireObject): Usage | undefined {
  const usage = objectAt(event, 'usage');
  const [inputTokens, outputTokens] = [countAt(usage, 'inputTokens'), countAt(usage, 'outputTokens')];
  const totalTokens = inputTokens + outputTokens;
  return totalTokens ? {inputTokens, outputTokens, totalTokens} : undefined;
}
