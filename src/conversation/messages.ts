import {Generation} from '../session/generation.js';
import {isCalling} from '../state/is-calling.js';
import type {VoiceStore} from '../state/store.js';
import {VoiceError} from '../state/voice-error.js';
import type {ConversationSettings} from './conversation-settings.js';
import type {Outbox} from './outbox.js';

/** What the user writes and shows: it waits, and is seen to wait, until there is a session to send it to. */
export class Messages {
  readonly #store: VoiceStore;
  readonly #outbox: Outbox;
  readonly #settings: () => ConversationSettings;
  /** Sends what waits, now or as soon as there is a session. */
  readonly #deliver: () => void;
  /** Ends when the user hangs up or clears: what was being got ready before that is not wanted any more. */
  readonly #generation = new Generation();

  constructor(store: VoiceStore, outbox: Outbox, settings: () => ConversationSettings, deliver: () => void) {
    this.#store = store;
    this.#outbox = outbox;
    this.#settings = settings;
    this.#deliver = deliver;
  }

  /**
   * Shows typed words as waiting, and connects to nothing. They are sent with the next call, or by `sendKept()`; a
   * hang-up or `clear()` drops them. Empty text is nothing.
   */
  keepText(text: string): void {
    if (!text.trim()) return;
    this.#begin();
    const id = typedId();
    this.#store.send({type: 'turn-waiting', id, text});
    this.#outbox.add({id, text});
  }

  /**
   * Shows an image as waiting, and connects to nothing; like `keepText()`.
   * @throws {VoiceError} `too-large` when it cannot be made small enough, `unsupported` when the browser cannot open it
   */
  async keepImage(image: Blob | string, {respond = true}: {respond?: boolean} = {}): Promise<void> {
    this.#expectImages();
    await this.#getReady(image, respond);
  }

  /** As `VoiceConversation.sendImage()`. */
  async sendImage(image: Blob | string, {respond = true}: {respond?: boolean} = {}): Promise<void> {
    this.#expectImages();
    this.#store.send({type: 'start-text-only'});
    await this.#getReady(image, respond);
    this.sendKept();
  }

  /**
   * Sends an image and the words to it, which are what is answered. Without an image that can be sent, the words wait.
   * @param image taken first
   */
  async sendMessage(text: string, image?: Blob): Promise<void> {
    if (!image) return this.#sendText(text);
    const isWanted = this.#generation.stillWanted();
    try {
      await this.sendImage(image, {respond: !text});
    } catch (error) {
      if (isWanted()) this.keepText(text);
      throw error;
    }
    if (isWanted()) this.#sendText(text);
  }

  /** Shows an image and the words to it as waiting; like `keepText()`. */
  async keepMessage(text: string, image?: Blob): Promise<void> {
    try {
      if (image) await this.keepImage(image, {respond: !text});
    } finally {
      this.keepText(text);
    }
  }

  /** Sends what waits. Without a call it opens one that has no microphone. */
  sendKept(): void {
    if (this.#outbox.isEmpty) return;
    this.#store.send({type: 'start-text-only'});
    this.#deliver();
  }

  /** Drops what waits: it was written for a call that is hung up, or forgotten. */
  drop(): void {
    this.#generation.end();
    this.#outbox.clear();
  }

  #sendText(text: string): void {
    this.keepText(text);
    this.sendKept();
  }

  /** A conversation in writing begins with what the assistant says first, which is not sent. */
  #begin(): void {
    const {phase, turns} = this.#store.snapshot;
    const {firstMessage} = this.#settings();
    if (firstMessage && !turns.length && !isCalling({phase}))
      this.#store.send({type: 'turn-shown', id: typedId(), text: firstMessage});
  }

  #expectImages(): void {
    this.#begin();
    const {session} = this.#settings();
    const {snapshot} = this.#store;
    // A session in JavaScript may not say what it can do; in a call it may have turned out to be less.
    const capabilities = session && !isCalling(snapshot) ? session.capabilities : snapshot.capabilities;
    if (!(capabilities?.images ?? (!session || session.sendImage)))
      throw new VoiceError('protocol', {detail: 'no-images'});
  }

  async #getReady(image: Blob | string, respond: boolean): Promise<void> {
    const isWanted = this.#generation.stillWanted();
    const {keepImage} = await import('./keep-image.js');
    await keepImage(image, respond, typedId(), this.#store, this.#outbox, isWanted);
  }
}

/** An id for what the user sends, as short as servers want it. */
function typedId(): string {
  return `typed_${crypto.getRandomValues(new Uint32Array(2)).join('')}`.slice(0, 32);
}
