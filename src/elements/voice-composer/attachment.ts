import {transcriptWords} from '../../localize/en/transcript.js';
import {css, html, type LitElement, type TemplateResult} from 'lit';
import {adoptStyles} from '../adopt-styles.js';
import type {AssistantController} from '../assistant-controller.js';
import {closeIcon} from '../panel-icons.js';
import {pictureOf} from '../picture.js';

const styles = css`
  .attachment {
    position: relative;
    flex: 0 0 100%;
    padding: 6px 6px 0;
  }
  .attachment .picture {
    display: block;
    inline-size: 72px;
    block-size: 72px;
    border-radius: 12px;
    background: color-mix(in srgb, var(--_text) 9%, transparent);
    object-fit: cover;
  }
  .attachment button {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 60px;
    min-inline-size: 28px;
    block-size: 28px;
    border: 1px solid var(--_border);
    background: var(--_surface);
    color: var(--_text);
  }
  .attachment svg {
    inline-size: 14px;
    block-size: 14px;
  }
`;

/** An image that is to be sent with the next message. Loaded with the first one. */
export class Attachment {
  readonly image: Blob;
  readonly #owner: AssistantController;
  readonly #remove: () => void;
  readonly #picture: HTMLCanvasElement;

  constructor(host: LitElement, owner: AssistantController, image: File, remove: () => void) {
    this.image = image;
    this.#owner = owner;
    this.#remove = remove;
    this.#picture = pictureOf(image, image.name);
    adoptStyles(host.shadowRoot, styles);
  }

  /** A small picture of it, and the way to take it back. */
  render(): TemplateResult {
    const {removeImage} = {...transcriptWords, ...this.#owner.words};
    return html`<div part="attachment" class="attachment">
      ${this.#picture}
      <button type="button" part="remove-image" title=${removeImage} @click=${this.#remove}>
        ${closeIcon}
      </button>
    </div>`;
  }
}
