import {
  describe,
  type DiagnosisName,
  type DiagnosisReport,
  type FindingCode,
} from '../../src/state/diagnosis.js';
import type {VoiceErrorCode} from '../../src/state/voice-error.js';

const found: readonly (readonly [DiagnosisName, FindingCode | VoiceErrorCode])[] = [
  ['secure-context', 'page-secure'],
  ['policy', 'page-allowed'],
  ['permission', 'mic-denied'],
  ['devices', 'mic-found'],
  ['webrtc', 'browser-able'],
  ['codec', 'codec-found'],
  ['playback', 'not-checked'],
  ['endpoint', 'token-received'],
  ['network', 'udp-blocked'],
];

/** A diagnosis with every kind of result, in the words of a language. */
export function troubledReport(words: Readonly<Record<string, string>>): DiagnosisReport {
  const checks = found.map(([name, code]) => ({name, code, durationMs: 0, ...describe(code, words)}));
  return {ok: false, checks, text: checks.map(({message}) => message).join('\n')};
}
