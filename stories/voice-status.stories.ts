import type {Meta} from '@storybook/web-components-vite';
import type {Args} from './helpers/attributes.js';
import {partAt, partMeta, partOf, partShowing} from './helpers/part.js';

const tag = 'voice-status';

/** What is going on, in words, for eyes and for screen readers. */
const meta: Meta<Args> = {...partMeta, title: 'voice-status', component: tag, render: partOf(tag)};
export default meta;

export const Idle = partAt(tag, 'idle');
export const RequestingMicrophone = partAt(tag, 'requesting-microphone');
export const Connecting = partAt(tag, 'connecting');
export const Listening = partAt(tag, 'listening');
export const Thinking = partAt(tag, 'thinking');
export const Speaking = partAt(tag, 'speaking');
export const Reconnecting = partAt(tag, 'reconnecting');
export const Failed = partAt(tag, 'failed');
export const BothSpeak = partShowing(tag, {phase: 'speaking', userSpeaking: true, fullDuplex: true});
export const InWriting = partShowing(tag, {phase: 'listening', typed: true});
