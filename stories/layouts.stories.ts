import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import type {Args} from './helpers/attributes.js';
import {answering} from './helpers/conversations.js';
import type {Scene} from './helpers/held-session.js';
import {assistant} from './helpers/render.js';
import {page} from './helpers/page.js';

const scene: Scene = {phase: 'speaking', turns: answering};

/** Where the widget stands, on a page that has something to say for itself. */
const meta: Meta<Args> = {
  title: 'voice-assistant/Layouts',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true},
  render: args => page(assistant(args, scene)),
  parameters: {layout: 'fullscreen'},
};
export default meta;

type Story = StoryObj<Args>;

export const FloatingBottomEnd: Story = {};
export const FloatingBottomStart: Story = {args: {placement: 'bottom-start'}};
export const FloatingTopEnd: Story = {args: {placement: 'top-end'}};
export const FloatingTopStart: Story = {args: {placement: 'top-start'}};
export const FloatingClosed: Story = {args: {open: false}};
export const Inline: Story = {args: {layout: 'inline'}};
export const Modal: Story = {args: {layout: 'modal'}};
export const Fullscreen: Story = {args: {layout: 'fullscreen'}};

/** The page arranges the components itself, and brings its own frame. */
export const Custom: Story = {
  args: {layout: 'custom'},
  render: args =>
    page(
      assistant(
        args,
        scene,
        html`<style>
            .arrangement {
              display: grid;
              gap: 16px;
              grid-template-columns: 1fr 2fr;
              padding: 16px;
              border: 1px solid;
            }
            .arrangement voice-waveform {
              inline-size: 120px;
              block-size: 120px;
              margin-inline: auto;
            }
            .arrangement voice-transcript {
              block-size: 320px;
            }
          </style>
          <div class="arrangement">
            <div>
              <voice-waveform></voice-waveform><voice-status></voice-status><voice-controls></voice-controls>
            </div>
            <div><voice-transcript></voice-transcript><voice-composer></voice-composer></div>
          </div>`,
      ),
    ),
};
