import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import type {TurnPage} from '../../state/transcript.js';
import type {Turn, Turns} from '../../state/turns.js';
import {sizeObserver} from '../screen.js';

/** A user this close to the end is reading along, in pixels. */
const endTolerance = 48;

/** Pages of turns that are drawn at a time, while the user reads further up. */
const maxPages = 6;

/** Pages that are drawn before the recent turns at the end: enough to fill any screen. */
const pagesAtEnd = 1;

const noPages: readonly TurnPage[] = [];

/** What must stay where it is, and its distance to the top of the viewport. */
interface Anchor {
  readonly element: Element;
  readonly top: number;
}

/**
 * What of a conversation is drawn, however long it is: its recent turns, or some pages around the place that the
 * user scrolled to. The rest is there as hidden text, so that the browser's search finds it.
 */
export class TurnWindow {
  readonly #host: LitElement;
  readonly #log: HTMLElement;
  readonly #snapshot: () => Snapshot;
  readonly #speaker: (turn: Turn) => string;
  /** Whether the end is kept in view. */
  following = true;
  /** The first page that is drawn; the recent turns come after the last of the past. */
  #first = 0;
  /** Where the log was scrolled to. */
  #top = 0;
  /** Set while other turns are put in. */
  #anchor: Anchor | null = null;

  /** @param speaker the name of the speaker of a turn */
  constructor(host: LitElement, log: HTMLElement, snapshot: () => Snapshot, speaker: (turn: Turn) => string) {
    this.#host = host;
    this.#log = log;
    this.#snapshot = snapshot;
    this.#speaker = speaker;
    log.addEventListener('scroll', this.#scrolled, {passive: true});
    // Room is lost to an on-screen keyboard, turns grow as pictures come: a user who reads along sees the end.
    const observer = sizeObserver(() => this.follow());
    for (const box of [log, log.firstElementChild!]) observer.observe(box);
  }

  /** Settles which turns are to be drawn. */
  settle(): Turns {
    const past = this.#past;
    const recent = recentTurns(this.#snapshot());
    if (!past.length && !recent.length) [this.following, this.#top] = [true, 0]; // All was cleared.
    const atEnd = Math.max(0, past.length - pagesAtEnd);
    this.#first = this.following ? atEnd : Math.min(this.#first, atEnd);
    const pages = past.slice(this.#first, this.#first + maxPages);
    if (!pages.length) return recent;
    const turns = pages.flatMap(page => [...page.values()]);
    return pages.length < maxPages ? [...turns, ...recent] : turns;
  }

  /** What was said before the turns that are drawn, to be found. */
  renderBefore(): unknown {
    const past = this.#past;
    const first = this.#first;
    return guard([past, first], () => this.#renderHidden(past.slice(0, first)));
  }

  /** What was said after them. */
  renderAfter(): unknown {
    const past = this.#past;
    const last = this.#first + maxPages;
    const rest = () => [...past.slice(last), recentTurns(this.#snapshot())];
    const {length} = recentTurns(this.#snapshot());
    return last > past.length ? nothing : guard([past, last, length], () => this.#renderHidden(rest()));
  }

  /** To be called after each drawing: nothing moves while the user reads. */
  drawn(): void {
    const anchor = this.#anchor;
    this.#anchor = null;
    if (anchor?.element.isConnected) this.#bringBack(anchor);
    this.follow();
  }

  /** Stays at the end while the user reads along. */
  follow(): void {
    if (!this.following) return;
    // The user scrolled up just now, and the scroll event is still to come.
    if (this.#log.scrollTop < this.#top && !this.#isNearEnd()) return;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#top = this.#log.scrollTop;
  }

  /** Goes to the end, and stays there. */
  readonly toEnd = (): void => {
    this.#top = 0;
    this.#log.focus({preventScroll: true}); // The button goes; the focus must not go with it.
    this.#setFollowing(true);
  };

  readonly #scrolled = (): void => {
    const {scrollTop, clientHeight} = this.#log;
    const up = scrollTop < this.#top;
    this.#top = scrollTop;
    const past = this.#past;
    const nearEnd = this.#isNearEnd();
    const atEnd = nearEnd && this.#first + maxPages > past.length;
    // It was not the user who left the end: the log has less room than before.
    if (this.following && !atEnd && !up) return this.follow();
    if (this.following !== atEnd) this.#setFollowing(atEnd);
    if (atEnd) return;
    if (scrollTop < clientHeight && this.#first && !this.#isFoundInView()) this.#move(-1);
    else if (nearEnd) this.#move(1);
  };

  #setFollowing(following: boolean): void {
    this.following = following;
    // What a search has found and shown is hidden again.
    const found = this.#log.querySelectorAll<HTMLElement>('.beyond > :not([hidden])');
    if (following) for (const text of found) text.setAttribute('hidden', 'until-found');
    this.#host.requestUpdate();
  }

  #move(by: number): void {
    this.#first += by;
    const edge = this.#log.getBoundingClientRect().top;
    const element = [...this.#log.querySelectorAll('.turn')].find(
      turn => turn.getBoundingClientRect().bottom > edge,
    );
    if (element) this.#anchor = {element, top: element.getBoundingClientRect().top};
    this.#host.requestUpdate();
  }

  /** Scrolls until the anchor is where it was. */
  #bringBack({element, top}: Anchor): void {
    const offset = () => element.getBoundingClientRect().top - top;
    const before = offset();
    this.#log.scrollTop += before;
    const after = offset();
    // `scrollTop` counts in pixels of its own where the page is zoomed, or the panel scaled on its way in.
    if (Math.abs(after) > 1 && after !== before) this.#log.scrollTop += (after * before) / (before - after);
  }

  /** Whether what a search has found among the turns that are not drawn is in view: it must stay. */
  #isFoundInView(): boolean {
    const {top, bottom} = this.#log.getBoundingClientRect();
    return [...this.#log.querySelectorAll('.beyond > :not([hidden])')].some(found => {
      const box = found.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
  }

  get #past(): readonly TurnPage[] {
    return this.#snapshot().transcript?.pages ?? noPages;
  }

  #isNearEnd(): boolean {
    const {scrollHeight, scrollTop, clientHeight} = this.#log;
    return scrollHeight - scrollTop - clientHeight < endTolerance;
  }

  #renderHidden(pages: readonly (TurnPage | Turns)[]): TemplateResult | typeof nothing {
    if (!pages.length) return nothing;
    return html`<span class="beyond"
      >${pages.map(page => html`<span hidden="until-found" dir="auto">${this.#textOf(page)}</span>`)}</span
    >`;
  }

  #textOf(page: TurnPage | Turns): string {
    const said = [...page.values()].filter(({text}) => text);
    return said.map(turn => `${this.#speaker(turn)}: ${turn.text}\n\n`).join('');
  }
}
