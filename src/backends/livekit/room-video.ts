import type {LocalVideoTrack, RemoteParticipant, RemoteTrackPublication, Room} from 'livekit-client';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {VideoSize} from '../../session/voice-session.js';
import type {Library} from './library.js';

/** What a person can show. */
export type SentSource = 'camera' | 'screen';

/** What is seen of an agent, and what its person shows it. Loaded where there is any of that. */
export class RoomVideo {
  readonly #room: Room;
  readonly #library: Library;
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #isAgents: (participant: RemoteParticipant) => boolean;
  #shown: RemoteTrackPublication | undefined;
  /** Of the one that is shown. */
  #track: MediaStreamTrack | undefined;
  readonly #sent = new Map<SentSource, LocalVideoTrack>();
  /** One step after the other: they come faster than the library takes them. */
  #steps: Promise<void> = Promise.resolve();

  /** @param isAgents whether a participant is the agent, or shows and speaks for it */
  constructor(
    room: Room,
    library: Library,
    emit: (event: VoiceSessionEvent) => void,
    isAgents: (participant: RemoteParticipant) => boolean,
  ) {
    this.#room = room;
    this.#library = library;
    this.#emit = emit;
    this.#isAgents = isAgents;
    const {RoomEvent} = library;
    const look = () => this.#look();
    room
      .on(RoomEvent.TrackSubscribed, look)
      .on(RoomEvent.TrackUnsubscribed, look)
      .on(RoomEvent.TrackMuted, look)
      .on(RoomEvent.TrackUnmuted, look)
      .on(RoomEvent.ParticipantAttributesChanged, look)
      .on(RoomEvent.ParticipantDisconnected, look);
    look();
  }

  /** @param size how large the video is shown; null: it is not seen, and the server sends nothing of it */
  watch(size: VideoSize | null): void {
    if (size) this.#shown?.setVideoDimensions(size);
    this.#shown?.setEnabled(size !== null);
  }

  /**
   * Sends camera or screen from now on. @param track null for none
   * @throws what the library or the server refuses it with
   */
  send(source: SentSource, track: MediaStreamTrack | null): Promise<void> {
    return (this.#steps = this.#steps.catch(() => {}).then(() => this.#adjust(source, track)));
  }

  #look(): void {
    const {Kind, Source} = this.#library.Track;
    const videos = [...this.#room.remoteParticipants.values()].flatMap(participant =>
      [...participant.trackPublications.values()]
        .filter(({kind, track}) => kind === Kind.Video && track)
        .map(publication => ({publication, isAgents: this.#isAgents(participant)})),
    );
    const rank = ({source}: RemoteTrackPublication) => (source === Source.Camera ? 0 : 1);
    // The face of the agent, rather than what it shows beside that.
    const [best] = videos
      .filter(({publication, isAgents}) => isAgents && !publication.isMuted)
      .sort((one, other) => rank(one.publication) - rank(other.publication));
    const track = best?.publication.track?.mediaStreamTrack;
    for (const {publication} of videos) if (publication !== best?.publication) publication.setEnabled(false);
    if (track === this.#track) return;
    this.#shown = best?.publication;
    this.#track = track;
    this.watch(null);
    this.#emit({type: 'video', stream: track ? new MediaStream([track]) : null});
  }

  async #adjust(source: SentSource, track: MediaStreamTrack | null): Promise<void> {
    const {LocalVideoTrack, Track} = this.#library;
    const {localParticipant} = this.#room;
    const before = this.#sent.get(source);
    if (before && before.mediaStreamTrack === track) return;
    this.#sent.delete(source);
    if (before) await localParticipant.unpublishTrack(before, false);
    if (!track) return;
    const local = new LocalVideoTrack(track, undefined, true);
    const {Camera, ScreenShare} = Track.Source;
    // One agent sees it: there is no use for it in several sizes.
    await localParticipant.publishTrack(local, {
      source: source === 'camera' ? Camera : ScreenShare,
      simulcast: false,
    });
    this.#sent.set(source, local);
  }
}
