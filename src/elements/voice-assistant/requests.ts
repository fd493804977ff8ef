import type {VoiceMuteRequestEvent, VoiceSendRequestEvent} from '../../events/requests.js';
import {isCalling} from '../../state/is-calling.js';
import type {ConversationElement} from './conversation-element.js';

/** What the user can ask for, and the page can prevent. */
const actions: Readonly<Record<string, (assistant: ConversationElement, event: Event) => unknown>> = {
  'voice-start-request': assistant => assistant.start().catch(() => {}), // Told by voice-error and on screen.
  'voice-stop-request': assistant => assistant.stop(),
  'voice-mute-request': (assistant, event) => (assistant.muted = (event as VoiceMuteRequestEvent).muted),
  'voice-interrupt-request': assistant => assistant.interrupt(),
  'voice-send-request': (assistant, event) => {
    const {text, image} = event as VoiceSendRequestEvent;
    if (!isCalling(assistant.snapshot)) assistant.shownFace = 'text';
    return assistant
      .withConversation(
        ({messages}) => messages.sendMessage(text, image),
        ({messages}) => messages.keepMessage(text, image),
      )
      .catch(() => {});
  },
};

/** Does what is asked for, unless the page says no. */
export function answerRequests(assistant: ConversationElement): void {
  for (const [type, act] of Object.entries(actions))
    assistant.addEventListener(type, event => {
      // The tap itself must unlock the sound, before anything is awaited.
      assistant.unlockAudio();
      queueMicrotask(() => event.defaultPrevented || act(assistant, event));
    });
}
