/* What the buttons of camera and screen say; they come only where a backend takes these. */

const requested: EventInit = {bubbles: true, composed: true, cancelable: true};

/** The person asks to turn the camera on or off. Cancel it to prevent that. */
export class VoiceCameraRequestEvent extends Event {
  /** True to turn it on. */
  readonly on: boolean;

  constructor(on: boolean) {
    super('voice-camera-request', requested);
    this.on = on;
  }
}

/** The person asks to share the screen, or to stop that. Cancel it to prevent that. */
export class VoiceScreenRequestEvent extends Event {
  /** True to share it. */
  readonly on: boolean;

  constructor(on: boolean) {
    super('voice-screen-request', requested);
    this.on = on;
  }
}
