import type {Meta} from '@storybook/web-components-vite';
import type {Args} from './helpers/attributes.js';
import {talk} from './helpers/conversations.js';
import type {Scene} from './helpers/held-session.js';
import {avatarStream} from './helpers/moving-pictures.js';
import {partMeta, partOf, partShowing} from './helpers/part.js';

const tag = 'voice-video';

/** The assistant’s video, and the person’s own camera in its corner; nothing where there is neither. */
const meta: Meta<Args> = {...partMeta, title: 'voice-video', component: tag, render: partOf(tag)};
export default meta;

const seen = (phase: Scene['phase']) => partShowing(tag, {phase, turns: talk, video: avatarStream});

export const Idle = partShowing(tag, {phase: 'idle'});
export const RequestingMicrophone = partShowing(tag, {phase: 'requesting-microphone'});
export const Connecting = partShowing(tag, {phase: 'connecting'});
export const Listening = seen('listening');
export const Thinking = seen('thinking');
export const Speaking = seen('speaking');
export const Reconnecting = seen('reconnecting');
export const Failed = seen('failed');
