import {listDevices, watchDevices, type DeviceList, type PreferredDevice} from '../audio/devices.js';
import type {Speaker} from '../audio/speaker.js';
import type {Device, DeviceLoss, Devices} from '../state/devices.js';
import type {VoiceStore} from '../state/store.js';
import type {ConversationEffects} from './effects.js';

/**
 * Knows the devices while something needs them, and sees to it that a chosen one is used as long as it is there:
 * it falls back to what the system prefers when the device is unplugged, and returns to it with the device. Where none
 * is chosen, it follows what the system prefers.
 */
export class DeviceManager {
  readonly #effects: ConversationEffects;
  readonly #speaker: Speaker;
  readonly #store: VoiceStore;
  readonly #followers = new Set<AbortSignal>();
  #watching: AbortController | null = null;
  #newest: Promise<DeviceList> | null = null;
  #preferredInput: PreferredDevice | null = null;

  constructor(effects: ConversationEffects, speaker: Speaker, store: VoiceStore) {
    this.#effects = effects;
    this.#speaker = speaker;
    this.#store = store;
  }

  /** Keeps up with what is plugged in until the signal aborts. */
  follow(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#followers.has(signal)) return this.refresh();
    this.#followers.add(signal);
    signal.addEventListener('abort', () => this.#leave(signal), {once: true});
    if (!this.#watching) {
      this.#watching = new AbortController();
      watchDevices(() => void this.refresh(), this.#watching.signal);
    }
    return this.refresh();
  }

  /** Looks what there is: after a choice, and when a permission may have brought names. */
  async refresh(): Promise<void> {
    const asked = (this.#newest = listDevices());
    const list = await asked;
    // An answer that was overtaken is out of date.
    if (asked !== this.#newest) return;
    this.#followPreferred(list.preferredInput);
    this.#found(list);
  }

  #leave(signal: AbortSignal): void {
    this.#followers.delete(signal);
    if (this.#followers.size) return;
    this.#watching?.abort();
    this.#watching = null;
  }

  #found({inputs, outputs}: DeviceList): void {
    const before = this.#store.snapshot.devices;
    const [wantedInput, wantedOutput] = [this.#effects.inputDevice, this.#speaker.wanted];
    const input = idIn(inputs, wantedInput);
    const output = idIn(outputs, this.#speaker.device);
    const nextOutput = idIn(outputs, wantedOutput);
    const lostInput = lossOf('input', before.input, before.inputs, inputs);
    const lostOutput = lossOf('output', before.output, before.outputs, outputs);
    const missing = {input: wantedInput && !input, output: wantedOutput && !nextOutput};
    const lost = lostInput ?? lostOutput ?? (before.lost && missing[before.lost.kind] ? before.lost : null);
    const after: Devices = Object.freeze({inputs, outputs, input, output, lost});
    if (lostInput) this.#useMicrophone(used => used === before.input);
    else if (input && before.inputs.length && !idIn(before.inputs, input))
      this.#useMicrophone(used => used !== input);
    this.#tell(after);
    if (nextOutput || lostOutput) void this.#useSpeaker(nextOutput);
  }

  /** A system that prefers another microphone by now: browsers stay with the one that they have opened. */
  #followPreferred(preferred: PreferredDevice | null): void {
    const before = this.#preferredInput;
    this.#preferredInput = preferred;
    if (this.#effects.inputDevice || !before || !preferred) return;
    if (before.label === preferred.label && before.groupId === preferred.groupId) return;
    const {track} = this.#effects.microphone;
    const {groupId} = track?.getSettings() ?? {};
    const isUsed = track?.label === preferred.label && (!groupId || groupId === preferred.groupId);
    if (track?.readyState === 'live' && !isUsed) void this.#effects.reopenMicrophone();
  }

  /** The browser may refuse it. */
  async #useSpeaker(id: string): Promise<void> {
    await this.#speaker.setDevice(id);
    const {devices} = this.#store.snapshot;
    this.#tell(Object.freeze({...devices, output: idIn(devices.outputs, this.#speaker.device)}));
  }

  #tell(devices: Devices): void {
    if (JSON.stringify(devices) !== JSON.stringify(this.#store.snapshot.devices))
      this.#store.send({type: 'devices-changed', devices});
  }

  /** Most browsers end the track of an unplugged microphone: then another one is on its way already. */
  #useMicrophone(wrong: (used: string) => boolean): void {
    const {track} = this.#effects.microphone;
    if (track?.readyState === 'live' && wrong(track.getSettings().deviceId ?? ''))
      void this.#effects.reopenMicrophone();
  }
}

function idIn(devices: readonly Device[], wanted: string): string {
  return devices.some(({deviceId}) => deviceId === wanted) ? wanted : '';
}

/** Without any device left in the list the page may rather have lost its permission to see them. */
function lossOf(
  kind: DeviceLoss['kind'],
  id: string,
  before: readonly Device[],
  after: readonly Device[],
): DeviceLoss | null {
  if (!id || !after.length || idIn(after, id)) return null;
  const label = before.find(({deviceId}) => deviceId === id)?.label ?? '';
  return Object.freeze({kind, label});
}
