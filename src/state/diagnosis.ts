import {errorSentences} from '../localize/en/errors.js';
import {findingSentences} from '../localize/en/findings.js';
import type {CommonErrorCode, VoiceErrorCode} from './voice-error.js';

/** `unknown`: the browser does not tell, it was not asked yet, or it took too long. */
export type DiagnosisResult = 'pass' | 'fail' | 'unknown';

/** What a diagnosis can find beside errors. */
export type FindingCode = keyof typeof findingSentences;

const results: Readonly<Record<FindingCode, DiagnosisResult>> = {
  'page-secure': 'pass',
  'page-allowed': 'pass',
  'mic-allowed': 'pass',
  'mic-found': 'pass',
  'browser-able': 'pass',
  'codec-found': 'pass',
  'sound-plays': 'pass',
  'token-received': 'pass',
  'network-open': 'pass',
  'udp-blocked': 'fail',
  'mic-unasked': 'unknown',
  'not-checked': 'unknown',
};

/** What was looked at. `call`: why the last call failed, where nothing else tells it. */
export type DiagnosisName =
  | 'secure-context'
  | 'policy'
  | 'permission'
  | 'devices'
  | 'webrtc'
  | 'codec'
  | 'playback'
  | 'endpoint'
  | 'network'
  | 'call';

/** One thing that a conversation needs, and whether it is there. */
export interface DiagnosisCheck {
  readonly name: DiagnosisName;
  readonly result: DiagnosisResult;
  /** What was found: the code of the error that a start would meet, or another finding. Stable across versions. */
  readonly code: FindingCode | VoiceErrorCode;
  /** A sentence for the person, in the language of the widget. */
  readonly message: string;
  /** A sentence for the developer. */
  readonly help: string;
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
}

/** Everything that a conversation needs, looked at once. Holds no token, no speech and no device name. */
export interface DiagnosisReport {
  /** Whether nothing fails. */
  readonly ok: boolean;
  readonly checks: readonly DiagnosisCheck[];
  /** All of it as plain text, to be sent to a support person. */
  readonly text: string;
}

/** Words for the person by `diagnosis-` or `error-` and the code; English where there are none. */
export type DiagnosisWords = Readonly<Record<string, string | undefined>>;

interface Finding {
  readonly result: DiagnosisResult;
  /** For the person who talks. */
  readonly message: string;
  /** For the developer of the page. */
  readonly help: string;
}

/** What a code stands for, in the words given. */
export function describe(code: FindingCode | VoiceErrorCode, words: DiagnosisWords): Finding {
  const known = isFinding(code);
  const {message, help} = known ? findingSentences[code] : errorSentences[code as CommonErrorCode]; // It opens no camera.
  return {
    result: known ? results[code] : 'fail',
    message: words[`${known ? 'diagnosis' : 'error'}-${code}`] ?? message,
    help,
  };
}

function isFinding(code: FindingCode | VoiceErrorCode): code is FindingCode {
  return Object.hasOwn(findingSentences, code);
}
