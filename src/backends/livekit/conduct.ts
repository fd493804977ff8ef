import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {AgentState} from './agent.js';
import type {CallingResponse} from './page-tools.js';
import {Responses} from './responses.js';
import {readSessionMessage} from './session-messages.js';
import type {Transcription} from './transcription.js';

/** A response that an error belongs to may begin only later: it is made before the person has quite ended. */
const responseMs = 4_000;

/** How the two sides of a call take turns, out of what the agent and the server tell of them. */
export class Conduct implements CallingResponse {
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #transcription: Transcription;
  readonly #responses: Responses;
  #state: AgentState | undefined;
  /** The agent itself tells when the person speaks; else the server's measure of loudness counts. */
  #agentListens = false;
  #personSpeaks = false;
  /** They have, and were not answered. */
  #personSpoke = false;
  /** Something of the agent failed, and the agent was not heard since. */
  hasFailed = false;
  /** That is still to be told. */
  #failure: ReturnType<typeof setTimeout> | undefined;
  /** The agent was asked to stop, and has not yet. */
  #isToStop = false;
  /** They have typed: until it responds, the agent may take that for speech. */
  hasTyped = false;

  /** @param silence whether the sound of the agent is not to be heard */
  constructor(
    emit: (event: VoiceSessionEvent) => void,
    transcription: Transcription,
    silence: (silent: boolean) => void,
  ) {
    this.#emit = emit;
    this.#transcription = transcription;
    this.#responses = new Responses(emit, silence);
  }

  /** What the agent says is not to be heard, nor to be read. */
  get isSilenced(): boolean {
    return this.#responses.isSilenced;
  }

  /** A response is made or heard. */
  get isResponding(): boolean {
    return this.#responses.isOpen;
  }

  /** The state of the agent, also when it is the same. */
  follow(state: AgentState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'speaking') {
      this.hasFailed = false; // It has tried again.
      this.close();
    }
    if (this.#isToStop && state !== 'speaking') this.#hasStopped();
    if (state === 'thinking' || (state === 'speaking' && !this.isSilenced)) this.begin();
    const {responseId} = this.#responses;
    this.#responses.follow(state);
    // After some words it responds anew, by itself.
    if (this.#responses.isOpen && this.#responses.responseId !== responseId) this.#transcription.begins();
    if (this.#failure) this.#tellFailure();
  }

  /** The agent responds: what the person said is a turn. */
  begin(): void {
    if (this.#responses.isOpen) return;
    if (this.#personSpeaks) this.#speaks(false);
    this.#transcription.answered(this.#personSpoke);
    if (this.#personSpoke) this.#emit({type: 'input-committed'});
    this.#personSpoke = false;
    this.hasTyped = this.#isToStop = false;
    this.#responses.begin();
  }

  handOver(): void {
    this.#responses.handOver();
  }

  resume(): void {
    this.#responses.resume();
  }

  /** The server heard something of the person, or nothing any more. */
  hears(speaking: boolean): void {
    if (!this.#agentListens) this.#speaks(speaking);
  }

  /** A message of the agent about its session. */
  read(bytes: Uint8Array): void {
    const message = readSessionMessage(bytes);
    switch (message?.type) {
      case 'user-speaking':
        this.#agentListens = true;
        if (message.speaking && this.hasTyped) return this.#responses.spokenOver();
        return this.#speaks(message.speaking);
      case 'interrupted':
        return this.#transcription.interrupted();
      case 'usage':
        return this.#emit({type: 'usage', usage: message.usage, total: true});
      case 'error':
        this.hasFailed = true;
        this.#failure ??= setTimeout(() => this.#tellFailure(), responseMs);
    }
  }

  /** What failed is not told any more. */
  close(): void {
    clearTimeout(this.#failure);
    this.#failure = undefined;
  }

  /** The agent was asked to stop: it will say so. */
  interrupted(): void {
    this.#isToStop = this.#responses.isOpen;
    this.#responses.spokenOver();
  }

  /** The agent cannot be asked to stop: it is silent here. */
  silence(): void {
    if (this.#responses.isOpen) this.#hasStopped();
    this.#responses.silence();
  }

  #hasStopped(): void {
    this.#isToStop = false;
    this.#transcription.stopped();
  }

  /** Once no response is open, whose end would take the notice away. Words of the error may quote anything: they go nowhere. */
  #tellFailure(): void {
    if (this.#responses.isOpen) return;
    this.close();
    this.#emit({type: 'problem', error: new VoiceError('response-failed', {detail: 'agent'})});
  }

  #speaks(speaking: boolean): void {
    if (speaking === this.#personSpeaks) return;
    this.#personSpeaks = speaking;
    if (speaking) {
      this.#personSpoke = true;
      this.#transcription.spokenAnew();
      this.#responses.spokenOver();
    }
    this.#emit({type: speaking ? 'speech-started' : 'speech-stopped'});
  }
}
