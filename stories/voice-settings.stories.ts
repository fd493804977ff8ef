import type {Meta} from '@storybook/web-components-vite';
import type {Args} from './helpers/attributes.js';
import {withDevices} from './helpers/devices.js';
import {partAt, partMeta, partOf} from './helpers/part.js';

const tag = 'voice-settings';

/** Microphone, speaker, loudness, turn-taking. The devices here are made up. */
const meta: Meta<Args> = {
  ...partMeta,
  title: 'voice-settings',
  component: tag,
  render: partOf(tag),
  beforeEach: () =>
    withDevices({
      microphones: ['Default', 'Built-in microphone', 'Headset with a rather long name (USB 2.0)'],
      speakers: ['Default', 'Built-in speaker', 'Headset'],
    }),
};
export default meta;

export const Idle = partAt(tag, 'idle');
export const RequestingMicrophone = partAt(tag, 'requesting-microphone');
export const Connecting = partAt(tag, 'connecting');
export const Listening = partAt(tag, 'listening');
export const Thinking = partAt(tag, 'thinking');
export const Speaking = partAt(tag, 'speaking');
export const Reconnecting = partAt(tag, 'reconnecting');
export const Failed = partAt(tag, 'failed');

/** Nothing is plugged in. */
export const NoDevices = {...partAt(tag, 'idle'), beforeEach: () => withDevices({})};
