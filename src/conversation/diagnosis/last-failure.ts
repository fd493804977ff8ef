import {failing} from '../../session/look-in-time.js';
import type {DiagnosisCheck, DiagnosisName, DiagnosisWords} from '../../state/diagnosis.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Subject} from './check.js';
import {loadFailure} from './load-failure.js';

/** What the last call failed with, unless a check has found the same, or has just done what failed. */
export function lastFailure(
  {failure, local}: Subject,
  checks: readonly DiagnosisCheck[],
  words: DiagnosisWords,
): DiagnosisCheck | null {
  if (!failure) return null;
  const {code, message} = failure;
  if (checks.some(check => check.result === 'fail' && check.code === code)) return null;
  const passes = (wanted: DiagnosisName) =>
    checks.some(({name, result}) => name === wanted && result === 'pass');
  // The microphone was opened: what was wrong with it is mended.
  if (code.startsWith('mic-') && !local && passes('permission') && passes('devices')) return null;
  if (code.startsWith('token-') && passes('endpoint')) return null;
  const isExplained = failure.help !== VoiceError.meanings[code]?.help;
  const {help, detail} = failing((!isExplained && loadFailure(failure)) || failure);
  // What the page forgot is no fault of the browser's.
  const forgotten = code === 'unsupported' && message === VoiceError.meanings['token-config']!.message;
  return Object.freeze({
    name: 'call',
    result: 'fail',
    code,
    message: words[`error-${forgotten ? 'token-config' : code}`] ?? message,
    help: detail ? `${help} (${detail})` : help!,
    durationMs: 0,
  });
}
