import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {VoiceSendRequestEvent} from '../../events/requests.js';
import {transcriptWords} from '../../localize/en/transcript.js';
import {imageIcon, sendIcon} from '../panel-icons.js';
import {buttons} from '../buttons.styles.js';
import {capabilitiesOf} from '../capabilities-of.js';
import {matches} from '../focus.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {Assistant} from '../assistant.js';
import {tokens} from '../tokens.styles.js';
import {VoicePart} from '../voice-part.js';
import type {Attachment} from './attachment.js';
import {composerStyles} from './voice-composer.styles.js';

/**
 * Type instead of talking, or show an image: picked, pasted or dropped. Absent where the backend takes spoken words only.
 *
 * @tag voice-composer
 * @csspart composer - The form.
 * @csspart input - The text field.
 * @csspart send - The button that sends.
 * @csspart attach - The button that picks an image.
 * @csspart attachment - The image that is to be sent.
 * @csspart remove-image - The button that takes it back.
 */
export class VoiceComposer extends VoicePart {
  static override properties: PropertyDeclarations = {empty: {state: true}, attachment: {state: true}};

  static override styles = [tokens, buttons, composerStyles];

  private empty = true;
  private attachment: Attachment | null = null;
  private get field(): HTMLTextAreaElement {
    return this.renderRoot.querySelector('textarea')!;
  }

  private get picker(): HTMLInputElement {
    return this.renderRoot.querySelector('input')!;
  }

  protected override select(_: Snapshot, assistant: Assistant): readonly unknown[] {
    return [capabilitiesOf(assistant), assistant.asking];
  }

  override render(): TemplateResult {
    const {assistant} = this.owner;
    const words = {...transcriptWords, ...this.owner.words};
    const closed = assistant?.asking === true;
    return html`<form
      part="composer"
      @submit=${this.#submitted}
      @paste=${this.#given}
      @drop=${this.#given}
      @dragover=${this.#dragged}
      @focusout=${() => this.requestUpdate()}
    >
      ${this.attachment?.render()}
      ${
        this.#takes('images')
          ? html`<button
                type="button"
                part="attach"
                class="attach"
                title=${words.attachImage}
                ?disabled=${closed}
                @click=${() => this.picker.click()}
              >
                ${imageIcon}
              </button>
              <input type="file" accept="image/*" hidden @change=${this.#picked} />`
          : nothing
      }
      <textarea
        part="input"
        rows="1"
        dir="auto"
        enterkeyhint="send"
        aria-label=${words.typeHere}
        placeholder=${closed ? words.consentFirst : words.typeHere}
        ?disabled=${closed}
        @input=${this.#typed}
        @keydown=${this.#pressed}
      ></textarea>
      <button
        part="send"
        class="send"
        title=${words.send}
        ?disabled=${closed || (this.empty && !this.attachment)}
      >
        ${sendIcon}
      </button>
    </form>`;
  }

  /** The field does not go from under the hands of a person, nor do their words: sent, they wait, and a notice says why. */
  protected override updated(): void {
    const isUsed = !this.empty || this.attachment || matches(this, ':focus-within');
    this.style.display = isUsed || this.#takes('text') ? '' : 'none';
  }

  /** Puts the focus into the text field. */
  override focus(options?: FocusOptions): void {
    this.field.focus(options);
  }

  /** Goes on with what was begun to be typed elsewhere in the panel. */
  type(words: string): void {
    this.focus();
    this.field.setRangeText(words, this.field.selectionStart, this.field.selectionEnd, 'end');
    this.#typed();
  }

  /** Not every backend knows what to do with an image, or with words. */
  #takes(kind: 'images' | 'text'): boolean {
    return capabilitiesOf(this.owner.assistant)?.[kind] ?? true;
  }

  readonly #typed = (): void => {
    this.empty = !this.field.value.trim();
    if (globalThis.CSS?.supports('field-sizing', 'content')) return;
    const {style} = this.field;
    style.blockSize = 'auto';
    style.blockSize = `${this.field.scrollHeight}px`;
  };

  /** Enter sends, unless it confirms what an input method composes; Shift+Enter makes a line. */
  readonly #pressed = (event: KeyboardEvent): void => {
    // Safari ends the composition before the keydown; 229 is what tells there.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  };

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    this.#send();
  };

  readonly #picked = ({target}: Event): void => {
    const picker = target as HTMLInputElement; // By now it may be gone from the form.
    this.#attach(picker.files);
    picker.value = ''; // The same image can be picked again.
  };

  readonly #given = (event: ClipboardEvent & DragEvent): void => {
    const {files} = event.clipboardData ?? event.dataTransfer!;
    // Words are pasted as ever; a file that is no image must not take the page's place.
    if (files.length) event.preventDefault();
    this.#attach(files);
  };

  readonly #dragged = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  #attach(files: Iterable<File> | null): void {
    const image = [...(files ?? [])].find(({type}) => type.startsWith('image/'));
    if (!image || !this.#takes('images')) return;
    import('./attachment.js').then(
      ({Attachment}) => {
        this.attachment = new Attachment(this, this.owner, image, () => this.#clear());
        this.field.focus();
      },
      () => {}, // Without a network the image could not be sent either.
    );
  }

  #clear(): void {
    this.attachment = null;
    this.field.focus();
  }

  #send(): void {
    const text = this.field.value.trim();
    const image = this.attachment?.image;
    if (!text && !image) return;
    const request = new VoiceSendRequestEvent(text, image);
    this.owner.request(request);
    // A page that cancelled it may want to send it later: the words stay.
    if (request.defaultPrevented) return;
    this.field.value = '';
    this.#typed();
    this.#clear();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'voice-composer': VoiceComposer;
  }
}
