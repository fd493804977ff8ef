import assert from 'node:assert/strict';
import type {Call} from '../../local-server/index.js';

/** The browser's fake microphones beep every second: quiet for this long is no accident. */
const quietMs = 1_500;
/** One step of 16-bit sound: what Opus makes of digital silence stays below it. */
const digitalSilence = 1 / 32_768;

/** Fails unless the page goes on sending sound, and all of it is digital silence. */
export async function assertSilent(call: Call): Promise<void> {
  const {at} = await call.waitForInputSilence(digitalSilence, quietMs, 8_000, performance.now());
  const frames = call.inputLevel(at, at + quietMs);
  const sent = frames.filter(frame => !frame.missing).length;
  assert.ok(sent > 50, `the track itself is still being sent: ${sent} of ${frames.length} frames`);
  assert.ok(Math.max(...frames.map(frame => frame.rms)) < digitalSilence);
}
