import type {ConversationOptions} from './conversation-options.js';
import type {VoiceConversation} from './conversation.js';
import {choiceNames, place, remembered, type Choices, type Chooser} from './remembered.js';

/** Has a conversation and its owner follow a choice, and keeps it for this site. */
export async function choose(
  conversation: VoiceConversation,
  chooser: ConversationOptions & Chooser,
  choices: Choices,
): Promise<void> {
  Object.assign(chooser, choices);
  remember(chooser, choices);
  await conversation.configure(chooser);
}

/** Settings and ids of devices, and nothing else. */
function remember(chooser: Chooser, choices: Choices): void {
  const kept = remembered(chooser);
  for (const name of choiceNames) if (name in choices) kept[name] = choices[name] ?? null;
  try {
    if (chooser.persist === 'on') localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: then nothing is remembered.
  }
}
