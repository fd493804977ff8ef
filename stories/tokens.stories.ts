import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {useArgs} from 'storybook/preview-api';
import type {Args} from './helpers/attributes.js';
import {workshop} from './helpers/workshop.js';

/** Change look, colours and lengths in the page or under Controls, and take the rule with you. */
const meta: Meta<Args> = {
  title: 'Tokens',
  component: 'voice-assistant',
  args: {name: 'Vera', layout: 'inline'},
  render: args => {
    const [, change] = useArgs();
    return workshop(args, change);
  },
};
export default meta;

export const Colours: StoryObj<Args> = {};

/** A page's own colours, corners and font. */
export const Branded: StoryObj<Args> = {
  args: {
    '--voice-accent': '#7a1f5c',
    '--voice-accent-text': '#ffffff',
    '--voice-surface': '#fffaf5',
    '--voice-surface-raised': '#f7ebe1',
    '--voice-text': '#2b1a12',
    '--voice-text-muted': '#6b5548',
    '--voice-border': '#e3d2c4',
    '--voice-danger': '#a3161a',
    '--voice-radius': '4px',
    '--voice-font': '16px/1.5 Georgia, serif',
  },
  globals: {theme: 'light'}, // These colours are for light pages.
};
