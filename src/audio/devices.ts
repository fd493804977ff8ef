import {deviceAliases} from './microphone.js';

/** A device as the browser names it; `label` is empty until the page may use the microphone. */
export interface DeviceName {
  readonly deviceId: string;
  readonly label: string;
}

/** A device as its alias describes it. */
export interface PreferredDevice {
  readonly label: string;
  readonly groupId: string;
}

/** The devices there are, without the aliases that some browsers list beside them. */
export interface DeviceList {
  readonly inputs: readonly DeviceName[];
  /** The microphone that the system prefers, where the browser tells. */
  readonly preferredInput: PreferredDevice | null;
  /** None where a page cannot choose. */
  readonly outputs: readonly DeviceName[];
}

/** One headset is several devices, each with several events. */
const settleMs = 250;

const nothing: DeviceList = Object.freeze({
  inputs: Object.freeze([]),
  preferredInput: null,
  outputs: Object.freeze([]),
});

/** Whether a page can choose the speaker. @see https://www.w3.org/TR/audio-output/ */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/** The devices as they are now. Those that may not be told apart yet are left out. */
export async function listDevices(): Promise<DeviceList> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  // Missing on insecure pages; refused by some policies.
  const found = (await devices?.enumerateDevices?.().catch(() => null)) ?? null;
  if (!found) return nothing;
  const named = (wanted: MediaDeviceKind) =>
    found
      .filter(({kind, deviceId}) => kind === wanted && deviceId && !deviceAliases.includes(deviceId))
      .map(({deviceId, label}) => Object.freeze({deviceId, label}));
  const preferred = found.find(({kind, deviceId}) => kind === 'audioinput' && deviceId === deviceAliases[0]);
  return {
    inputs: Object.freeze(named('audioinput')),
    preferredInput: preferred?.label ? {label: preferred.label, groupId: preferred.groupId} : null,
    outputs: Object.freeze(canChooseSpeaker() ? named('audiooutput') : []),
  };
}

/**
 * Tells when devices come and go, until the signal aborts. However many events the browser fires for one plug,
 * it is told once.
 * @see https://www.w3.org/TR/mediacapture-streams/#event-mediadevices-devicechange
 */
export function watchDevices(changed: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  devices?.addEventListener?.('devicechange', settle, {signal});
  signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
}
