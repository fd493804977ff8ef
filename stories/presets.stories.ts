import type {Meta} from '@storybook/web-components-vite';
import type {Args} from './helpers/attributes.js';
import {answering} from './helpers/conversations.js';
import {assistant, showing} from './helpers/render.js';

/** Looks of its own: `preset`. What the page sets is stronger. */
const meta: Meta<Args> = {
  title: 'Presets',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true, hint: 'Ask me about bouquets, plants or delivery.'},
  render: args => assistant(args),
  parameters: {layout: 'fullscreen'},
};
export default meta;

const inCall = (preset: string) => showing({phase: 'speaking', turns: answering}, {preset});

export const Glass = inCall('glass');
export const Paper = inCall('paper');
export const Ink = inCall('ink');
export const Bloom = inCall('bloom');
export const Midnight = inCall('midnight');
export const Native = inCall('native');
/** A look in a colour of the page. */
export const PaperInBlue = showing({}, {preset: 'paper', '--voice-accent': '#1d4ed8'});
