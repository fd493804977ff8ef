import type {PanelElement} from './panel-element.js';

/** What a launcher opens and starts. */
export interface LauncherHost extends PanelElement {
  /** Whether the launcher says what a press does. */
  readonly saysWhatItDoes: boolean;
  /** Loads what the user is about to need. */
  comesNear(): void;
}
