import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {until} from '../../test/helpers/until.js';
import {withDevices} from './devices.js';
import {heldSession, type Scene} from './held-session.js';

/** Scenes on their way. */
const pending = new Set<Promise<void>>();

/** Brings the assistant it stands on to a scene, once: controls then play with it. */
class Act extends Directive {
  #begun = false;

  override render(scene: Scene): typeof noChange {
    void scene; // Only `update` knows the element.
    return noChange;
  }

  override update({element}: ElementPart, [scene]: [Scene]): typeof noChange {
    if (this.#begun) return noChange;
    this.#begun = true;
    // A template is filled before it is placed; one drawn only for its source is never placed.
    const done = Promise.resolve().then(() =>
      element.isConnected ? arrive(element as VoiceAssistant, scene) : undefined,
    );
    pending.add(done);
    void done.catch(() => {}).finally(() => pending.delete(done)); // `settled` tells.
    return noChange;
  }
}

export const act = directive(Act);

/** Waits until every scene stands and is drawn; fails where one does not come about. */
export async function settled(): Promise<void> {
  await Promise.all(pending);
  await drawn(document);
  await document.fonts.ready;
  await new Promise(requestAnimationFrame);
}

async function arrive(assistant: VoiceAssistant, scene: Scene): Promise<void> {
  const {phase = 'idle', turns = [], typed, then} = scene;
  assistant.session = heldSession(scene);
  if (phase !== 'idle' || turns.length) {
    // Ours from its start to the end of the story, or of the asking.
    if (phase === 'requesting-microphone') leaveWith(assistant, withDevices({}));
    const started = typed ? assistant.sendText('Do you also write?') : assistant.start();
    started.catch(() => {}); // Many a scene is a failure.
    const wanted = phase === 'idle' ? 'listening' : phase;
    const said = turns.length + (typed ? 1 : 0);
    await until(() => {
      const {snapshot} = assistant;
      return snapshot.phase === wanted && snapshot.turns.length >= said;
    }, `the conversation is ${wanted}`);
    if (phase === 'idle') assistant.stop();
  }
  await then?.(assistant);
  if (!/^(en\b|$)/.test(document.documentElement.lang))
    await until(() => assistant.pack, 'the language is there');
}

/** Calls `end` when an element has left the document. */
function leaveWith(element: Element, end: () => void): void {
  const observer = new MutationObserver(() => {
    if (element.isConnected) return;
    observer.disconnect();
    end();
  });
  observer.observe(document.body, {childList: true, subtree: true});
}

/** Waits for all Lit elements of a tree, and for what they then make. */
async function drawn(root: Document | ShadowRoot): Promise<void> {
  for (const element of root.querySelectorAll<HTMLElement & {updateComplete?: Promise<unknown>}>('*')) {
    await element.updateComplete;
    if (element.shadowRoot) await drawn(element.shadowRoot);
  }
}
