import {forgetOldest} from '../../session/forget-oldest.js';
import {textAt, type WireObject} from '../../session/json.js';
import type {Delegate} from '../../session/settings.js';
import type {ClientTasks} from './client-tasks.js';
import type {Work} from '../../session/work.js';

/** Delegations that are remembered. */
const maxKnown = 64;
/** What the host's own server does shows as work for so long, */
const hostWorkMs = 30_000;
/** or until the assistant speaks; an acknowledgement is said sooner than this. */
const acknowledgedMs = 2_000;

/** What the model of one session delegates to the application: to the page, or to the host's server beside it. */
export class Delegations {
  readonly #tasks: ClientTasks;
  readonly #work: Work;
  readonly #known = new Set<string>();
  /** What the host's server does, by when it was delegated. */
  readonly #hostWork = new Map<string, number>();

  constructor(tasks: ClientTasks, work: Work) {
    this.#tasks = tasks;
    this.#work = work;
  }

  /** Takes the `delegation` of `session.delegation.created`. @param delegate unset where the page does no tasks */
  take(delegation: WireObject, delegate: Delegate | undefined): void {
    const id = textAt(delegation, 'id');
    if (!id || textAt(delegation, 'target') !== 'client' || this.#known.has(id)) return;
    this.#known.add(id);
    forgetOldest(this.#known, maxKnown);
    if (delegate) return this.#tasks.begin(id, delegate);
    this.#hostWork.set(id, performance.now());
    this.#work.begin(id, hostWorkMs);
  }

  /** The assistant speaks: that may be what came of the host's work. */
  spoken(): void {
    for (const [id, at] of this.#hostWork) {
      if (performance.now() - at < acknowledgedMs) continue;
      this.#hostWork.delete(id);
      this.#work.end(id);
    }
  }

  knows(id: string): boolean {
    return this.#known.has(id);
  }
}
