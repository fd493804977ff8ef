/** The person spoke, and was not understood: their turn has no text. The assistant may answer all the same. */
export class VoiceTranscriptionFailedEvent extends Event {
  /** The turn of the person. */
  readonly turnId: string;

  constructor(turnId: string) {
    super('voice-transcription-failed', {bubbles: true, composed: true});
    this.turnId = turnId;
  }
}
