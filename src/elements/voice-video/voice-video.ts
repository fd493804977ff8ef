import {html, nothing, type TemplateResult} from 'lit';
import {sharingWords} from '../../localize/en/sharing.js';
import {fill} from '../../localize/fill.js';
import type {Snapshot} from '../../state/snapshot.js';
import {adoptStyles} from '../adopt-styles.js';
import type {Assistant} from '../assistant.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import {onStage} from './on-stage.styles.js';
import {videoStyles} from './voice-video.styles.js';
import {watch} from './watching.js';

/**
 * The assistant's video, and in its corner what the person's own camera sees. It takes no room while there is neither, and
 * the video comes no larger than it is shown, and not at all while it is out of sight.
 *
 * @tag voice-video
 * @attr {boolean} live - The assistant is seen: set by the element itself.
 * @attr {boolean} empty - There is nothing to see: set by the element itself.
 * @csspart video - The assistant's video.
 * @csspart preview - What the person's camera sees, as in a mirror.
 */
export class VoiceVideo extends VoicePart {
  static override styles = [tokens, videoStyles];

  /** The assistant whose video is told to come. */
  #watched: Assistant | null = null;
  #stream: MediaStream | undefined;
  #seen: IntersectionObserver | null = null;
  #resized: ResizeObserver | null = null;
  #isInSight = false;

  protected override select({video, preview}: Snapshot, {displayName}: Assistant): readonly unknown[] {
    return [video, preview, displayName];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.closest('.stage')) adoptStyles(this.getRootNode(), onStage);
    document.addEventListener('visibilitychange', this.#look);
    this.#seen = new IntersectionObserver(entries => {
      this.#isInSight = entries.at(-1)!.isIntersecting;
      this.#look();
    });
    this.#resized = new ResizeObserver(this.#look);
    for (const observer of [this.#seen, this.#resized]) observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
    for (const observer of [this.#seen, this.#resized]) observer?.disconnect();
    if (this.#watched) watch(this.#watched, this, null);
    this.#watched = null;
    this.#stream = undefined;
    this.toggleAttribute('live', false);
  }

  override render(): TemplateResult {
    const {assistant, snapshot, words} = this.owner;
    const {video, preview} = snapshot;
    const name = assistant?.displayName ?? words.assistant;
    const named = {...sharingWords, ...words};
    return html`${
      video
        ? html`<video
            part="video"
            aria-label=${fill(named.videoOf, {name})}
            playsinline
            autoplay
            .muted=${true}
            .srcObject=${video}
            @loadeddata=${this.#begin}
            @playing=${this.#begin}
          ></video>`
        : nothing
    }${
      preview
        ? html`<video
            part="preview"
            aria-label=${named.yourCamera}
            playsinline
            autoplay
            .muted=${true}
            .srcObject=${preview}
          ></video>`
        : nothing
    }`;
  }

  protected override updated(): void {
    const {assistant, snapshot} = this.owner;
    const {video, preview} = snapshot;
    this.toggleAttribute('empty', !video && !preview);
    const isOther = video !== this.#stream || assistant !== this.#watched;
    if (!isOther) return;
    if (this.#watched && assistant !== this.#watched) watch(this.#watched, this, null);
    this.#stream = video;
    this.#watched = video ? assistant : null;
    this.toggleAttribute('live', false); // Its first frame is still to come.
    if (video && assistant) watch(assistant, this, this.#size(), true);
  }

  readonly #look = (): void => {
    if (this.#watched) watch(this.#watched, this, this.#size());
  };

  /** Until there is a picture it takes no room: then what it is to stand in counts. */
  #size(): {readonly width: number; readonly height: number} | null {
    if (!this.#isInSight || document.hidden) return null;
    const {clientWidth, clientHeight} = this;
    return {width: clientWidth * devicePixelRatio, height: clientHeight * devicePixelRatio};
  }

  readonly #begin = ({target}: Event): void => {
    const {srcObject, videoWidth} = target as HTMLVideoElement;
    if (srcObject === this.#stream && videoWidth) this.toggleAttribute('live', true);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-video': VoiceVideo;
  }
}
