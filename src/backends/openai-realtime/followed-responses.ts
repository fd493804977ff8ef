import type {Responses} from '../../session/responses.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {PlaybackObserver} from './playback-observer.js';
import type {Prompts} from './prompts.js';
import type {UnknownItems} from './unknown-items.js';

/** What a response of a call is made of. */
interface CallResponses {
  readonly responses: Responses;
  readonly prompts: Prompts;
  /** What a response is wanted for, and the server has not confirmed. */
  readonly unknown: UnknownItems;
}

/** Follows what becomes of the responses of a call, and of their sound, and passes it on. */
export class FollowedResponses {
  readonly #responses: Responses;
  readonly #prompts: Prompts;
  readonly #unknown: UnknownItems;
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #outputLevel: () => number;
  /** There once the call is open. */
  #playback: PlaybackObserver | null = null;
  #closed = false;
  #runningId = '';
  /** The server says when sound comes out, and when it ends. */
  #announcesPlayback = false;

  constructor(
    {responses, prompts, unknown}: CallResponses,
    outputLevel: () => number,
    emit: (event: VoiceSessionEvent) => void,
  ) {
    this.#responses = responses;
    this.#prompts = prompts;
    this.#unknown = unknown;
    this.#emit = emit;
    this.#outputLevel = outputLevel;
  }

  /** The call is open. */
  async opened(): Promise<void> {
    const {PlaybackObserver} = await import('./playback-observer.js');
    if (this.#closed) return;
    this.#playback = new PlaybackObserver(this.#outputLevel, playing =>
      this.#heard(playing ? {type: 'playback-started'} : {type: 'playback-stopped', cut: false}),
    );
    const {stage} = this.#responses.state;
    if (stage === 'running' && !this.#announcesPlayback) this.#playback.answerStarted();
  }

  close(): void {
    this.#closed = true;
    this.#playback?.stop();
  }

  /** The server says so. */
  follow(event: VoiceSessionEvent): void {
    switch (event.type) {
      case 'speech-started':
      case 'speech-stopped':
        this.#responses.take({type: event.type});
        break;
      case 'input-committed':
        this.#prompts.drop();
        this.#responses.take({type: 'committed'});
        return this.#emit({...event, responseFollows: this.#responses.state.stage !== 'none'});
      case 'response-started':
        this.#runningId = event.responseId;
        this.#prompts.begun();
        this.#responses.take({type: 'started', aware: this.#unknown.isEmpty && this.#prompts.isEmpty});
        if (!this.#prompts.isEmpty) this.#responses.take({type: 'wanted'}); // One after the other.
        if (!this.#announcesPlayback) this.#playback?.answerStarted();
        break;
      case 'response-finished':
        if (event.responseId !== this.#runningId) break; // Of an earlier response, or told twice.
        this.#runningId = '';
        this.#playback?.answerFinished();
        this.#emit(event); // Before the next one is asked for.
        return this.#responses.take({type: 'ended'});
      case 'playback-started':
      case 'playback-stopped':
        this.#responses.take({type: event.type});
        this.#announcesPlayback = true;
        this.#playback?.stop();
        break;
    }
    this.#emit(event);
  }

  /** The connection has healed: what was told before is told again, and what is heard is found out by listening. */
  resumed(): void {
    const {stage, playing} = this.#responses.state;
    const running = stage === 'running';
    this.#responses.take({type: 'input-forgotten'}); // Push-to-talk ends with the connection.
    this.#emit({type: 'session-resumed'});
    if (running) this.#emit({type: 'response-started', responseId: this.#runningId});
    if (!playing) return;
    this.#responses.take({type: 'playback-stopped'});
    this.#announcesPlayback = false;
    this.#playback?.answerStarted();
    if (!running) this.#playback?.answerFinished();
  }

  /** The page found this out by itself. */
  #heard(
    event: {readonly type: 'playback-started'} | {readonly type: 'playback-stopped'; readonly cut: false},
  ): void {
    this.#responses.take({type: event.type});
    this.#emit(event);
  }
}
