import type {Page} from 'puppeteer-core';
import {makeSpeechWav} from '../../../local-server/speech-wav.js';
import {
  bargeInTimes,
  interruptions,
  reactionMs,
  untilReaction,
  watchBargeIn,
} from '../../recording/watch-barge-in.js';
import type {Sample} from '../benchmark.js';
import type {Harness} from './harness.js';
import {launcher} from './launcher.js';
import {pressByScript, untilListening, watchStart} from './start-of-call.js';

const story =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen.';

/**
 * Has the assistant tell a story until the recorded person talks over it.
 * @returns milliseconds from the person's first sound to an assistant at a fifth of its loudness, and to silence
 */
export async function interruptAloud(
  {realtime, openPageWithMicrophone}: Harness,
  path: string,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Sample> {
  const page = await openPageWithMicrophone(await makeSpeechWav(interruptions), path, async blank => {
    await prepare(blank);
    await watchStart(blank);
    await watchBargeIn(blank, '/recorder.js');
  });
  await pressByScript(page, launcher);
  await untilListening(page);
  realtime.calls.at(-1)!.say(story);
  await page.waitForSelector('voice-assistant[data-phase="speaking"]');
  await untilReaction(page, 0);
  const times = await bargeInTimes(page);
  return {quiet: reactionMs(times, 0.2), cut: reactionMs(times, 0)};
}
