/** A microphone or a speaker. `MediaDeviceInfo` is one, too. */
export interface Device {
  readonly deviceId: string;
  /** Empty until the page may use the microphone. */
  readonly label: string;
}

/** A chosen device that is gone; what the system prefers is used instead. */
export interface DeviceLoss {
  readonly kind: 'input' | 'output';
  readonly label: string;
}

/** What there is to speak into and to hear from. Known while a call is on or the settings are open. */
export interface Devices {
  readonly inputs: readonly Device[];
  /** None where the browser does not let a page choose. */
  readonly outputs: readonly Device[];
  /** Id of the microphone that is chosen and there; empty for what the system prefers. */
  readonly input: string;
  /** Id of the speaker that is used; empty for what the system prefers, also where the browser refused the chosen one. */
  readonly output: string;
  /** What was unplugged last, until it is back or another one is chosen. */
  readonly lost: DeviceLoss | null;
}

/** The devices as long as nothing needs to know them. */
export const unknownDevices: Devices = Object.freeze({
  inputs: Object.freeze([]),
  outputs: Object.freeze([]),
  input: '',
  output: '',
  lost: null,
});
