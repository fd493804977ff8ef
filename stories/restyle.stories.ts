import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {Args} from './helpers/attributes.js';
import {answering} from './helpers/conversations.js';
import {assistant} from './helpers/render.js';

/** Every element has its part: a page restyles all of them from outside, and the phase is there to style by. */
const meta: Meta<Args> = {
  title: 'Restyle everything',
  component: 'voice-assistant',
  args: {name: 'Vera', layout: 'inline'},
  globals: {theme: 'light'},
};
export default meta;

const style = html`<style>
  voice-assistant {
    --voice-font: 16px/1.5 'Courier New', monospace;
    --voice-radius: 0;
    --voice-accent: #1b1b1b;
    --voice-accent-text: #f7f2e6;
  }
  voice-assistant::part(panel) {
    border: 3px double #1b1b1b;
    background: #f7f2e6;
    color: #1b1b1b;
  }
  voice-assistant::part(header) {
    border-block-end: 3px double #1b1b1b;
  }
  voice-assistant::part(title) {
    text-align: center;
    text-transform: uppercase;
  }
  voice-assistant::part(settings-button),
  voice-assistant::part(mute),
  voice-assistant::part(talk),
  voice-assistant::part(interrupt),
  voice-assistant::part(hang-up),
  voice-assistant::part(send) {
    border: 1px solid #1b1b1b;
    border-radius: 0;
    background: #f7f2e6;
    color: #1b1b1b;
  }
  voice-assistant::part(transcript) {
    background: repeating-linear-gradient(#f7f2e6 0 23px, #e4dcc8 23px 24px);
  }
  voice-assistant::part(turn-user) {
    border-inline-end: 3px solid #8a1c1c;
  }
  voice-assistant::part(turn-assistant) {
    border-inline-start: 3px solid #1c4b8a;
  }
  voice-assistant::part(waveform) {
    background: #ece4d0;
  }
  voice-assistant::part(status) {
    color: #4a4235;
    font-style: italic;
  }
  voice-assistant::part(controls) {
    border-block-start: 1px dashed #1b1b1b;
    padding-block-start: 8px;
  }
  voice-assistant::part(composer) {
    border: 1px solid #1b1b1b;
    border-radius: 0;
    background: #fffdf7;
  }
  voice-assistant::part(input) {
    font-weight: 700;
  }
  voice-assistant:state(speaking)::part(title) {
    text-decoration: underline wavy;
  }
</style>`;

export const Typewriter: StoryObj<Args> = {
  render: args => html`${style}${assistant(args, {phase: 'speaking', turns: answering})}`,
};
