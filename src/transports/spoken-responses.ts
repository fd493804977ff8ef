import type {PcmAudio} from '../audio/pcm-audio.js';
import {decodePcm} from './pcm-codec.js';

/** One spoken item of a response, or one part of it, which the player plays as one chunk. */
interface Chunk {
  readonly responseId: string;
  readonly itemId: string;
  readonly contentIndex: number;
}

/** An item that was cut, and how much of it came out of the speaker. */
export interface CutItem extends Chunk {
  readonly heardMs: number;
}

/** What was silenced. */
export interface CutSound {
  /** Oldest first. */
  readonly items: readonly CutItem[];
  /** The responses that had sound: whether each was being heard, and whether more of it was to come. */
  readonly responses: ReadonlyMap<string, Readonly<Pick<Spoken, 'sounding' | 'generating'>>>;
  /** Something was being heard. */
  readonly heard: boolean;
}

interface Spoken {
  /** When its first sound came. */
  readonly cameAt: number;
  /** Something of it was heard. */
  started: boolean;
  /** Something of it is being heard. */
  sounding: boolean;
  generating: boolean;
}

type Player = Pick<PcmAudio, 'push' | 'complete' | 'cut'>;

/** The sound of responses where it comes as messages: has it played, and tells when a response begins and ends to be heard. */
export class SpokenResponses {
  /** How long the sound that was last begun had waited to be played, in milliseconds. */
  waitedMs = 0;
  readonly #player: Player;
  readonly #onSound: (responseId: string, sounds: boolean) => void;
  readonly #chunks = new Map<number, Chunk>();
  #responses = new Map<string, Spoken>();
  #lastId = 0;

  /** @param onSound told when a response begins to be heard, and when it was heard to its end */
  constructor(player: Player, onSound: (responseId: string, sounds: boolean) => void) {
    this.#player = player;
    this.#onSound = onSound;
  }

  /** Whether something is being heard. */
  get sounding(): boolean {
    return [...this.#responses.values()].some(({sounding}) => sounding);
  }

  /** Whether something of a response was played, or is to be. */
  has(responseId: string): boolean {
    return this.#responses.has(responseId);
  }

  /** More of an item. @returns whether it held sound */
  add(responseId: string, itemId: string, base64: unknown, contentIndex = 0): boolean {
    const samples = decodePcm(base64);
    if (!samples) return false;
    if (!this.has(responseId)) {
      const cameAt = performance.now();
      this.#responses.set(responseId, {cameAt, started: false, sounding: false, generating: true});
    }
    this.#player.push(this.#chunkIdOf(responseId, itemId, contentIndex), samples);
    return true;
  }

  /** No more comes of an item. */
  itemDone(itemId: string): void {
    for (const [id, chunk] of this.#chunks) if (chunk.itemId === itemId) this.#player.complete(id);
  }

  /** No more comes of a response. */
  responseDone(responseId: string): void {
    const response = this.#responses.get(responseId);
    if (!response) return;
    response.generating = false;
    for (const [id, chunk] of this.#chunks) if (chunk.responseId === responseId) this.#player.complete(id);
    this.#stopIfOver(responseId);
  }

  /** Silences everything. */
  cut(): CutSound {
    const items = this.#player.cut().flatMap(({id, heardMs}) => {
      const chunk = this.#chunks.get(id);
      return chunk ? [{...chunk, heardMs}] : [];
    });
    const {sounding: heard} = this;
    const responses = this.#responses;
    this.#chunks.clear();
    this.#responses = new Map();
    return {items, responses, heard};
  }

  /** The player began with a chunk, or goes on with it. */
  playing(id: number): void {
    const {responseId = ''} = this.#chunks.get(id) ?? {};
    const response = this.#responses.get(responseId);
    if (!response || response.started) return;
    response.started = true;
    this.waitedMs = performance.now() - response.cameAt;
    this.#tell(responseId, response, true);
  }

  /** The system stopped all sound, or lets it go on: what was begun is not heard meanwhile, and waits. */
  interrupted(interrupted: boolean): void {
    // A listener may cut meanwhile.
    for (const [responseId, response] of [...this.#responses])
      if (this.has(responseId) && response.started && response.sounding === interrupted)
        this.#tell(responseId, response, !interrupted);
  }

  /** The player came to the end of a chunk. */
  ended(id: number): void {
    const chunk = this.#chunks.get(id);
    this.#chunks.delete(id);
    if (chunk) this.#stopIfOver(chunk.responseId);
  }

  #chunkIdOf(responseId: string, itemId: string, contentIndex: number): number {
    for (const [id, chunk] of this.#chunks)
      if (chunk.itemId === itemId && chunk.contentIndex === contentIndex && chunk.responseId === responseId)
        return id;
    this.#chunks.set(++this.#lastId, {responseId, itemId, contentIndex});
    return this.#lastId;
  }

  #tell(responseId: string, response: Spoken, sounding: boolean): void {
    response.sounding = sounding;
    this.#onSound(responseId, sounding);
  }

  #stopIfOver(responseId: string): void {
    const response = this.#responses.get(responseId);
    if (!response || response.generating) return;
    if ([...this.#chunks.values()].some(chunk => chunk.responseId === responseId)) return;
    this.#responses.delete(responseId);
    if (response.sounding) this.#tell(responseId, response, false);
  }
}
