/** What a person thinks of an answer, or of a whole conversation. */
export interface VoiceFeedback {
  /** The answer that was rated. */
  readonly turnId?: string;
  /** The conversation that was rated. */
  readonly sessionId?: string;
  readonly rating: 'good' | 'bad';
  /** In the person's own words; often empty. */
  readonly comment: string;
}

/** The person rated an answer, or a conversation. Nothing is sent anywhere but this event. */
export class VoiceFeedbackEvent extends Event implements VoiceFeedback {
  readonly turnId?: string;
  readonly sessionId?: string;
  readonly rating: 'good' | 'bad';
  readonly comment: string;

  constructor({turnId, sessionId, rating, comment}: VoiceFeedback) {
    super('voice-feedback', {bubbles: true, composed: true});
    this.turnId = turnId;
    this.sessionId = sessionId;
    this.rating = rating;
    this.comment = comment;
  }
}
