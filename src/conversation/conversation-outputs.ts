/** Where a conversation is told and heard. */
export interface ConversationOutputs {
  /** Where its events are dispatched. @default the conversation itself */
  readonly target?: EventTarget;
  /** The element that plays the assistant: one that a tap has unlocked, where there is one. @default a new one */
  readonly audio?: HTMLAudioElement;
}
