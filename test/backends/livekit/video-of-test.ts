import type {RemoteParticipant} from 'livekit-client';
import type {VideoSize} from '../../../src/session/voice-session.js';
import type {ObedientRoom} from './obedient-room.js';

/** A video in a room that is acted out. What the page asks of it is kept. */
export class VideoOfTest {
  readonly kind = 'video';
  readonly source: string;
  isMuted = false;
  track: {readonly kind: 'video'; readonly mediaStreamTrack: MediaStreamTrack} | undefined;
  /** The server sends it. */
  isEnabled = true;
  size: VideoSize | undefined;
  readonly #room: ObedientRoom;
  readonly #from: {readonly trackPublications: Map<unknown, unknown>};

  /** @param by the participant that sends it, and for whom */
  constructor(
    room: ObedientRoom,
    track: MediaStreamTrack,
    {source = 'camera', identity = 'agent', behalf = ''} = {},
  ) {
    this.#room = room;
    this.source = source;
    this.track = {kind: 'video', mediaStreamTrack: track};
    if (!room.remoteParticipants.has(identity)) {
      const attributes = behalf ? {'lk.publish_on_behalf': behalf} : {};
      const participant = {identity, sid: identity, isAgent: false, attributes, trackPublications: new Map()};
      room.remoteParticipants.set(identity, participant as unknown as RemoteParticipant);
    }
    const participant = room.remoteParticipants.get(identity)!;
    this.#from = participant;
    this.#from.trackPublications.set(this, this);
    room.emit('trackSubscribed', this.track, this, participant);
  }

  setEnabled(enabled: boolean): void {
    this.isEnabled = enabled;
  }

  setVideoDimensions(size: VideoSize): void {
    this.size = size;
  }

  mute(muted: boolean): void {
    this.isMuted = muted;
    this.#room.emit(muted ? 'trackMuted' : 'trackUnmuted', this, this.#from);
  }

  end(): void {
    const {track} = this;
    this.track = undefined;
    this.#from.trackPublications.delete(this);
    this.#room.emit('trackUnsubscribed', track, this, this.#from);
  }
}
