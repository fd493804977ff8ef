import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {SessionFinding} from '../../session/voice-session.js';
import {
  describe,
  type DiagnosisCheck,
  type DiagnosisName,
  type DiagnosisReport,
  type DiagnosisWords,
} from '../../state/diagnosis.js';
import {checkCodec, checkPlayback, checkPolicy, checkSecureContext, checkWebRTC} from './browser-checks.js';
import type {Check, Found, Subject} from './check.js';
import {lastFailure} from './last-failure.js';
import {loadFailure} from './load-failure.js';
import {checkDevices, checkPermission} from './microphone-checks.js';

interface Plan {
  readonly check: Check;
  /** Beyond this it counts as `late`: the whole report must not take longer than ten seconds. */
  readonly limitMs: number;
  readonly late: Found['code'];
  /** Concerns only the session that the widget brings. */
  readonly ownSession?: boolean;
  /** Connects to a server. */
  readonly remote?: boolean;
}

const quick = {limitMs: 3_000, late: 'not-checked'} as const;
/** The session has limits of its own, below this. */
const remote = {limitMs: 9_000, late: 'connect-network', remote: true} as const;

/** What the session says of one half of its way to the server. */
function found(name: SessionFinding['name']): Check {
  return async ({remote}) => {
    const finding = (await remote?.())?.find(other => other.name === name);
    if (!finding) return {code: 'not-checked', detail: 'the session does not tell'};
    const {code, detail, help} = finding;
    return {code: code as Found['code'], detail, help};
  };
}

/** In the order in which a start needs them. */
const plans: Readonly<Record<Exclude<DiagnosisName, 'call'>, Plan>> = {
  'secure-context': {check: checkSecureContext, ...quick},
  policy: {check: checkPolicy, ...quick},
  permission: {check: checkPermission, ...quick},
  devices: {check: checkDevices, limitMs: 6_000, late: 'mic-busy'},
  webrtc: {check: checkWebRTC, ...quick, ownSession: true},
  codec: {check: checkCodec, ...quick, ownSession: true},
  playback: {check: checkPlayback, ...quick},
  endpoint: {check: found('endpoint'), ...remote},
  network: {check: found('network'), ...remote},
};

/** Looks at everything that a conversation needs, all at once. Never rejects, and takes less than ten seconds. */
export async function diagnose(subject: Subject, words: DiagnosisWords): Promise<DiagnosisReport> {
  const names = Object.keys(plans) as (keyof typeof plans)[];
  const once = lazily(subject.remote);
  const checked = await Promise.all(names.map(name => carryOut(name, {...subject, remote: once}, words)));
  const failure = lastFailure(subject, checked, words);
  const checks = Object.freeze(failure ? [...checked, failure] : checked);
  const ok = checks.every(({result}) => result !== 'fail');
  return Object.freeze({ok, checks, text: asText(checks)});
}

/** Asks once, however often it is asked for. */
function lazily<T>(ask: (() => Promise<T>) | null): (() => Promise<T>) | null {
  let asked: Promise<T> | null = null;
  return ask && (() => (asked ??= ask()));
}

async function carryOut(
  name: keyof typeof plans,
  subject: Subject,
  words: DiagnosisWords,
): Promise<DiagnosisCheck> {
  const started = performance.now();
  const found = await findOut(plans[name], subject);
  const {code, detail} = found;
  const {result, message, help: usual} = describe(code, words);
  const help = found.help ?? usual;
  return Object.freeze({
    name,
    result,
    code,
    message,
    help: detail ? `${help} (${detail})` : help,
    durationMs: Math.round(performance.now() - started),
  });
}

async function findOut({check, limitMs, late, ownSession, remote}: Plan, subject: Subject): Promise<Found> {
  if (remote && subject.local) return {code: 'not-checked', detail: 'the person has not agreed yet'};
  const brought = subject.settings.session;
  if (brought && (ownSession || (remote && !subject.remote)))
    return {code: 'not-checked', detail: 'the page brings a session of its own'};
  const {signal} = new AbortController(); // Only the time ends it.
  try {
    return await withDeadline(limitMs, signal, async limited => check(subject, limited));
  } catch (error) {
    if (isTimeout(error)) return {code: late, detail: `no answer in ${limitMs / 1000} s`};
    const failure = loadFailure(error);
    if (failure) return {code: failure.code, detail: failure.detail, help: failure.help};
    // The name alone: a message may hold a secret.
    return {code: 'not-checked', detail: error instanceof Error ? error.name : undefined};
  }
}

/** For a support person: what is there to see, and what it means to a developer. */
function asText(checks: readonly DiagnosisCheck[]): string {
  const lines = checks.map(
    ({name, result, code, message, help, durationMs}) =>
      `${result.toUpperCase()} ${name}: ${code}, ${durationMs} ms\n  ${message}\n  ${help}`,
  );
  return [
    `Voice assistant, checked at ${new Date().toISOString()}`,
    `Page: ${location.origin}`, // No more of the address: paths and queries can be private.
    `Browser: ${navigator.userAgent}`,
    ...lines,
  ].join('\n');
}
