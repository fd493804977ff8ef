import {errorSentences} from '../localize/en/errors.js';
import {VoiceError, type CommonErrorCode, type ErrorKind} from './typed-error.js';

export {VoiceError};
export type {CommonErrorCode, ErrorSeverity, VoiceErrorCode, VoiceErrorDetails} from './typed-error.js';

const fatal: ErrorKind = {severity: 'fatal', recoverable: true};
const final: ErrorKind = {severity: 'fatal', recoverable: false};
const notice: ErrorKind = {severity: 'notice', recoverable: true};

/** What every error code means for the conversation; its sentences are in `localize/en/errors.ts`. */
export const errorKinds: Readonly<Record<CommonErrorCode, ErrorKind>> = {
  'mic-denied': fatal,
  'mic-missing': fatal,
  'mic-busy': fatal,
  'mic-policy': final,
  'insecure-context': final,
  unsupported: final,
  'token-config': final,
  'token-network': fatal,
  'token-status': fatal,
  'token-shape': fatal,
  'token-secret': final,
  'connect-network': fatal,
  'connect-status': fatal,
  'connect-answer': fatal,
  'connect-timeout': fatal,
  'connection-lost': fatal,
  'session-expired': fatal,
  'playback-blocked': notice,
  'response-failed': notice,
  'tool-failed': notice,
  'too-large': notice,
  protocol: notice,
  internal: fatal,
};

const codes = Object.keys(errorKinds) as CommonErrorCode[];
VoiceError.meanings = Object.fromEntries(
  codes.map(code => [code, {...errorKinds[code], ...errorSentences[code]}]),
);
