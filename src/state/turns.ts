/** Who said a turn. */
export type TurnRole = 'user' | 'assistant';

/** One thing that was said, by voice or in writing. */
export interface Turn {
  readonly id: string;
  readonly role: TurnRole;
  /** The whole text so far; empty while it is not known yet. */
  readonly text: string;
  /** Nothing more will be added. */
  readonly final: boolean;
  /** Cut off: the person spoke over it or pressed stop. */
  readonly interrupted: boolean;
  /** How much of an interrupted turn was heard, in milliseconds, where known. */
  readonly heardMs?: number;
  /** It came as text, not as the transcript of speech; it may be Markdown. */
  readonly written?: boolean;
  /** The person wrote or showed it, and it was not sent yet: there is no connection, or consent is outstanding. */
  readonly waiting?: boolean;
  /** The person spoke, and was not understood: there is no text. */
  readonly transcriptionFailed?: boolean;
  /** The image that this is, in a small version. */
  readonly image?: Blob;
}

export type Turns = readonly Turn[];

/** The turns as they stand before anything was said. */
export const noTurns: Turns = Object.freeze([]);
