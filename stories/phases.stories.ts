import type {Meta, StoryObj} from '@storybook/web-components-vite';
import type {Phase} from '../src/state/phase.js';
import type {Args} from './helpers/attributes.js';
import {answering, talk} from './helpers/conversations.js';
import {assistant, showing} from './helpers/render.js';

/** Each phase, held still. */
const meta: Meta<Args> = {
  title: 'voice-assistant/Phases',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true},
  render: args => assistant(args),
  parameters: {layout: 'fullscreen'},
};
export default meta;

const at = (phase: Phase): StoryObj<Args> => showing({phase, turns: phase === 'speaking' ? answering : talk});

export const Idle: StoryObj<Args> = showing({});
export const RequestingMicrophone: StoryObj<Args> = showing({phase: 'requesting-microphone'});
export const Connecting: StoryObj<Args> = showing({phase: 'connecting'});
export const Listening = at('listening');
export const Thinking = at('thinking');
export const Speaking = at('speaking');
export const Reconnecting = at('reconnecting');
export const Failed = at('failed');
