/* Apart from the other events, because an idle page needs these. */

import type {VoiceError} from '../state/typed-error.js';

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

/** The panel was opened or closed. */
export class VoicePanelToggleEvent extends Event {
  /** Whether it is open now. */
  readonly open: boolean;
  /** Who did it: `person` by the launcher, a button, a key or a command; `page` by a method or an attribute. */
  readonly by: 'person' | 'page';

  constructor(open: boolean, by: 'person' | 'page') {
    super('voice-panel-toggle', announced);
    this.open = open;
    this.by = by;
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
