import type {VoiceSession} from '../../session/voice-session.js';

/** The button is released with the last word, not after it: so much more of it is heard, in milliseconds. */
const lastWordMs = 250;

/** What push-to-talk needs of a call. */
interface TalkingCall {
  readonly session: VoiceSession | null;
  applyMute(): void;
}

/** Turns of a call that the user begins and ends by a button. */
export class PushToTalk {
  readonly #call: TalkingCall;
  /** The button was released; the end of the last word is still heard. */
  #lastWord: ReturnType<typeof setTimeout> | undefined;

  constructor(call: TalkingCall) {
    this.#call = call;
  }

  /** Whether the microphone is to stay on although the button is not held. */
  get isEnding(): boolean {
    return this.#lastWord !== undefined;
  }

  /** @param cut silences the assistant, where there are turns */
  begin(cut: () => unknown): void {
    if (this.isEnding) return this.drop(); // Pressed again within the last word, the turn goes on.
    cut();
    this.#call.session?.startTalking?.();
    this.#call.applyMute();
  }

  /** @param atOnce nothing of what is being said counts any more */
  end(atOnce: boolean): void {
    if (atOnce) return this.#commit();
    this.#lastWord = setTimeout(() => this.#commit(), lastWordMs);
  }

  /** Something comes after the turn: it ends now, if it has not. */
  finish(): void {
    if (this.isEnding) this.#commit();
  }

  /** The turn is not waited for any more. */
  drop(): void {
    clearTimeout(this.#lastWord);
    this.#lastWord = undefined;
  }

  #commit(): void {
    this.drop();
    this.#call.applyMute();
    this.#call.session?.stopTalking?.();
  }
}
