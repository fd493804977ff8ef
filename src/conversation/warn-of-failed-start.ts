import type {VoiceError} from '../state/voice-error.js';

/** Hosts of the developer's own machine: no one else reads that console. */
const local = /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/;

/**
 * Says on the console why a call did not start, where a developer looks: with `debug`, or on their own machine. Neither the
 * cause nor any address is told: they can hold what is private.
 */
export function warnOfFailedStart(
  {code, status, detail, help}: VoiceError,
  debug?: boolean,
  hostname = location.hostname,
): void {
  if (!debug && !local.test(hostname)) return;
  const what = [code, status, detail].filter(Boolean).join(', ');
  console.warn(`<voice-assistant>: the call did not start: ${what}. ${help} See docs/troubleshooting.md.`);
}
