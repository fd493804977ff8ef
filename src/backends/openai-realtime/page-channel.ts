import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolRequest} from '../../session/session-event.js';
import type {PageItems} from './page-items.js';

/** From a call to what the page brings into it, whose file is loaded only where the page brings something. */
export class PageChannel {
  readonly #send: (event: object) => void;
  readonly #emit: (request: ToolRequest) => void;
  readonly #attempt: (act: () => unknown) => void;
  #items: PageItems | null = null;
  #loading: Promise<PageItems> | null = null;
  /** The session as the server described it last. */
  #session: WireObject | null = null;
  /** What comes after something that waits for the file; null while nothing waits. */
  #held: (() => void)[] | null = null;
  #closed = false;

  /**
   * @param send takes events for the server
   * @param emit takes what the page is to do
   * @param attempt does something, and says so if it fails
   */
  constructor(
    send: (event: object) => void,
    emit: (request: ToolRequest) => void,
    attempt: (act: () => unknown) => void,
  ) {
    this.#send = send;
    this.#emit = emit;
    this.#attempt = attempt;
  }

  /** Resolves when what the page brings can be told at once. Without its file the call goes on without. */
  async load(): Promise<void> {
    await this.#load().catch(() => {});
  }

  /** Does something with what the page brings, now or as soon as its file is there; without one not at all. */
  use(act: (items: PageItems) => void): void {
    if (this.#items && !this.#held) return act(this.#items);
    this.inOrder(() => this.#attempt(() => this.#items && act(this.#items)));
    void this.load().then(() => this.#release());
  }

  /** Does something once everything is done that waits for the file. Only while something does. */
  inOrder(act: () => void): void {
    (this.#held ??= []).push(act);
  }

  /** Whether something waits for the file: what comes now comes after it. */
  get isWaiting(): boolean {
    return this.#held !== null;
  }

  /** Reads along what the server says. */
  read(event: WireObject): void {
    const type = textAt(event, 'type');
    if (type === 'session.created' || type === 'session.updated') this.#session = objectAt(event, 'session');
    // A server may ask for approval also where the page brings nothing.
    if (this.#items || this.#loading || asksForApproval(event))
      this.use(items => items.read(event).forEach(this.#emit));
  }

  close(): void {
    this.#closed = true;
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    if (!this.#closed) for (const act of held) act();
  }

  #load(): Promise<PageItems> {
    return (this.#loading ??= import('./page-items.js').then(({PageItems}) => {
      const items = (this.#items = new PageItems(this.#send));
      if (this.#session) items.tools.configured(this.#session, true);
      return items;
    }));
  }
}

function asksForApproval(event: WireObject): boolean {
  const items = [objectAt(event, 'item'), ...objectsAt(objectAt(event, 'response'), 'output')];
  return items.some(item => textAt(item, 'type') === 'mcp_approval_request');
}
