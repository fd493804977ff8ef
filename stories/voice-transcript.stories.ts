import type {Meta} from '@storybook/web-components-vite';
import type {Args} from './helpers/attributes.js';
import {endlessTalk, hostileTalk, longTalk, unclearTalk} from './helpers/conversations.js';
import {partAt, partMeta, partOf, partShowing} from './helpers/part.js';

const tag = 'voice-transcript';

/** The conversation, as a log. */
const meta: Meta<Args> = {...partMeta, title: 'voice-transcript', component: tag, render: partOf(tag)};
export default meta;

export const Idle = partAt(tag, 'idle');
export const RequestingMicrophone = partAt(tag, 'requesting-microphone');
export const Connecting = partAt(tag, 'connecting');
export const Listening = partAt(tag, 'listening');
export const Thinking = partAt(tag, 'thinking');
export const Speaking = partAt(tag, 'speaking');
export const Reconnecting = partAt(tag, 'reconnecting');
export const Failed = partAt(tag, 'failed');
export const NotUnderstood = partShowing(tag, {phase: 'listening', turns: unclearTalk});
export const LongText = partShowing(tag, {phase: 'listening', turns: longTalk});
export const HostileText = partShowing(tag, {phase: 'listening', turns: hostileTalk});
export const FiveHundredTurns = partShowing(tag, {phase: 'listening', turns: endlessTalk});
