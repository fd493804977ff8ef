import type {Snapshot} from '../../state/snapshot.js';

/** What a page can style the element by: custom states, and the phase as `data-phase`. */
export class CustomStates {
  readonly #host: HTMLElement;
  readonly #internals: ElementInternals;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#internals = host.attachInternals();
  }

  show({phase, userSpeaking}: Snapshot): void {
    const {dataset} = this.#host;
    if (dataset.phase !== phase) {
      if (dataset.phase) this.toggle(dataset.phase, false);
      dataset.phase = phase;
      this.toggle(phase, true);
    }
    this.toggle('user-speaking', userSpeaking);
  }

  toggle(state: string, on: boolean): void {
    this.#internals.states?.[on ? 'add' : 'delete'](state);
  }
}
