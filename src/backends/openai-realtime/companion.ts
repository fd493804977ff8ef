import type {VoiceSessionEvent} from '../../session/voice-session.js';

/** What a companion can do in a call. Without a connection it does nothing. */
export interface Wire {
  /** The first message of the server, as it came. */
  readonly welcome: unknown;
  /** Sends an event to the server. */
  send(event: object): void;
  /** Tells the conversation something. */
  emit(event: VoiceSessionEvent): void;
  /** Asks for an answer, once none is being made. */
  answer(): void;
}

/** Takes part in a call beside the person: tools, context, an agent. Loaded only where a page has them. */
export interface Companion {
  /** It can act from now on. @returns whether it sees to the answer that the person waits for */
  joined(wire: Wire): boolean;
  /** Reads along: a message of the server, as it came, before the conversation hears of it. */
  message(data: unknown): void;
}
