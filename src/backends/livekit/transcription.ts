import type {Room, TextStreamReader} from 'livekit-client';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {SpokenTurns} from './spoken-turns.js';

const topic = 'lk.transcription';
const segmentAttribute = 'lk.segment_id';
const finalAttribute = 'lk.transcription_final';
/** More than is said in one breath; what comes on top of it is dropped. */
const maxLength = 50_000;

/** What the transcription needs to know of the call. */
export interface TranscriptionHost {
  readonly emit: (event: VoiceSessionEvent) => void;
  /** Whose words these are, by the identity of the participant; undefined where they are of no account. */
  readonly roleOf: (identity: string) => 'user' | 'assistant' | undefined;
  /** What the assistant says is not to be shown. */
  readonly isSilenced: () => boolean;
  /** The assistant responds: its words are shown as they come. What comes after the end is shown at its end. */
  readonly isResponding: () => boolean;
}

/**
 * Makes turns out of the texts of both sides. Each text of the person comes as a stream of its own, whole, under the id
 * of its segment; those of the assistant as one stream a segment, word by word.
 * @see https://docs.livekit.io/agents/multimodality/text/
 */
export class Transcription {
  readonly #host: TranscriptionHost;
  readonly #spoken: SpokenTurns;
  /** The turn of the assistant that had words last. */
  #answer: string | undefined;
  /** Those are words of what it responds now, or responded last. */
  #answerIsNew = false;
  /** What it responds was stopped before its words were here. */
  #stoppedEarly = false;
  #interrupted: string | undefined;
  /** Nothing is told any more. */
  #closed = false;

  constructor(room: Room, host: TranscriptionHost) {
    this.#host = host;
    this.#spoken = new SpokenTurns(host.emit);
    room.registerTextStreamHandler(topic, (reader, {identity}) => {
      const role = host.roleOf(identity);
      const read = role === 'user' ? this.#readPerson(reader) : role && this.#readAssistant(reader);
      read?.catch(() => {}); // The connection was lost in the middle: what there is of it stays.
    });
  }

  /** The assistant responds. @param spoke to what the person said: its words may still come */
  answered(spoke: boolean): void {
    this.begins();
    this.#spoken.answered(spoke);
  }

  /** Words that come now are of another response. */
  begins(): void {
    this.#answerIsNew = this.#stoppedEarly = false;
  }

  /** The person speaks again: what comes now is another turn, if the one before was answered. */
  spokenAnew(): void {
    this.#spoken.spokenAnew();
  }

  /** What the assistant said last was cut off. */
  interrupted(): void {
    if (!this.#answer || this.#interrupted === this.#answer) return;
    this.#interrupted = this.#answer;
    this.#host.emit({type: 'turn-interrupted', id: this.#answer});
  }

  /** The person stopped what it responds. Agents tell of it only where they know what was heard. */
  stopped(): void {
    if (this.#answerIsNew) this.interrupted();
    else this.#stoppedEarly = true;
  }

  close(): void {
    if (!this.#closed) this.#spoken.close();
    this.#closed = true;
  }

  async #readPerson(reader: TextStreamReader): Promise<void> {
    const {id, attributes = {}} = reader.info;
    const text = (await reader.readAll()).slice(0, maxLength).trim();
    if (this.#closed || !text) return;
    this.#spoken.add(attributes[segmentAttribute] ?? id, text, attributes[finalAttribute] === 'true');
  }

  async #readAssistant(reader: TextStreamReader): Promise<void> {
    const segment = reader.info.attributes?.[segmentAttribute] ?? reader.info.id;
    let [id, text, parts] = [segment, '', 1];
    const tell = (final: boolean) =>
      this.#host.emit({type: 'turn-text', id, role: 'assistant', text: text.trim(), final});
    try {
      for await (const words of reader) {
        // It is read to its end all the same: what is not read is kept.
        if (this.#closed || this.#host.isSilenced()) continue;
        if (this.#interrupted === id) {
          // Agents in Node send what they had ready; it was not heard.
          if (!this.#host.isResponding()) continue;
          // It took a noise for an interruption, and goes on.
          [id, text] = [`${segment}~${++parts}`, ''];
        }
        text = (text + words).slice(0, maxLength);
        this.#answer = id;
        this.#answerIsNew = true;
        if (this.#host.isResponding()) tell(false);
      }
    } finally {
      if (text.trim() && !this.#closed) {
        tell(true);
        if (this.#stoppedEarly && this.#answer === id) this.interrupted();
      }
    }
  }
}
