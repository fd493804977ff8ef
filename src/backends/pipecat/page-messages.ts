import type {WireObject} from '../../session/json.js';
import {createMessage, type RtviMessage} from './messages.js';

/** What a bot takes of the page beside RTVI. */
const features = ['tools', 'context', 'interrupt', 'respond', 'say', 'history'] as const;
export type PageFeature = (typeof features)[number];

/** A bot that takes them says so as it becomes ready; one that has not after this does not know of them. */
const announcementMs = 500;

/** Messages of this package's own: they go inside `client-message`, to bots that said that they take them. */
export class PageMessages {
  readonly #send: (message: RtviMessage) => void;
  readonly #onKnown: (features: ReadonlySet<PageFeature>) => void;
  #known: ReadonlySet<PageFeature> | null = null;
  #waiting: (() => void)[] = [];
  #isOpen = false;
  #limit: ReturnType<typeof setTimeout> | undefined;

  /** @param onKnown told what the bot takes, once that is known, and when it changes */
  constructor(send: (message: RtviMessage) => void, onKnown: (features: ReadonlySet<PageFeature>) => void) {
    this.#send = send;
    this.#onKnown = onKnown;
  }

  /** The bot is ready: from now on it can be told something. */
  opened(): void {
    this.#isOpen = true;
    if (this.#known) this.#tell(this.#known);
    else this.#limit = setTimeout(() => this.#know(new Set()), announcementMs);
  }

  /** The bot said what it takes; it may do so before it is ready. */
  announced(names: unknown): void {
    const known = Array.isArray(names) ? features.filter(name => names.includes(name)) : [];
    this.#know(new Set(known));
  }

  /** Sends what is of a feature. It waits until it is known whether the bot takes it, and is dropped if not. */
  send(feature: PageFeature, t: string, d: object = {}): void {
    const act = () => {
      if (this.#known?.has(feature)) this.#send(createMessage('client-message', {t, d}));
    };
    if (this.#known && this.#isOpen) act();
    else this.#waiting.push(act);
  }

  /** @returns whether the bot is known not to take it */
  lacks(feature: PageFeature): boolean {
    return this.#known?.has(feature) === false;
  }

  close(): void {
    clearTimeout(this.#limit);
    this.#waiting = [];
  }

  #know(known: ReadonlySet<PageFeature>): void {
    clearTimeout(this.#limit);
    this.#known = known;
    if (this.#isOpen) this.#tell(known);
  }

  #tell(known: ReadonlySet<PageFeature>): void {
    this.#onKnown(known);
    for (const act of this.#waiting.splice(0)) act();
  }
}

/** A tool that the bot has the page run. Arguments go on as JSON text. */
export function toolCallIn(data: WireObject): {callId: string; name: string; arguments: string} | null {
  const {id, name, arguments: args} = data;
  if (typeof id !== 'string' || !id || typeof name !== 'string' || !name) return null;
  return {callId: id, name, arguments: JSON.stringify(args ?? {})};
}
