import {VoiceMuteRequestEvent, VoiceStopRequestEvent} from '../../events/requests.js';
import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {PanelElement} from './panel-element.js';

/** What a button of the page acts on. */
type CommandTarget = Pick<PanelElement, 'open' | 'muted' | 'compact' | 'setOpen' | 'dispatchEvent'>;

const commands: Readonly<Record<string, (assistant: CommandTarget) => void>> = {
  '--voice-start': assistant => {
    if (assistant.dispatchEvent(new VoiceStartRequestEvent()) && !assistant.compact)
      assistant.setOpen(true, 'person');
  },
  '--voice-stop': assistant => assistant.dispatchEvent(new VoiceStopRequestEvent()),
  '--voice-toggle': assistant => assistant.setOpen(!assistant.open, 'person'),
  '--voice-mute': assistant => assistant.dispatchEvent(new VoiceMuteRequestEvent(!assistant.muted)),
};

/** Does what a button of the page asks for; commands of others are none of ours. */
export function runCommand(assistant: CommandTarget, command: string): void {
  commands[command]?.(assistant);
}
