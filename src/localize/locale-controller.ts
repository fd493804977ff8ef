import {directionOf} from './direction.js';
import type {Words} from './packs.js';
import type {LanguagePack, Strings} from './strings.js';

interface LocaleHost extends Node {
  readonly strings?: Partial<Strings>;
  /** Has it drawn again. @param name what changed */
  requestUpdate(name?: string): void;
}

/** These words need no loading; they are also those of a page that names no language. */
const english = /^(en\b|$)/i;

const connected = new Set<LocaleController>();

/** One for all assistants of a page. It is told of nothing but `lang` and `dir`. */
let observer: MutationObserver | undefined;

/**
 * Follows `lang` and `dir` of an element, else of what is around it, up to the page; loads the words of that
 * language, and has the element drawn with them.
 */
export class LocaleController {
  /** The words; null for English, and as long as others are not there. */
  pack: LanguagePack | null = null;

  /** As the nearest `dir` says. A language that is written from right to left counts as one. */
  direction: 'ltr' | 'rtl' = 'ltr';

  readonly #host: LocaleHost;
  /** As the page has it. */
  #tag = '';
  /** The same as browsers want it. */
  #language = 'en';

  constructor(host: LocaleHost) {
    this.#host = host;
  }

  /** The language of the words, as a BCP 47 tag: that of the page where there are words in it. */
  get language(): string {
    return this.pack || this.#host.strings ? this.#language : 'en';
  }

  /** To be called when the element comes to the page. */
  connect(): void {
    observer ??= new MutationObserver(() => connected.forEach(controller => controller.read()));
    connected.add(this);
    this.read();
  }

  /** To be called when it leaves. */
  disconnect(): void {
    connected.delete(this);
  }

  /** Looks again, and tries again what could not be loaded. */
  read(): void {
    let tag: string | null = null;
    let direction: '' | 'ltr' | 'rtl' = '';
    for (let node: Node | null = this.#host; node; node = node.parentNode ?? (node as ShadowRoot).host) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        const {dir} = node as HTMLElement;
        if (dir === 'ltr' || dir === 'rtl') direction ||= dir; // `auto` is for text of unknown language.
        tag ??= (node as Element).getAttribute('lang');
        if (tag && directionOf(tag) === 'rtl') direction ||= 'rtl';
      } else {
        // A document or shadow root: observed once, however often this is said, and no longer than it lives.
        observer!.observe(node, {subtree: true, attributeFilter: ['lang', 'dir']});
      }
    }
    tag ??= '';
    if (tag !== this.#tag || (!this.pack && !english.test(tag))) void this.#load((this.#tag = tag));
    if ((direction ||= 'ltr') === this.direction) return;
    this.direction = direction;
    this.#host.requestUpdate();
  }

  async #load(tag: string): Promise<void> {
    let words: Words = {language: 'en', pack: null};
    try {
      if (!english.test(tag)) words = await (await import('./packs.js')).wordsFor(tag);
    } catch {
      // English, until it is tried again.
    }
    if (tag !== this.#tag) return; // The language was changed meanwhile.
    this.#language = words.language;
    this.pack = words.pack;
    this.#host.requestUpdate('pack');
  }
}
