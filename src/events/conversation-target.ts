import type {VoiceEventMap} from './index.js';

/** What an element tells of itself; a conversation has no such events. */
type ElementEventName =
  | 'voice-start-request'
  | 'voice-stop-request'
  | 'voice-mute-request'
  | 'voice-interrupt-request'
  | 'voice-send-request'
  | 'voice-camera-request'
  | 'voice-screen-request'
  | 'voice-ready'
  | 'voice-panel-toggle'
  | 'voice-feedback';

/** Every event of a conversation by its name. */
export type ConversationEventMap = Omit<VoiceEventMap, ElementEventName>;

/** Typed listeners, beside those of any EventTarget. */
export interface ConversationEventTarget {
  addEventListener<Name extends keyof ConversationEventMap>(
    type: Name,
    listener: (event: ConversationEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof ConversationEventMap>(
    type: Name,
    listener: (event: ConversationEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}
