import type {VideoSize} from '../session/voice-session.js';
import type {VoiceStore} from '../state/store.js';
import type {Call} from './call/call.js';
import type {SharedSource} from './call/capture-video.js';
import type * as Sharing from './call/sharing.js';

/** What a conversation has to do with pictures that move: the assistant's, and those of the person. */
export abstract class SharingConversation extends EventTarget {
  #act: typeof Sharing.share | undefined;

  /** The call that is on, and where it is told how things stand. @internal */
  protected abstract getCall(): readonly [call: Call | null, store: VoiceStore];

  /**
   * Turns the camera on: the browser asks the person, and it is sent while the call lasts. To be called from a press.
   * Resolves once it is sent. `snapshot.camera` says how it stands, `snapshot.preview` shows it.
   * @throws {VoiceError} `camera-…`; `unsupported` where `capabilities.camera` is not set; a DOMException `AbortError`
   * when it is turned off meanwhile
   */
  startCamera(): Promise<void> {
    return this.#share('camera', true);
  }

  /** Turns the camera off. */
  stopCamera(): void {
    this.#share('camera', false).catch(() => {}); // Nothing was on.
  }

  /**
   * Shares the screen, a window or a tab: the browser asks which. To be called from a press. Resolves once it is sent.
   * @throws {VoiceError} `screen-…`; `unsupported` where `capabilities.screen` is not set; a DOMException `AbortError`
   * when it is stopped meanwhile
   */
  startScreenShare(): Promise<void> {
    return this.#share('screen', true);
  }

  /** Shares it no more. */
  stopScreenShare(): void {
    this.#share('screen', false).catch(() => {}); // Nothing was on.
  }

  /**
   * Says how large `snapshot.video` is shown, in pixels of the screen: it comes as large as that. Null while it is not
   * seen: nothing of it comes, as long as this was not called. To be said of each stream anew.
   */
  watchVideo(size: VideoSize | null): void {
    this.getCall()[0]?.session?.watchVideo?.(size);
  }

  /** Once it is loaded nothing is awaited: what is turned off is off in the same task. */
  #share(source: SharedSource, on: boolean): Promise<void> {
    const act = (share: typeof Sharing.share) => share(...this.getCall(), source, on);
    return this.#act
      ? act(this.#act)
      : import('./call/sharing.js').then(({share}) => act((this.#act = share)));
  }
}
