import type {Page} from 'puppeteer-core';
import {soundsOf, turnLatencyMs, untilAnswerHeard, watchSounds} from '../../recording/watch-sounds.js';
import type {Call} from '../../../local-server/call/call.js';
import {defaultEndpointing} from '../../../local-server/engine/session-config.js';
import {makeSpeechWav, type SpeechPart} from '../../../local-server/speech-wav.js';
import type {Sample} from '../benchmark.js';
import type {Harness} from './harness.js';
import {pressByScript, untilListening, watchStart} from './start-of-call.js';

/** For the microphone: one question, when the call is on, and then silence. */
const question: readonly SpeechPart[] = [{silenceMs: 3_000}, {text: 'How are you today?'}, {silenceMs: 500}];

/** A voice, on its way to the server. */
const loudInput = 0.01;
/** The first of these comes with the first sound of an answer. */
const sounds = [
  'output_audio_buffer.started',
  'response.output_audio.delta',
  'session.output_transcript.delta',
];

/**
 * Starts a call and asks the recorded question.
 * @returns milliseconds from the click to `listening` and from the end of the question to the first sound of its
 * answer; `beyondServer` is the latter without what the server itself took to hear the end, think and speak, and
 * `beyondHeard` the same by what the server heard
 */
export async function askAloud(
  {realtime, openPageWithMicrophone}: Harness,
  path: string,
  button: string,
): Promise<{page: Page; sample: Sample}> {
  const page = await openPageWithMicrophone(await makeSpeechWav(question), path, async blank => {
    await watchStart(blank);
    await watchSounds(blank, '/sounds.js');
  });
  await pressByScript(page, button);
  await untilListening(page);
  await untilAnswerHeard(page);
  const turn = turnLatencyMs(await soundsOf(page));
  const listening = await page.evaluate(
    () =>
      performance.getEntriesByName('listening')[0]!.startTime -
      performance.getEntriesByName('click')[0]!.startTime,
  );
  const call = realtime.calls.at(-1)!;
  const server = serverMs(call);
  return {
    page,
    sample: {
      listening,
      turn,
      beyondHeard: turn - heardMs(call),
      ...(server !== undefined && {beyondServer: turn - server}),
    },
  };
}

/** Of the first turn: the silence that ends it, and from there to the answer's first sound on its way. */
function serverMs({sentEvents}: Call): number | undefined {
  const heardEnd = sentEvents.find(({type}) => type === 'input_audio_buffer.speech_stopped');
  const spoke = sentEvents.find(({type}) => sounds.includes(type))!;
  return heardEnd && defaultEndpointing.silenceMs + spoke.at - heardEnd.at;
}

/** The same for servers that do not say when they heard the end: from the last that was loud of the question. */
function heardMs(call: Call): number {
  const spoke = call.sentEvents.find(({type}) => sounds.includes(type))!;
  const loud = call.inputLevel().filter(({at, rms}) => rms > loudInput && at < spoke.at);
  return spoke.at - loud.at(-1)!.at;
}
