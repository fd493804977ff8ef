/** The few words that an idle page shows, in English; the others come with the panel. */
export const launcherWords = {
  assistant: 'Assistant',
  talkTo: 'Talk to {name}',
  openConversation: 'Open the conversation with {name}',
} as const;
