import type {ToolCall, VoiceSessionEvent} from '../session/session-event.js';
import {bringsSomething} from '../session/settings.js';
import type {PageExtension} from './tools/page-extension.js';
import type {PageHost} from './tools/page-host.js';

/** These are for the page, whether or not it has brought anything so far. */
const forThePage: ReadonlySet<VoiceSessionEvent['type']> = new Set([
  'tool-called',
  'approval-requested',
  'agent-changed',
]);

/** Loads what a page brings, tools and the like, once it brings something or the assistant asks for it. */
export class PageLoader {
  readonly #host: PageHost;
  #extension: PageExtension | null = null;
  #loading: Promise<PageExtension | null> | null = null;

  constructor(host: PageHost) {
    this.#host = host;
  }

  /** Null until something was brought or asked for. */
  get extension(): PageExtension | null {
    return this.#extension;
  }

  /** Calls that a new session is to know of. */
  get toolCalls(): readonly ToolCall[] {
    return this.#extension?.toolCalls ?? [];
  }

  /** Follows what changed on the page. */
  configure(): void {
    if (bringsSomething(this.#host.settings())) void this.#load();
    this.#extension?.configure();
  }

  receive(event: VoiceSessionEvent): void {
    if (this.#extension) this.#extension.receive(event);
    else if (forThePage.has(event.type)) void this.#load().then(extension => extension?.receive(event));
  }

  #load(): Promise<PageExtension | null> {
    return (this.#loading ??= import('./tools/page-extension.js').then(
      ({PageExtension}) => {
        this.#extension = new PageExtension(this.#host);
        this.#extension.configure();
        return this.#extension;
      },
      () => (this.#loading = null), // Without a network now; a call goes on without.
    ));
  }
}
