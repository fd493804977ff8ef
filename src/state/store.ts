import type {Effect} from './phase.js';
import {reduce} from './reduce.js';
import {initialSnapshot, type Snapshot} from './snapshot.js';
import type {VoiceEvent} from './voice-event.js';

/** Told of every event that was not ignored, after its snapshot stands. */
export type SnapshotListener = (snapshot: Snapshot, previous: Snapshot, event: VoiceEvent) => void;

/** Does what a row of the phase table asks for. */
export type EffectRunner = (effect: Effect, event: VoiceEvent) => void;

/**
 * The one writer. Events go in, one after the other, also when they are sent from inside a listener or an
 * effect; snapshots come out.
 */
export class VoiceStore {
  #snapshot: Snapshot;
  readonly #listeners = new Set<SnapshotListener>();
  /** Told after all others. */
  readonly #announcers = new Set<SnapshotListener>();
  readonly #queue: VoiceEvent[] = [];
  readonly #runEffect: EffectRunner;
  #busy = false;

  constructor(runEffect: EffectRunner, snapshot: Snapshot = initialSnapshot) {
    this.#runEffect = runEffect;
    this.#snapshot = snapshot;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** @returns a function that ends the subscription. */
  subscribe(listener: SnapshotListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Like `subscribe()`, but told after all others: a page that is told of a change finds it everywhere. */
  announceTo(announcer: SnapshotListener): void {
    this.#announcers.add(announcer);
  }

  /** Whether events are being processed, so that what is sent now comes later. */
  get busy(): boolean {
    return this.#busy;
  }

  send(event: VoiceEvent): void {
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#process(next);
    } finally {
      this.#busy = false;
    }
  }

  #process(event: VoiceEvent): void {
    const previous = this.#snapshot;
    const {snapshot, effects} = reduce(previous, event);
    this.#snapshot = snapshot;
    for (const effect of effects) this.#runEffect(effect, event);
    if (snapshot === previous) return;
    for (const listeners of [this.#listeners, this.#announcers])
      for (const listener of listeners) this.#notify(listener, previous, event);
  }

  /** A page's listener that throws must not stop the conversation or the other listeners. */
  #notify(listener: SnapshotListener, previous: Snapshot, event: VoiceEvent): void {
    try {
      listener(this.#snapshot, previous, event);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
