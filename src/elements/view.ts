import type {TemplateResult} from 'lit';
import type {Strings} from '../localize/strings.js';

/** What the panel can show instead of the conversation, or above it. Loaded only when it is needed. */
export interface View {
  /** The panel's title meanwhile; with one there is a way back. */
  title?(words: Strings): string;
  /** The part of the button that leads there, which has the focus again on the way back. */
  readonly opener?: string;
  /** Nothing can be written before it is answered. */
  readonly asks?: boolean;
  render(words: Strings): TemplateResult;
}
