import type {Speaker} from '../../audio/speaker.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {VoiceSession} from '../../session/voice-session.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import type {Turn} from '../../state/turns.js';
import type {VoiceEvent} from '../../state/voice-event.js';
import type {ConversationSettings} from '../conversation-settings.js';

/**
 * From `speech-started` on: round trip and a little, for a server to say that it stopped its response. How long
 * the page waits for `speech-started` itself is `speechConfirmationMs` of call/barge-in.ts.
 */
const stopConfirmationMs = 600;

/** Whether speaking over the assistant silences it: there are turns, and neither page nor server wants otherwise. */
export function isInterruptible({bargeIn}: ConversationSettings, {capabilities}: Snapshot): boolean {
  return bargeIn !== 'off' && capabilities?.bargeIn !== false && capabilities?.turns !== false;
}

/** What the answer of a call comes out of, and where it is reported. */
export interface AnswerEnvironment {
  readonly snapshot: () => Snapshot;
  readonly send: (event: VoiceEvent) => void;
  readonly speaker: Speaker;
}

/** The answer that is heard in a call, and how it is silenced before its end. */
export class HeardAnswer {
  readonly #environment: AnswerEnvironment;
  readonly #session: () => VoiceSession | null;
  #playingSince = 0;
  /** The last answer before the one under way. */
  #turnBefore: string | undefined;
  /** In full duplex the turn whose sound is heard; unset until its words come. */
  #heardTurn: string | undefined;
  #confirmation: ReturnType<typeof setTimeout> | undefined;

  constructor(environment: AnswerEnvironment, session: () => VoiceSession | null) {
    this.#environment = environment;
    this.#session = session;
  }

  /** Follows what the session reports. */
  follow(event: VoiceSessionEvent): void {
    const {type} = event;
    const {speaker} = this.#environment;
    // What was spoken over is over.
    if (/^(input-committed|response-started|response-finished|playback-stopped)$/.test(type)) this.close();
    const isHeard = type === 'playback-started';
    const {capabilities} = this.#environment.snapshot();
    const last = this.#lastAnswer();
    if (capabilities?.turns !== false) {
      if (type === 'response-started') this.#turnBefore = last?.id;
      if (isHeard) this.#playingSince = performance.now();
    } else if (isHeard) this.#goOn(last);
    else if (type === 'turn-text' && event.role === 'assistant') this.#heardTurn ??= event.id;
    if (isHeard || type === 'response-started') speaker.resume();
  }

  /** In full duplex there are no responses: a voice that is heard after a pause goes on with the turn it was heard in. */
  #goOn(last: Turn | undefined): void {
    const open = last?.final === false ? last.id : undefined; // Its words can come before its sound.
    if (open && open === this.#heardTurn) return;
    this.#heardTurn = open;
    this.#turnBefore = open ? undefined : last?.id;
    this.#playingSince = performance.now();
  }

  /** The user speaks over it. A server that heard the same stops by itself, and says so. One that does not is told. */
  spokenOver(): void {
    this.cut();
    this.close();
    this.#confirmation = setTimeout(() => this.#session()?.interrupt(), stopConfirmationMs);
  }

  /** Silences the speaker, which owns what is heard: no need to wait for the server. */
  cut(): void {
    const {snapshot, send, speaker} = this.#environment;
    if (!snapshot().playing) return;
    speaker.silence();
    const spoken = this.#lastAnswer();
    // Sound can come before its words: then the last turn is that of an earlier answer.
    if (spoken && spoken.id !== this.#turnBefore) {
      const heardMs = Math.round(performance.now() - this.#playingSince);
      send({type: 'turn-interrupted', id: spoken.id, heardMs});
      this.#session()?.truncate?.(spoken.id, heardMs);
    }
    send({type: 'playback-stopped', cut: true});
  }

  /** Nothing is to be confirmed any more. */
  close(): void {
    clearTimeout(this.#confirmation);
  }

  #lastAnswer(): Turn | undefined {
    return recentTurns(this.#environment.snapshot()).findLast(turn => turn.role === 'assistant');
  }
}
