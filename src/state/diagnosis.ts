import {errorKinds, type VoiceErrorCode} from './voice-error.js';

/** `unknown`: the browser does not tell, it was not asked yet, or it took too long. */
export type DiagnosisResult = 'pass' | 'fail' | 'unknown';

interface Finding {
  readonly result: DiagnosisResult;
  /** For the person who talks. */
  readonly message: string;
  /** For the developer of the page. */
  readonly help: string;
}

const finding =
  (result: DiagnosisResult) =>
  (message: string, help: string): Finding => ({result, message, help});
const pass = finding('pass');
const fail = finding('fail');
const unknown = finding('unknown');

/** What a diagnosis can find beside errors, with its sentence for the person and its sentence for the developer. */
export const findings = {
  'page-secure': pass('The page is secure.', 'isSecureContext is true.'),
  'page-allowed': pass('The page may use the microphone.', 'No Permissions-Policy forbids the microphone.'),
  'mic-allowed': pass('You have allowed the microphone.', 'navigator.permissions: granted.'),
  'mic-found': pass('A microphone is there.', 'enumerateDevices lists a microphone.'),
  'browser-able': pass('Your browser can hold voice conversations.', 'RTCPeerConnection and getUserMedia.'),
  'codec-found': pass('Your browser knows the format of the sound.', 'RTCRtpReceiver.getCapabilities: Opus.'),
  'sound-plays': pass('Your browser plays sound.', 'play() was not refused.'),
  'token-received': pass(
    'The site gives access to the assistant.',
    'The token endpoint answered with a token.',
  ),
  'network-open': pass(
    'Your network lets the conversation through.',
    'The realtime host answers; a UDP candidate was gathered.',
  ),
  'udp-blocked': fail(
    'Your network seems to block voice conversations. Try another network.',
    'No UDP candidate: a firewall, a proxy or a policy of the browser forbids UDP.',
  ),
  'mic-unasked': unknown(
    'Your browser asks for the microphone when you start.',
    'navigator.permissions: prompt. The microphone was not opened.',
  ),
  'not-checked': unknown('This could not be checked.', 'Not offered by this browser, or no answer in time.'),
} satisfies Record<string, Finding>;

/** What a diagnosis can find beside errors. */
export type FindingCode = keyof typeof findings;

/** What was looked at. */
export type DiagnosisName =
  | 'secure-context'
  | 'policy'
  | 'permission'
  | 'devices'
  | 'webrtc'
  | 'codec'
  | 'playback'
  | 'endpoint'
  | 'network';

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

/** What a code stands for, in the words given. */
export function describe(code: FindingCode | VoiceErrorCode, words: DiagnosisWords): Finding {
  const known = isFinding(code);
  const {message, help} = known ? findings[code] : errorKinds[code];
  return {
    result: known ? findings[code].result : 'fail',
    message: words[`${known ? 'diagnosis' : 'error'}-${code}`] ?? message,
    help,
  };
}

function isFinding(code: FindingCode | VoiceErrorCode): code is FindingCode {
  return Object.hasOwn(findings, code);
}
