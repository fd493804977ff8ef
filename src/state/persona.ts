/** The agent that speaks, as the page shows it. */
export interface Persona {
  readonly name: string;
  /** Address of a picture, where there is one. */
  readonly avatar?: string;
}
