import {LitElement, type PropertyDeclarations} from 'lit';
import type {Snapshot} from '../state/snapshot.js';
import type {Assistant} from './assistant.js';
import {AssistantController} from './assistant-controller.js';
import {keepTyping} from './keep-typing.js';

/** What every part has in common: it belongs to an assistant, around it or named by `for`. */
export class VoicePart extends LitElement {
  static override properties: PropertyDeclarations = {for: {}};

  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for = '';

  protected readonly owner = new AssistantController(this, (snapshot, assistant) =>
    this.select(snapshot, assistant),
  );

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTyping(root as ShadowRoot);
    return root;
  }

  /** What of a conversation is drawn: the part is drawn again when one of these is another. */
  protected select(...[snapshot]: [snapshot: Snapshot, assistant: Assistant]): readonly unknown[] {
    return [snapshot];
  }
}
