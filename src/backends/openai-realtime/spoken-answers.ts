import type {PcmAudio} from '../../audio/pcm-audio.js';
import {decodePcm} from '../../transports/pcm-codec.js';
import {countAt, objectAt, textAt, type WireObject} from '../../session/json.js';

/** One spoken message of an answer, which the player plays as one chunk. */
interface Chunk {
  readonly responseId: string;
  readonly itemId: string;
  readonly contentIndex: number;
}

interface Answer {
  /** When its first sound came. */
  readonly cameAt: number;
  /** Something of it was heard. */
  started: boolean;
  /** Something of it is being heard. */
  sounding: boolean;
  generating: boolean;
}

type Player = Pick<PcmAudio, 'push' | 'complete' | 'cut'>;

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
  /** How long the sound that was last begun had waited to be played. */
  waitedMs = 0;
  /** False while the session's format is one that cannot be played. */
  playable = true;
  readonly #player: Player;
  readonly #notify: (event: WireObject) => void;
  readonly #send: (event: object) => void;
  readonly #chunks = new Map<number, Chunk>();
  readonly #answers = new Map<string, Answer>();
  /** Answers that were cut while they were still being generated. */
  readonly #unwanted = new Set<string>();
  #lastId = 0;

  /**
   * @param notify takes events for the page, in the server's stead
   * @param send takes events for the server
   */
  constructor(player: Player, notify: (event: WireObject) => void, send: (event: object) => void) {
    this.#player = player;
    this.#notify = notify;
    this.#send = send;
  }

  /** Whether an answer is being heard. */
  get sounding(): boolean {
    return [...this.#answers.values()].some(({sounding}) => sounding);
  }

  /** `response.output_audio.delta` */
  delta(event: WireObject): void {
    const responseId = textAt(event, 'response_id');
    if (this.#unwanted.has(responseId)) return;
    const samples = this.playable ? decodePcm(event.delta) : null;
    if (!samples) {
      this.refused++;
      return;
    }
    this.accepted++;
    if (!this.#answers.has(responseId))
      this.#answers.set(responseId, {
        cameAt: performance.now(),
        started: false,
        sounding: false,
        generating: true,
      });
    this.#player.push(this.#chunkIdOf(event, responseId), samples);
  }

  /** `response.output_audio.done`: the message is complete. */
  audioDone(event: WireObject): void {
    for (const [id, {itemId}] of this.#chunks)
      if (itemId === textAt(event, 'item_id')) this.#player.complete(id);
  }

  /** `response.done`: nothing more will come of the answer. */
  responseDone(event: WireObject): void {
    const response = objectAt(event, 'response');
    const responseId = textAt(response, 'id');
    this.#unwanted.delete(responseId);
    const answer = this.#answers.get(responseId);
    if (!answer) return;
    answer.generating = false;
    if (textAt(response, 'status') === 'cancelled') return this.cut();
    for (const [id, chunk] of this.#chunks) if (chunk.responseId === responseId) this.#player.complete(id);
    this.#stopIfOver(responseId);
  }

  /** Silences everything, and tells both sides what was heard. */
  cut(): void {
    const cut = this.#player.cut().flatMap(({id, heardMs}) => {
      const chunk = this.#chunks.get(id);
      return chunk ? [{...chunk, heardMs}] : [];
    });
    this.#chunks.clear();
    for (const {itemId, contentIndex, heardMs} of cut)
      this.#send({
        type: 'conversation.item.truncate',
        item_id: itemId,
        content_index: contentIndex,
        audio_end_ms: heardMs,
      });
    for (const responseId of new Set(cut.map(chunk => chunk.responseId))) {
      if (this.#answers.get(responseId)?.generating) this.#unwanted.add(responseId);
      this.#answers.delete(responseId);
      this.#notify({type: 'output_audio_buffer.cleared', response_id: responseId});
    }
  }

  /** The player began with a chunk, or goes on with it. */
  playing(id: number): void {
    const {responseId = ''} = this.#chunks.get(id) ?? {};
    const answer = this.#answers.get(responseId);
    if (!answer || answer.started) return;
    answer.started = true;
    this.waitedMs = performance.now() - answer.cameAt;
    this.#tellSounding(responseId, answer, true);
  }

  /** The system stopped all sound, or lets it go on: what was begun is not heard meanwhile, and waits. */
  interrupted(interrupted: boolean): void {
    for (const [responseId, answer] of this.#answers)
      if (answer.started && answer.sounding === interrupted)
        this.#tellSounding(responseId, answer, !interrupted);
  }

  /** The player came to the end of a chunk. */
  ended(id: number): void {
    const chunk = this.#chunks.get(id);
    this.#chunks.delete(id);
    if (chunk) this.#stopIfOver(chunk.responseId);
  }

  #chunkIdOf(event: WireObject, responseId: string): number {
    const itemId = textAt(event, 'item_id');
    const contentIndex = countAt(event, 'content_index');
    for (const [id, chunk] of this.#chunks)
      if (chunk.itemId === itemId && chunk.contentIndex === contentIndex) return id;
    this.#chunks.set(++this.#lastId, {responseId, itemId, contentIndex});
    return this.#lastId;
  }

  #tellSounding(responseId: string, answer: Answer, sounding: boolean): void {
    answer.sounding = sounding;
    const type = `output_audio_buffer.${sounding ? 'started' : 'stopped'}`;
    this.#notify({type, response_id: responseId});
  }

  #stopIfOver(responseId: string): void {
    const answer = this.#answers.get(responseId);
    if (!answer || answer.generating) return;
    if ([...this.#chunks.values()].some(chunk => chunk.responseId === responseId)) return;
    this.#answers.delete(responseId);
    if (answer.sounding) this.#tellSounding(responseId, answer, false);
  }
}
