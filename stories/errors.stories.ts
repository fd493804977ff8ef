import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {errorKinds, type CommonErrorCode} from '../src/state/voice-error.js';
import type {Args} from './helpers/attributes.js';
import {talk} from './helpers/conversations.js';
import {assistant, showing} from './helpers/render.js';

/** Every error, as the person meets it: the conversation failed, or goes on with a notice. */
const meta: Meta<Args> = {
  title: 'voice-assistant/Errors',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true},
  render: args => assistant(args),
  parameters: {layout: 'fullscreen'},
};
export default meta;

const withError = (error: CommonErrorCode): StoryObj<Args> =>
  showing({phase: errorKinds[error].severity === 'fatal' ? 'failed' : 'listening', error, turns: talk});

export const MicDenied = withError('mic-denied');
export const MicMissing = withError('mic-missing');
export const MicBusy = withError('mic-busy');
export const MicPolicy = withError('mic-policy');
export const InsecureContext = withError('insecure-context');
export const Unsupported = withError('unsupported');
export const TokenConfig = withError('token-config');
export const TokenNetwork = withError('token-network');
export const TokenStatus = withError('token-status');
export const TokenShape = withError('token-shape');
export const TokenSecret = withError('token-secret');
export const ConnectNetwork = withError('connect-network');
export const ConnectStatus = withError('connect-status');
export const ConnectAnswer = withError('connect-answer');
export const ConnectTimeout = withError('connect-timeout');
export const ConnectionLost = withError('connection-lost');
export const SessionExpired = withError('session-expired');
export const PlaybackBlocked = withError('playback-blocked');
export const ResponseFailed = withError('response-failed');
export const ToolFailed = withError('tool-failed');
export const TooLarge = withError('too-large');
export const Protocol = withError('protocol');
export const Internal = withError('internal');
