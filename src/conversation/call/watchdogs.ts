import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import {VoiceError} from '../../state/voice-error.js';
import type {VoiceEvent} from '../../state/voice-event.js';

/** Local models can take their time; after this an answer counts as overdue. */
const answerTimeoutMs = 30_000;

/** Notices what should have happened and did not. Fed with every snapshot. */
export class Watchdogs {
  readonly #send: (event: VoiceEvent) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (event: VoiceEvent) => void) {
    this.#send = send;
  }

  /** Each sign of life of an answer (its start, its text) gives it new time. */
  observe(snapshot: Snapshot, previous: Snapshot): void {
    // Tools have limits of their own.
    const waiting = snapshot.phase === 'thinking' && !snapshot.work?.length;
    const alive =
      recentTurns(snapshot) !== recentTurns(previous) || snapshot.responseId !== previous.responseId;
    const waited = previous.phase === 'thinking' && !previous.work?.length;
    if (waiting && waited && !alive) return;
    clearTimeout(this.#timer);
    if (waiting) this.#timer = setTimeout(() => this.#answerOverdue(), answerTimeoutMs);
  }

  #answerOverdue(): void {
    this.#send({type: 'response-overdue'});
    this.#send({type: 'problem', error: new VoiceError('response-failed', {detail: 'overdue'})});
  }
}
