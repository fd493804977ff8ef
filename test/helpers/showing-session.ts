import type {VideoSize} from '../../src/session/voice-session.js';
import {FakeSession} from './fake-session.js';

/** A backend that takes camera and screen, and may show the assistant. */
export class ShowingSession extends FakeSession {
  override capabilities = {...this.basics(), video: true, camera: true, screen: true};
  /** What is sent now. */
  readonly sent: Record<'camera' | 'screen', MediaStreamTrack | null> = {camera: null, screen: null};
  /** What it was given to send, in order. */
  readonly given: (MediaStreamTrack | null)[] = [];
  /** How large the video is shown, as it was told. */
  readonly watched: (VideoSize | null)[] = [];
  /** Why the server takes no track; null if it does. */
  refuses: Error | null = null;

  async setCamera(track: MediaStreamTrack | null): Promise<void> {
    await this.#send('camera', track);
  }

  async setScreen(track: MediaStreamTrack | null): Promise<void> {
    await this.#send('screen', track);
  }

  watchVideo(size: VideoSize | null): void {
    this.watched.push(size);
  }

  basics(): FakeSession['capabilities'] {
    return new FakeSession().capabilities;
  }

  override stop(): void {
    super.stop();
    this.sent.camera = this.sent.screen = null;
  }

  async #send(source: 'camera' | 'screen', track: MediaStreamTrack | null): Promise<void> {
    await Promise.resolve();
    if (this.refuses && track) throw this.refuses;
    this.given.push(track);
    this.sent[source] = track;
  }
}
