import {LitElement, type PropertyDeclarations} from 'lit';
import {AssistantController} from './assistant-controller.js';

/** What every part has in common: it belongs to an assistant, around it or named by `for`. */
export class VoicePart extends LitElement {
  static override properties: PropertyDeclarations = {for: {}};

  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for = '';

  protected readonly owner = new AssistantController(this);
}
