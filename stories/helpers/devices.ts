/** What a page's devices are in a story. */
export interface Devices {
  readonly microphones?: readonly string[];
  readonly speakers?: readonly string[];
}

/** Devices that are listed, and a microphone prompt that stays unanswered. */
class StoryDevices extends EventTarget {
  readonly #devices: Devices;

  constructor(devices: Devices) {
    super();
    this.#devices = devices;
  }

  getUserMedia(): Promise<MediaStream> {
    return new Promise(() => {});
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const {microphones = [], speakers = []} = this.#devices;
    return Promise.resolve([...listed('audioinput', microphones), ...listed('audiooutput', speakers)]);
  }

  getSupportedConstraints(): MediaTrackSupportedConstraints {
    return {deviceId: true, echoCancellation: true, noiseSuppression: true, autoGainControl: true};
  }
}

function listed(kind: MediaDeviceKind, labels: readonly string[]): MediaDeviceInfo[] {
  return labels.map((label, index) => {
    const device = {kind, label, deviceId: index ? `${kind}-${index}` : 'default', groupId: label};
    return {...device, toJSON: () => device};
  });
}

/** Replaces the browser's devices. @returns a function that gives them back */
export function withDevices(devices: Devices): () => void {
  Object.defineProperty(navigator, 'mediaDevices', {configurable: true, value: new StoryDevices(devices)});
  return () => Reflect.deleteProperty(navigator, 'mediaDevices'); // What the prototype has shows again.
}
