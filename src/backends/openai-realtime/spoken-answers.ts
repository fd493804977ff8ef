import type {PcmAudio} from '../../audio/pcm-audio.js';
import {countAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import {SpokenResponses} from '../../transports/spoken-responses.js';

/**
 * The assistant's sound where it comes as messages: has it played, and says what a server says by itself over WebRTC,
 * whose side of the connection plays: when the sound of an answer starts and stops, and what was heard of one that was
 * cut.
 */
export class SpokenAnswers {
  /** Messages whose sound was played, or is to be. */
  accepted = 0;
  /** Messages that held no sound that could be played. */
  refused = 0;
  /** Times at which the sound ran dry because the network was late. */
  underruns = 0;
  /** False while the session's format is one that cannot be played. */
  playable = true;
  readonly #notify: (event: WireObject) => void;
  readonly #send: (event: object) => void;
  readonly #sounds: SpokenResponses;
  /** Answers that were cut while they were still being generated. */
  readonly #unwanted = new Set<string>();

  /**
   * @param notify takes events for the page, in the server's stead
   * @param send takes events for the server
   */
  constructor(
    player: Pick<PcmAudio, 'push' | 'complete' | 'cut'>,
    notify: (event: WireObject) => void,
    send: (event: object) => void,
  ) {
    this.#notify = notify;
    this.#send = send;
    this.#sounds = new SpokenResponses(player, (responseId, sounds) =>
      this.#tell(sounds ? 'started' : 'stopped', responseId),
    );
  }

  /** Whether an answer is being heard. */
  get sounding(): boolean {
    return this.#sounds.sounding;
  }

  /** How long the sound that was last begun had waited to be played, in milliseconds. */
  get waitedMs(): number {
    return this.#sounds.waitedMs;
  }

  /** `response.output_audio.delta` */
  delta(event: WireObject): void {
    const responseId = textAt(event, 'response_id');
    if (this.#unwanted.has(responseId)) return;
    const isPlayed =
      this.playable &&
      this.#sounds.add(responseId, textAt(event, 'item_id'), event.delta, countAt(event, 'content_index'));
    if (isPlayed) this.accepted++;
    else this.refused++;
  }

  /** `response.output_audio.done`: the message is complete. */
  audioDone(event: WireObject): void {
    this.#sounds.itemDone(textAt(event, 'item_id'));
  }

  /** `response.done`: nothing more will come of the answer. */
  responseDone(event: WireObject): void {
    const response = objectAt(event, 'response');
    const responseId = textAt(response, 'id');
    if (textAt(response, 'status') !== 'cancelled') this.#sounds.responseDone(responseId);
    else if (this.#sounds.has(responseId)) this.cut();
    this.#unwanted.delete(responseId);
  }

  /** Silences everything, and tells both sides what was heard. */
  cut(): void {
    const {items, responses} = this.#sounds.cut();
    for (const {itemId, contentIndex, heardMs} of items)
      this.#send({
        type: 'conversation.item.truncate',
        item_id: itemId,
        content_index: contentIndex,
        audio_end_ms: heardMs,
      });
    const cleared = new Set(items.map(({responseId}) => responseId));
    for (const [responseId, {sounding, generating}] of responses) {
      if (generating) this.#unwanted.add(responseId);
      // Between two messages all that came was heard.
      if (cleared.has(responseId)) this.#tell('cleared', responseId);
      else if (sounding) this.#tell('stopped', responseId);
    }
  }

  /** The player began with a chunk, or goes on with it. */
  playing(id: number): void {
    this.#sounds.playing(id);
  }

  /** The system stopped all sound, or lets it go on: what was begun is not heard meanwhile, and waits. */
  interrupted(interrupted: boolean): void {
    this.#sounds.interrupted(interrupted);
  }

  /** The player came to the end of a chunk. */
  ended(id: number): void {
    this.#sounds.ended(id);
  }

  #tell(what: 'started' | 'stopped' | 'cleared', responseId: string): void {
    this.#notify({type: `output_audio_buffer.${what}`, response_id: responseId});
  }
}
