import type {RemoteParticipant, Room} from 'livekit-client';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {VideoSize} from '../../session/voice-session.js';
import type {Library} from './library.js';
import type {RoomVideo, SentSource} from './room-video.js';

/** Loads what is seen in a room once there is something: most calls are heard only. */
export class VideoLoader {
  /** Without a network its file may not come: a call does without then. */
  readonly #open: () => Promise<RoomVideo>;
  #video: Promise<RoomVideo> | undefined;

  /** @param isAgents whether a participant is the agent, or shows and speaks for it */
  constructor(
    room: Room,
    library: Library,
    emit: (event: VoiceSessionEvent) => void,
    isAgents: (participant: RemoteParticipant) => boolean,
  ) {
    this.#open = () =>
      (this.#video ??= import('./room-video.js').then(
        ({RoomVideo}) => new RoomVideo(room, library, emit, isAgents),
      ));
    room.on(library.RoomEvent.TrackSubscribed, ({kind}) => {
      if (kind === library.Track.Kind.Video) this.#open().catch(() => {});
    });
  }

  /** Sends camera or screen. @throws what it is refused with */
  send(source: SentSource, track: MediaStreamTrack | null): Promise<void> {
    return this.#open().then(video => video.send(source, track));
  }

  watch(size: VideoSize | null): void {
    void this.#video?.then(video => video.watch(size));
  }
}
