/* What the parts of the panel say; apart from the other events, so that they come with it. */

const requested: EventInit = {bubbles: true, composed: true, cancelable: true};

/** The person asks to hang up. Cancel it to prevent that. */
export class VoiceStopRequestEvent extends Event {
  constructor() {
    super('voice-stop-request', requested);
  }
}

/** The person asks to switch the microphone off or on. Cancel it to prevent that. */
export class VoiceMuteRequestEvent extends Event {
  /** True to switch the microphone off. */
  readonly muted: boolean;

  constructor(muted: boolean) {
    super('voice-mute-request', requested);
    this.muted = muted;
  }
}

/** The person asks the assistant to stop talking. Cancel it to prevent that. */
export class VoiceInterruptRequestEvent extends Event {
  constructor() {
    super('voice-interrupt-request', requested);
  }
}

/** The person typed something, or attached an image. Cancel it to keep it from being sent. */
export class VoiceSendRequestEvent extends Event {
  readonly text: string;
  readonly image?: Blob;

  constructor(text: string, image?: Blob) {
    super('voice-send-request', requested);
    this.text = text;
    this.image = image;
  }
}
