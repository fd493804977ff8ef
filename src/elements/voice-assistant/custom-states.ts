import type {Snapshot} from '../../state/snapshot.js';

/** What a page can style the element by: custom states, and the phase as `data-phase`. */
export class CustomStates {
  readonly #host: HTMLElement;
  /** Older browsers and the DOM of test runners have none, or no states in it. */
  readonly #states: CustomStateSet | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#states = (host as Partial<HTMLElement>).attachInternals?.().states;
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
    this.#states?.[on ? 'add' : 'delete'](state);
  }
}
