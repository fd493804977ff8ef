import {stub} from './stub.js';

export interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId?: string;
}

export const input = (deviceId: string, label = deviceId): FakeDevice => ({
  kind: 'audioinput',
  deviceId,
  label,
});
export const output = (deviceId: string, label = deviceId): FakeDevice => ({
  kind: 'audiooutput',
  deviceId,
  label,
});

/** The devices of a test: what is plugged in, and how often the page looked. */
export class FakeDevices {
  looked = 0;
  #plugged: readonly FakeDevice[];

  /** A test that uses it calls `restoreStubs` in `afterEach`. */
  constructor(...devices: readonly FakeDevice[]) {
    this.#plugged = devices;
    stub(navigator.mediaDevices, 'enumerateDevices', async () => {
      this.looked++;
      return this.#plugged;
    });
  }

  /** Plugs these in, and nothing else; the browser says so as often as it likes. */
  plug(devices: readonly FakeDevice[], times = 1): void {
    this.#plugged = devices;
    for (let time = 0; time < times; time++) navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }
}

/** Counts who listens to `devicechange`. */
export function countListeners(): () => number {
  let count = 0;
  const {mediaDevices} = navigator;
  const add = mediaDevices.addEventListener.bind(mediaDevices);
  stub(
    mediaDevices,
    'addEventListener',
    (type: string, listener: () => void, options: AddEventListenerOptions) => {
      add(type, listener, options);
      if (type !== 'devicechange') return;
      count++;
      options.signal!.addEventListener('abort', () => count--, {once: true});
    },
  );
  return () => count;
}
