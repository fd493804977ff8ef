import {isTimeout, withDeadline} from '../../session/deadline.js';
import {pause} from '../../session/pause.js';
import type {Delegate, DelegatedTask} from '../../session/settings.js';
import type {Channel} from './notes.js';
import type {SaidTurns} from './said-turns.js';
import type {Work} from '../../session/work.js';

/** What is delegated may take long; the person is told that it did. */
const timeoutMs = 120_000;
/** Words come after their sound: a task is handed over once there were none for so long, */
const settledMs = 250;
/** or after this, whatever comes. */
const settlingLimitMs = 1_000;

/** The session that serves the call now. */
export interface TaskHost {
  readonly said: SaidTurns;
  readonly work: Work;
  /** Whether it can be told anything: it is not while it opens, nor once it is lost. */
  readonly isOpen: boolean;
  /** Whether it is the one that delegated this. */
  knows(id: string): boolean;
  /** Tells the model. @param id the task that it belongs to; null where this session does not know it */
  append(channel: Channel, text: string, id: string | null): void;
}

/** What the model delegates to the page. It outlives the session: what comes of a task is told to the next one. */
export class ClientTasks {
  readonly #host: () => TaskHost | null;
  readonly #running = new Map<string, AbortController>();
  /** What came of tasks while no session could be told. */
  #untold: (() => void)[] = [];

  constructor(host: () => TaskHost | null) {
    this.#host = host;
  }

  /** The model delegates a task. */
  begin(id: string, delegate: Delegate): void {
    if (this.#running.has(id)) return;
    const abort = new AbortController();
    this.#running.set(id, abort);
    const host = this.#host();
    host?.work.begin(id, timeoutMs);
    void this.#do(id, delegate, host?.said, abort.signal).then(() => {
      this.#running.delete(id);
      this.#host()?.work.end(id);
    });
  }

  /** Another session serves the call. */
  opened(): void {
    for (const id of this.#running.keys()) this.#host()?.work.begin(id, timeoutMs);
    for (const tell of this.#untold.splice(0)) tell();
  }

  /** The person pressed Stop, or the call is over. */
  abort(): void {
    this.#untold = [];
    for (const abort of this.#running.values())
      abort.abort(new DOMException('The task was stopped', 'AbortError'));
  }

  /** @param said in the session that delegated it, also once that is lost */
  async #do(id: string, delegate: Delegate, said: SaidTurns | undefined, signal: AbortSignal): Promise<void> {
    try {
      const text = await withDeadline(timeoutMs, signal, async limited => {
        await wordsSettled(said, limited);
        return this.#resultOf(delegate(taskOf(id, said), limited), id, limited);
      });
      if (text) this.#tell('commentary', text, id);
    } catch (error) {
      if (signal.aborted) return this.#tell('thinking', 'The person stopped this task.', id);
      if (!isTimeout(error)) console.error(error); // The page's own.
      const why = isTimeout(error) ? 'It took too long.' : 'It failed.';
      this.#tell('commentary', `The task could not be done. ${why}`, id);
    }
  }

  async #resultOf(
    result: Promise<string> | AsyncIterable<string, string | void>,
    id: string,
    signal: AbortSignal,
  ): Promise<string | void> {
    // JavaScript may return its text at once.
    if (typeof result !== 'object' || !(Symbol.asyncIterator in result)) return result;
    const steps = result[Symbol.asyncIterator]();
    for (;;) {
      const {done, value} = await steps.next();
      if (signal.aborted) {
        // A page that goes on all the same is asked to end; it is not waited for.
        Promise.resolve(steps.return?.()).catch(() => {});
        signal.throwIfAborted();
      }
      if (done) return value;
      this.#tell('thinking', value, id);
    }
  }

  #tell(channel: Channel, text: unknown, id: string): void {
    if (typeof text !== 'string' || !text.trim()) return;
    const host = this.#host();
    if (host?.isOpen) host.append(channel, text, host.knows(id) ? id : null);
    else if (this.#running.get(id)?.signal.aborted === false)
      this.#untold.push(() => this.#tell(channel, text, id));
  }
}

async function wordsSettled(said: SaidTurns | undefined, signal: AbortSignal): Promise<void> {
  const limit = performance.now() + settlingLimitMs;
  for (;;) {
    const leftMs = Math.min(settledMs - (said?.settledMs ?? settledMs), limit - performance.now());
    if (leftMs <= 0) return;
    await pause(leftMs, signal);
  }
}

function taskOf(id: string, said: SaidTurns | undefined): DelegatedTask {
  const transcript = said?.turns ?? [];
  const open = transcript.filter(({role, final}) => role === 'user' && !final);
  return Object.freeze({id, transcript, pending: open.map(({text}) => text).join(' ')});
}
