import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {wordsOf, type Strings} from '../localize/strings.js';
import {initialSnapshot, type Snapshot} from '../state/snapshot.js';
import type {VoiceLevels} from '../conversation/voice-levels.js';
import {assistantKey, type Assistant} from './assistant.js';
import {sameValues} from './same-values.js';

const assistantTag = 'voice-assistant';

/** An element that belongs to an assistant: the one around it, or the one that `for` names. */
type PartHost = ReactiveControllerHost & HTMLElement & {for: string};

/** What of a conversation a part draws. */
type Select = (snapshot: Snapshot, assistant: Assistant) => readonly unknown[];

/**
 * Finds the assistant of a part, has the part drawn again when what it draws is another, and carries the part's
 * requests to it.
 */
export class AssistantController implements ReactiveController {
  readonly #host: PartHost;
  readonly #select: Select;
  #drawn: readonly unknown[] = [];
  #assistant: Assistant | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(host: PartHost, select: Select) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
  }

  get assistant(): Assistant | null {
    return this.#assistant;
  }

  get snapshot(): Snapshot {
    return this.#assistant?.snapshot ?? initialSnapshot;
  }

  get words(): Strings {
    return wordsOf(this.#assistant);
  }

  get levels(): VoiceLevels | null {
    return this.#assistant?.levels ?? null;
  }

  /** Fires a request event at the assistant, where the page can cancel it: from the part if that is inside. */
  request(event: Event): void {
    const inside = !this.#assistant || isWithin(this.#host, this.#assistant);
    (inside ? this.#host : this.#assistant!).dispatchEvent(event);
  }

  hostUpdate(): void {
    const assistant = this.#host.for ? this.#named() : (this.#assistant ?? assistantAround(this.#host));
    if (assistant !== this.#assistant) {
      this.hostDisconnected();
      this.#assistant = assistant;
      this.#unsubscribe = assistant?.subscribe(what => this.#follow(what)) ?? null;
    }
    this.#drawn = assistant ? this.#select(assistant.snapshot, assistant) : [];
  }

  hostConnected(): void {
    this.#host.requestUpdate();
    // The assistant may stand on the page already and become one only later.
    if (!customElements.get(assistantTag)) {
      void customElements.whenDefined(assistantTag).then(() => this.#host.requestUpdate());
    }
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.#assistant = null;
  }

  #follow(what?: 'snapshot'): void {
    const {snapshot} = this;
    if (what !== 'snapshot' || !sameValues(this.#select(snapshot, this.#assistant!), this.#drawn))
      this.#host.requestUpdate();
  }

  #named(): Assistant | null {
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const element = root.getElementById?.(this.#host.for) as Assistant | null;
    return element && 'snapshot' in element ? element : null;
  }
}

/** Like `contains`, through shadow roots. */
function isWithin(element: Node, ancestor: Node): boolean {
  for (let node: Node | null = element; node;) {
    if (node === ancestor) return true;
    node = node.parentNode ?? (node as ShadowRoot).host ?? null;
  }
  return false;
}

/**
 * A part asks for its assistant. This is the context protocol, so that other libraries can ask too; since
 * the answer never changes, it needs no library.
 * @see https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/context.md
 */
class AssistantRequest extends Event {
  readonly context = assistantKey;
  readonly subscribe = false;

  constructor(readonly callback: (assistant: Assistant) => void) {
    super('context-request', {bubbles: true, composed: true});
  }
}

/** The assistant around an element, or null. */
function assistantAround(element: Element): Assistant | null {
  let found: Assistant | null = null;
  element.dispatchEvent(new AssistantRequest(assistant => (found = assistant)));
  return found;
}
