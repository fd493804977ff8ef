/* Apart from the other events, because an idle page needs these. */

import type {VoiceError} from '../state/voice-error.js';

const announced: EventInit = {bubbles: true, composed: true};

/** The person asks for a conversation to start. Cancel it to prevent that. */
export class VoiceStartRequestEvent extends Event {
  constructor() {
    super('voice-start-request', {...announced, cancelable: true});
  }
}

/** The element is upgraded and can be used. */
export class VoiceReadyEvent extends Event {
  constructor() {
    super('voice-ready', announced);
  }
}

/** Something went wrong; `error.code` says what. */
export class VoiceErrorEvent extends Event {
  readonly error: VoiceError;

  constructor(error: VoiceError) {
    super('voice-error', announced);
    this.error = error;
  }
}
