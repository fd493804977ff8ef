import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {AgentState} from './agent.js';

/** Makes responses out of the states of an agent: there are none on the wire. */
export class Responses {
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #hush: (silent: boolean) => void;
  #state: AgentState | undefined;
  #count = 0;
  #id: string | null = null;
  #sounds = false;
  /** The person stopped it, or spoke over it. */
  #cut = false;
  /** It was silenced here; the agent may go on for a while. */
  #silenced = false;

  /** @param hush whether what the agent says is not to be heard */
  constructor(emit: (event: VoiceSessionEvent) => void, hush: (silent: boolean) => void) {
    this.#emit = emit;
    this.#hush = hush;
  }

  /** Of the one that is made or heard; null while none is. */
  get responseId(): string | null {
    return this.#id;
  }

  /** Whether one is made or heard. */
  get isOpen(): boolean {
    return this.#id !== null;
  }

  /** What the agent says is not to be heard, nor to be read. */
  get isSilenced(): boolean {
    return this.#silenced;
  }

  /** The state of the agent, also when it is the same. */
  follow(state: AgentState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (this.#silenced && state === 'speaking') return;
    if (this.#silenced) this.#hush(false);
    this.#silenced = false;
    if (state === 'thinking') {
      if (this.#sounds) this.#end(); // Another one: a tool is run after some words.
      this.begin();
    } else if (state === 'speaking') {
      this.begin();
      if (!this.#sounds) this.#emit({type: 'playback-started'});
      this.#sounds = true;
    } else this.#end();
  }

  /** One is being made. */
  begin(): void {
    if (this.#id) return;
    this.#cut = false;
    this.#id = `response-${++this.#count}`;
    this.#emit({type: 'response-started', responseId: this.#id});
  }

  /** The page has something to do for it: what follows is another one. */
  handOver(): void {
    if (!this.#sounds) this.#end();
  }

  /** The page has done that. An agent that spoke meanwhile has begun another one by itself. */
  resume(): void {
    if (this.#id) return;
    this.begin();
    // Called beside the conversation, as by a timer: nothing is said to what came of it.
    if (this.#state !== 'thinking' && this.#state !== 'speaking') queueMicrotask(() => this.#end());
  }

  /** The person speaks over it, or stops it: where it ends now, it was cut. */
  spokenOver(): void {
    this.#cut = true;
  }

  /** The person does not want to hear more of it. The agent may not know. */
  silence(): void {
    if (!this.#id) return;
    this.#silenced = this.#cut = true;
    this.#hush(true);
    this.#end();
  }

  #end(): void {
    const responseId = this.#id;
    if (!responseId) return;
    const [cut, audible] = [this.#cut, this.#sounds];
    this.#id = null;
    this.#cut = this.#sounds = false;
    const status = cut ? 'cancelled' : 'completed';
    this.#emit({type: 'response-finished', responseId, status, audible});
    if (audible) this.#emit({type: 'playback-stopped', cut, responseId});
  }
}
