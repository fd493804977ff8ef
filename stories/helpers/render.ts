import {html, nothing, type TemplateResult} from 'lit';
import {attributes, type Args} from './attributes.js';
import type {Scene} from './held-session.js';
import {act} from './scene.js';

/** The id by which parts outside find the assistant of their story. */
export const assistantId = 'assistant';

/** An assistant in a scene, with `args` as its attributes. */
export function assistant(args: Args, scene: Scene = {}, content: unknown = nothing): TemplateResult {
  return html`<voice-assistant id=${assistantId} ${attributes(args)} ${act(scene)}
    >${content}</voice-assistant
  >`;
}

/** A story that shows a scene. */
export function showing(scene: Scene, args: Args = {}): {args: Args; render: (args: Args) => TemplateResult} {
  return {args, render: args => assistant(args, scene)};
}
