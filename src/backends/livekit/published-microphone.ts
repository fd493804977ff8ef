import type {LocalAudioTrack, Room} from 'livekit-client';
import type {Library} from './library.js';

/**
 * The page's microphone in a room. The library mutes by the track itself, and unmutes it as it takes it over: what the
 * page wants is put right after each of its steps, and a muted track is muted there before anything of it is sent.
 */
export class PublishedMicrophone {
  readonly #room: Room;
  readonly #library: Library;
  readonly #failed: (error: unknown) => void;
  #wanted: MediaStreamTrack | null = null;
  #muted: boolean;
  #local: LocalAudioTrack | null = null;
  /** One step after the other: they come faster than the library takes them. */
  #steps: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param failed told of what the library or the server refuses */
  constructor(room: Room, library: Library, muted: boolean, failed: (error: unknown) => void) {
    this.#room = room;
    this.#library = library;
    this.#muted = muted;
    this.#failed = failed;
  }

  /** @param track null for none */
  set(track: MediaStreamTrack | null): void {
    this.#wanted = track;
    this.#step();
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#step();
  }

  /** The room is open: it can be sent. */
  publish(): void {
    this.#step();
  }

  close(): void {
    this.#closed = true;
  }

  #step(): void {
    this.#steps = this.#steps
      .then(() => this.#adjust())
      .catch((error: unknown) => {
        if (!this.#closed) this.#failed(error);
      });
  }

  async #adjust(): Promise<void> {
    const track = this.#wanted;
    if (this.#closed || this.#room.state !== this.#library.ConnectionState.Connected) return;
    try {
      if (!track) await this.#withdraw();
      else if (!this.#local) await this.#publish(track);
      else if (this.#local.mediaStreamTrack !== track) await this.#local.replaceTrack(track, true);
      await this.#adjustMute();
    } finally {
      if (track) track.enabled = !this.#muted; // As the page has it.
    }
  }

  async #publish(track: MediaStreamTrack): Promise<void> {
    const {LocalAudioTrack, Track} = this.#library;
    const local = new LocalAudioTrack(track, undefined, true);
    if (this.#muted) await local.mute();
    this.#local = local;
    try {
      await this.#room.localParticipant.publishTrack(local, {source: Track.Source.Microphone});
    } catch (error) {
      this.#local = null;
      throw error;
    }
  }

  async #withdraw(): Promise<void> {
    const local = this.#local;
    this.#local = null;
    if (local) await this.#room.localParticipant.unpublishTrack(local, false);
  }

  async #adjustMute(): Promise<void> {
    const local = this.#local;
    if (!local || local.isMuted === this.#muted) return;
    if (this.#muted) await local.mute();
    else await local.unmute();
  }
}
