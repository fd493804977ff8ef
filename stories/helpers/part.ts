import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import type {Phase} from '../../src/state/phase.js';
import {attributes, type Args} from './attributes.js';
import {answering, talk} from './conversations.js';
import type {Scene} from './held-session.js';
import {assistant, assistantId} from './render.js';

/** How the stories of a part begin: the part by itself on the page, belonging to an assistant elsewhere. */
export const partMeta: Meta<Args> = {
  args: {for: assistantId},
  parameters: {docs: {story: {height: '320px'}}},
};

export function partOf(tag: string): (args: Args) => TemplateResult {
  return args => part(tag, args);
}

/** A part in a scene of its assistant. */
export function partShowing(tag: string, scene: Scene): StoryObj<Args> {
  return {render: args => part(tag, args, scene)};
}

/** A part in a phase, with the conversation of that phase. */
export function partAt(tag: string, phase: Phase): StoryObj<Args> {
  const silent = phase === 'idle' || phase === 'connecting' || phase === 'requesting-microphone';
  return partShowing(tag, {phase, turns: silent ? [] : phase === 'speaking' ? answering : talk});
}

const tags: Readonly<Record<string, (args: Args) => TemplateResult>> = {
  'voice-composer': args => html`<voice-composer ${attributes(args)}></voice-composer>`,
  'voice-controls': args => html`<voice-controls ${attributes(args)}></voice-controls>`,
  'voice-settings': args => html`<voice-settings ${attributes(args)}></voice-settings>`,
  'voice-status': args => html`<voice-status ${attributes(args)}></voice-status>`,
  'voice-transcript': args =>
    html`<voice-transcript ${attributes(args)} style="max-block-size: 420px"></voice-transcript>`,
  'voice-video': args => html`<voice-video ${attributes(args)}></voice-video>`,
  'voice-waveform': args => html`<voice-waveform ${attributes(args)}></voice-waveform>`,
};

function part(tag: string, {theme, ...args}: Args, scene: Scene = {}): TemplateResult {
  return html`<div style="max-inline-size: 480px">
    ${assistant({name: 'Vera', layout: 'custom', theme}, scene)}${tags[tag]!(args)}
  </div>`;
}
