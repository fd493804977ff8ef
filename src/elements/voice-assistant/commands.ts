import {VoiceMuteRequestEvent, VoiceStopRequestEvent} from '../../events/requests.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';

/** What a button of the page acts on. */
export interface CommandTarget extends EventTarget {
  readonly open: boolean;
  readonly muted: boolean;
  /** @param by who does it */
  setOpen(open: boolean, by: 'person'): void;
}

const commands: Readonly<Record<string, (assistant: CommandTarget) => void>> = {
  '--voice-start': assistant => {
    if (assistant.dispatchEvent(new VoiceStartRequestEvent())) assistant.setOpen(true, 'person');
  },
  '--voice-stop': assistant => assistant.dispatchEvent(new VoiceStopRequestEvent()),
  '--voice-toggle': assistant => assistant.setOpen(!assistant.open, 'person'),
  '--voice-mute': assistant => assistant.dispatchEvent(new VoiceMuteRequestEvent(!assistant.muted)),
};

/** Does what a button of the page asks for; commands of others are none of ours. */
export function runCommand(assistant: CommandTarget, command: string): void {
  commands[command]?.(assistant);
}
