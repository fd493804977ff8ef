import type {Speaker} from '../audio/speaker.js';
import type {VoiceStore} from '../state/store.js';
import type {DeviceManager} from './device-manager.js';
import type {ConversationEffects} from './effects.js';

/** The microphone and the speaker that are wanted. As long as nothing needs to know the devices, that is all. */
export class ChosenDevices {
  readonly #effects: ConversationEffects;
  readonly #speaker: Speaker;
  readonly #store: VoiceStore;
  #manager: Promise<DeviceManager | null> | null = null;

  constructor(effects: ConversationEffects, speaker: Speaker, store: VoiceStore) {
    this.#effects = effects;
    this.#speaker = speaker;
    this.#store = store;
  }

  async chooseInput(id: string): Promise<void> {
    const other = id !== this.#effects.inputDevice;
    this.#effects.inputDevice = id;
    if (other) await this.#effects.reopenMicrophone();
    await this.#refresh();
  }

  async chooseOutput(id: string): Promise<void> {
    await this.#speaker.setDevice((this.#speaker.wanted = id));
    await this.#refresh();
  }

  async watch(signal: AbortSignal): Promise<void> {
    const manager = await (this.#manager ??= import('./device-manager.js').then(
      ({DeviceManager}) => new DeviceManager(this.#effects, this.#speaker, this.#store),
      () => (this.#manager = null), // Without a network now; a call goes on without.
    ));
    await manager?.follow(signal);
  }

  async #refresh(): Promise<void> {
    await (await this.#manager)?.refresh();
  }
}
