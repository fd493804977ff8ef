import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {ResponseStatus} from '../../state/voice-event.js';
import type {AgentSound} from './agent-sound.js';
import {CutTurns} from './cut-turns.js';
import {joined} from './joined-text.js';
import {Leftovers} from './leftovers.js';

/** Words without sound: it does not come any more. */
const soundlessMs = 4_000;
/** Sound without words: they do not come any more. */
const wordlessMs = 2_500;
/** The whole text follows its parts; this is for a server that leaves it out. */
const wholeTextMs = 1_000;
/** Sound after such a pause is something else than what was finished before. */
const anotherMs = 3_000;

/** What the agent says in one go. Nothing on the wire marks its beginning or end. */
interface AgentResponse {
  /** Also of its turn. */
  readonly id: string;
  text: string;
  /** The number of the message that brought the whole text; unset until then. */
  saidBy?: number;
  /** Its parts have all come. */
  hasParts: boolean;
  audible: boolean;
  settled: boolean;
  finished: boolean;
  /** Nothing of its turn changes any more. */
  closed: boolean;
  /** The user gave it up before it began. */
  readonly unwanted: boolean;
}

/** What the responses of a conversation are told by, and how they are heard. */
export interface ResponseOptions {
  /** Begins the ids. */
  readonly prefix: string;
  readonly sound: AgentSound;
  /** Whether the agent is heard, or only read. */
  readonly isSpoken: () => boolean;
  readonly emit: (event: VoiceSessionEvent) => void;
}

/** Makes responses and turns of what an agent sends. */
export class AgentResponses {
  readonly #options: ResponseOptions;
  readonly #leftovers = new Leftovers();
  readonly #cutTurns: CutTurns;
  readonly #responses = new Map<string, AgentResponse>();
  #current: AgentResponse | null = null;
  /** The user waits for a response, or has given that up. */
  #awaited = false;
  #unwanted = false;
  #count = 0;
  /** When something of it came last. */
  #activeAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ResponseOptions) {
    this.#options = options;
    this.#cutTurns = new CutTurns(options.emit);
  }

  /** Something of the agent is heard. */
  get isHeard(): boolean {
    return this.#options.sound.heardResponse !== undefined;
  }

  /** The user has spoken, and is responded to. */
  spokenTo(): void {
    this.#leftovers.end();
    this.#cutTurns.forgetWordless();
    this.#expect();
  }

  /** The user has typed something, which is responded to in the place of what is being said. */
  typedTo(): void {
    this.stop();
    this.#expect();
  }

  /** Sound. @param id number of the message @param decode called only where it is to be heard */
  heard(id: number, decode: () => Int16Array<ArrayBuffer> | null): void {
    if (this.#leftovers.includes(id) || !this.#options.isSpoken()) return;
    const samples = decode();
    if (!samples) return;
    const now = performance.now();
    if (this.#current?.finished && now - this.#activeAt > anotherMs) this.#leave();
    this.#activeAt = now;
    const response = this.#current ?? this.#open();
    if (response.unwanted) return;
    response.audible = true;
    response.settled = false;
    this.#options.sound.add(response.id, samples);
  }

  /** The whole text of what the agent says. */
  said(text: string, id: number): void {
    if (id <= this.#leftovers.lastId && this.#cutTurns.said(text)) return;
    this.#cutTurns.forgetWordless();
    this.#leftovers.end();
    const {saidBy = id, closed = false} = this.#current ?? {};
    if (saidBy !== id || closed) this.#leave();
    const response = this.#current ?? this.#open();
    response.text = response.saidBy === undefined ? text : joined(response.text, text);
    response.saidBy = id;
    this.#activeAt = performance.now();
    this.#tellText(response, false);
    if (response.unwanted) {
      response.closed = true;
      this.#cutTurns.cutByPage({...response, heardMs: 0});
    } else if (!this.#options.isSpoken() || response.settled) this.#finish(response, 'completed');
    else if (!response.audible) this.#finishIn(soundlessMs, response);
    this.#endIfOver(response);
  }

  /** A part of a text, where there is no sound. */
  part(type: string, text: string): void {
    if (type === 'start' && (this.#current?.hasParts || this.#current?.finished)) this.#leave();
    const response = this.#current ?? this.#open();
    if (response.finished) return;
    response.text += text;
    if (text) this.#tellText(response, false);
    if (type !== 'stop') return;
    response.hasParts = true;
    this.#finishIn(wholeTextMs, response);
  }

  /** The server stopped its response: the user speaks. @param id number of the message */
  interrupted(id: number): void {
    this.#leftovers.interruptedBy(id);
    for (const [response, heardMs] of this.#cut())
      if (!response.closed) this.#cutTurns.cutByServer({...response, heardMs});
  }

  /** What was heard of a response that was interrupted. */
  corrected(text: string): void {
    this.#cutTurns.corrected(text);
  }

  /** The user wants to hear no more of it, nor what they wait for. @returns whether there was something */
  stop(): boolean {
    const cut = this.#cut();
    this.#unwanted = !cut.size && this.#awaited;
    if (cut.size) this.#leftovers.cut();
    for (const [response, heardMs] of cut)
      if (!response.closed) this.#cutTurns.cutByPage({...response, heardMs});
    return cut.size > 0 || this.#unwanted;
  }

  /** The agent calls a tool, which is part of a response. */
  calledTool(tell: () => void): void {
    if (this.#current?.finished) this.#leave();
    const response = this.#current ?? this.#open();
    tell();
    if (!response.text && !response.audible) this.#leave();
  }

  /** The server could not make a response. @param detail its name of the error */
  failed(detail: string): void {
    if (this.#current) this.#finish(this.#current, 'failed');
    this.#options.emit({type: 'problem', error: new VoiceError('response-failed', {detail})});
  }

  /** Nothing more comes for now of the sound of a response. */
  settled(id: string): void {
    const response = this.#responses.get(id);
    if (!response || response.finished) return;
    response.settled = true;
    if (response.saidBy !== undefined) this.#finish(response, 'completed');
    else this.#finishIn(wordlessMs, response);
  }

  /** The sound of a response was heard to its end. */
  fellSilent(id: string): void {
    this.#options.emit({type: 'playback-stopped', cut: false, responseId: id});
    const response = this.#responses.get(id);
    if (response) this.#endIfOver(response);
  }

  /** Nothing comes any more: what there is is final. */
  close(): void {
    this.#leave();
    this.#cutTurns.settle();
    for (const response of this.#responses.values()) this.#closeTurn(response);
    clearTimeout(this.#timer);
  }

  #expect(): void {
    this.#leave();
    this.#cutTurns.settle();
    this.#awaited = true;
    this.#unwanted = false;
  }

  #open(): AgentResponse {
    const id = `${this.#options.prefix}a${++this.#count}`;
    const response: AgentResponse = {
      id,
      text: '',
      hasParts: false,
      audible: false,
      settled: false,
      finished: false,
      closed: false,
      unwanted: this.#unwanted,
    };
    this.#responses.set(id, response);
    this.#current = response;
    this.#options.emit({type: 'response-started', responseId: id});
    if (this.#unwanted) this.#finish(response, 'cancelled');
    this.#awaited = this.#unwanted = false;
    return response;
  }

  /** What comes from now on is of another response. */
  #leave(): void {
    const response = this.#current;
    this.#current = null;
    if (!response) return;
    this.#options.sound.finish();
    this.#finish(response, 'completed');
    this.#endIfOver(response);
  }

  #finishIn(ms: number, response: AgentResponse): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#finish(response, 'completed'), ms);
  }

  #finish(response: AgentResponse, status: ResponseStatus): void {
    if (response.finished) return;
    clearTimeout(this.#timer);
    response.finished = true;
    const {id: responseId, audible} = response;
    this.#options.emit({type: 'response-finished', responseId, status, audible});
    this.#endIfOver(response);
  }

  #endIfOver(response: AgentResponse): void {
    if (!response.finished || this.#options.sound.isLeft(response.id)) return;
    this.#closeTurn(response);
    if (response !== this.#current) this.#responses.delete(response.id);
  }

  #closeTurn(response: AgentResponse): void {
    // Its words may still come.
    if (response.closed || !response.text) return;
    response.closed = response.saidBy !== undefined || response !== this.#current;
    if (response.closed) this.#tellText(response, true);
  }

  /** Ends what is being made or heard. @returns what was heard of each, in milliseconds */
  #cut(): Map<AgentResponse, number> {
    const {sound, emit} = this.#options;
    clearTimeout(this.#timer);
    const heard = sound.cut();
    const cut = new Map<AgentResponse, number>();
    for (const response of this.#responses.values()) {
      if (response.finished && !heard.has(response.id)) continue;
      cut.set(response, heard.get(response.id) ?? 0);
      const {id: responseId, audible, finished} = response;
      response.finished = true;
      if (!finished) emit({type: 'response-finished', responseId, status: 'cancelled', audible});
      if (heard.has(responseId)) emit({type: 'playback-stopped', cut: true, responseId});
      this.#responses.delete(responseId);
    }
    if (cut.size) this.#current = null;
    return cut;
  }

  #tellText({id, text}: AgentResponse, final: boolean): void {
    const written = !this.#options.isSpoken() && {written: true};
    this.#options.emit({type: 'turn-text', id, role: 'assistant', text, final, ...written});
  }
}
