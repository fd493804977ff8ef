import type {PcmAudio} from '../../audio/pcm-audio.js';

/**
 * Sound is made faster than it is heard. Where none comes for so long, what there is is played to its end; what comes
 * later begins anew.
 */
const settledMs = 400;

type Player = Pick<PcmAudio, 'push' | 'complete' | 'cut'>;

/** A stretch of sound without a gap. */
interface Chunk {
  readonly responseId: string;
  samples: number;
}

/** The sound of one response. */
interface Sound {
  /** Samples of it that were heard to their end, in earlier chunks. */
  heard: number;
  isHeard: boolean;
}

/** Told of the sound of responses. */
export interface SoundListener {
  /** It begins to be heard, or goes on. */
  started(responseId: string): void;
  /** All that came of it was heard. */
  stopped(responseId: string): void;
  /** No more came of it for a while. */
  settled(responseId: string): void;
}

/** The agent's sound: tells when that of a response begins and ends, which the server does not. */
export class AgentSound {
  readonly #player: () => Player | null;
  readonly #rate: () => number;
  readonly #listener: SoundListener;
  readonly #chunks = new Map<number, Chunk>();
  readonly #sounds = new Map<string, Sound>();
  /** The chunk that more is added to. */
  #open: number | null = null;
  #lastId = 0;
  /** What the system has stopped. */
  #paused: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param rate samples per second */
  constructor(player: () => Player | null, rate: () => number, listener: SoundListener) {
    this.#player = player;
    this.#rate = rate;
    this.#listener = listener;
  }

  /** The response that is heard. */
  get heardResponse(): string | undefined {
    return [...this.#sounds].find(([, {isHeard}]) => isHeard)?.[0];
  }

  /** Whether something of a response is heard, or still to be heard. */
  isLeft(responseId: string): boolean {
    return [...this.#chunks.values()].some(chunk => chunk.responseId === responseId);
  }

  get isEmpty(): boolean {
    return !this.#chunks.size;
  }

  /** More of a response. */
  add(responseId: string, samples: Int16Array<ArrayBuffer>): void {
    const open = this.#open === null ? undefined : this.#chunks.get(this.#open);
    if (open?.responseId !== responseId) {
      this.#complete();
      this.#open = ++this.#lastId;
      if (!this.#sounds.has(responseId)) this.#begin(responseId);
      this.#chunks.set(this.#open, {responseId, samples: 0});
    }
    this.#chunks.get(this.#open!)!.samples += samples.length;
    this.#player()?.push(this.#open!, samples);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#complete();
      this.#listener.settled(responseId);
    }, settledMs);
  }

  /** Nothing more comes for now: what there is is played to its end. */
  finish(): void {
    clearTimeout(this.#timer);
    this.#complete();
  }

  /** The player began with a chunk, or goes on with it. */
  playing(chunk: number): void {
    const {responseId = ''} = this.#chunks.get(chunk) ?? {};
    this.#tell(responseId, true);
  }

  /** The player came to the end of a chunk. */
  ended(id: number): void {
    const chunk = this.#chunks.get(id);
    if (!chunk) return; // It was cut.
    this.#chunks.delete(id);
    if (this.#open === id) this.#open = null;
    const {responseId, samples} = chunk;
    const sound = this.#sounds.get(responseId);
    if (sound) sound.heard += samples;
    if (!this.isLeft(responseId)) this.#tell(responseId, false);
  }

  /** The system stopped all sound, or lets it go on: what was begun is not heard meanwhile. */
  interrupted(interrupted: boolean): void {
    if (interrupted) this.#paused = this.heardResponse;
    if (this.#paused) this.#tell(this.#paused, !interrupted);
    if (!interrupted) this.#paused = undefined;
  }

  /** Silences everything. @returns what was heard of each response that was cut, in milliseconds */
  cut(): ReadonlyMap<string, number> {
    clearTimeout(this.#timer);
    const heard = new Map<string, number>();
    const msOf = (samples: number) => Math.round((samples / this.#rate()) * 1000);
    for (const {responseId} of this.#chunks.values())
      heard.set(responseId, msOf(this.#sounds.get(responseId)?.heard ?? 0));
    for (const {id, heardMs} of this.#player()?.cut() ?? []) {
      const {responseId} = this.#chunks.get(id) ?? {};
      if (responseId) heard.set(responseId, heard.get(responseId)! + heardMs);
    }
    this.#chunks.clear();
    this.#open = null;
    for (const responseId of heard.keys()) this.#sounds.delete(responseId);
    return heard;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #begin(responseId: string): void {
    for (const id of this.#sounds.keys()) if (!this.isLeft(id)) this.#sounds.delete(id);
    this.#sounds.set(responseId, {heard: 0, isHeard: false});
  }

  #complete(): void {
    if (this.#open !== null) this.#player()?.complete(this.#open);
    this.#open = null;
  }

  #tell(responseId: string, isHeard: boolean): void {
    const sound = this.#sounds.get(responseId);
    if (!sound || sound.isHeard === isHeard) return;
    sound.isHeard = isHeard;
    if (isHeard) this.#listener.started(responseId);
    else this.#listener.stopped(responseId);
  }
}
