import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call} from '../../local-server/index.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import {fixedResponder} from './fixed-responder.js';
import {setStage, defaultAttributes, type Stage} from './stage.js';
import {
  press,
  turns,
  type,
  untilAtRest,
  untilHeard,
  untilPhase,
  untilQuiet,
  watchPhases,
  wordsOnScreen,
} from './widget.js';

const questions = ['Hello, who are you?', 'What can you do?', 'Please count to thirty.'];
const interjection = 'Stop, that is enough!';
const answers = [
  'I am a voice on a page.',
  'I can listen and talk.',
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen.',
  'As you like.',
];
const written = {'And in writing?': 'In writing, too.'};

const recording = [
  {silenceMs: 2_500},
  {text: questions[0]!},
  {silenceMs: 5_500},
  {text: questions[1]!},
  {silenceMs: 5_500},
  {text: questions[2]!},
  {silenceMs: 3_500},
  {text: interjection},
  {silenceMs: 500},
];

type Wait = Partial<Record<'turnLatencyMs' | 'networkMs' | 'modelMs' | 'playbackMs', number>>;

/** Keeps how long the person waited in each turn. */
async function watchWaits(page: Page): Promise<() => Promise<Wait[]>> {
  const waits = await page.evaluateHandle(() => {
    const kept: Wait[] = [];
    const assistant = document.querySelector('voice-assistant')!;
    assistant.addEventListener('voice-metrics', ({turnLatencyMs, networkMs, modelMs, playbackMs}) => {
      if (turnLatencyMs) kept.push({turnLatencyMs, networkMs, modelMs, playbackMs});
    });
    return kept;
  });
  return () => waits.jsonValue();
}

/** One conversation from the first press to hanging up; each test is the next stretch of it. */
function conversationOver(transport: 'webrtc' | 'websocket'): void {
  let stage: Stage;
  let page: Page;
  let call: Call;
  let phases: () => Promise<string[]>;
  let metrics: () => Promise<Wait[]>;

  before(async () => {
    stage = await setStage({
      microphoneWav: await makeSpeechWav(recording),
      realtime: {
        understand: hearInOrder(...questions, interjection),
        responder: fixedResponder(answers, written),
        session: {audio: {input: {transcription: {model: 'local'}}}},
      },
    });
    page = await stage.openPage(`${defaultAttributes} transport="${transport}"`);
    phases = await watchPhases(page);
    metrics = await watchWaits(page);
  });

  after(() => stage.close());

  it('starts with one press', async () => {
    await press(page, 'launcher');
    await untilPhase(page, 'listening');
    call = await stage.realtime.waitForCall();
  });

  it('lets the server hear the person', async () => {
    const {at} = await call.waitForInputLevel(0.02);
    // The recording begins with silence: it is this microphone that is heard, from the beginning.
    const before = call.inputLevel().filter(sample => sample.at < at - 200);
    assert.ok(before.length > 20, `heard for ${before.length} frames before`);
    assert.ok(Math.max(...before.map(({rms}) => rms)) < 0.01);
  });

  it('lets the person hear the assistant, in every turn', async () => {
    for (const [turn, question] of questions.entries()) {
      await untilPhase(page, 'thinking');
      await untilPhase(page, 'speaking');
      await untilHeard(page, 0.005);
      if (turn < 2) await untilPhase(page, 'listening');
      assert.equal((await wordsOnScreen(page, 'user')).at(-1), question);
    }
  });

  it('tells of every turn how long the person waited, and for what', async () => {
    const told = await metrics();
    console.log(`Waited over ${transport}:`, ...told.slice(0, 2));
    for (const {turnLatencyMs = 0, networkMs = 0, modelMs = 0, playbackMs = 0} of told.slice(0, 2)) {
      // The local server waits for half a second whether the person goes on.
      assert.ok(turnLatencyMs > 500 && turnLatencyMs < 5_000);
      assert.ok(modelMs > 300 && playbackMs > 0 && playbackMs < 1_000);
      assert.ok(Math.abs(networkMs + modelMs + playbackMs - turnLatencyMs) < 2);
    }
  });

  it('is silenced by talking over it, and says so', async () => {
    // Over a WebSocket the page plays, cuts, and says what was heard.
    const cut = transport === 'webrtc' ? 'output_audio_buffer.cleared' : 'conversation.item.truncated';
    await call.waitForSentEvent(cut, 12_000);
    await untilPhase(page, ['listening', 'thinking']);
    await untilQuiet(page, 1_000);
    const interrupted = (await turns(page)).filter(turn => turn.interrupted);
    assert.deepEqual(
      interrupted.map(turn => turn.text.slice(0, 8)),
      ['One, two'],
    );
    assert.ok(interrupted[0]!.heardMs! > 500);
    assert.ok(interrupted[0]!.heardMs! < 8_000);
  });

  it('goes on after the interruption', async () => {
    await untilPhase(page, 'speaking');
    await untilPhase(page, 'listening');
    assert.equal((await wordsOnScreen(page, 'user')).at(-1), interjection);
  });

  it('mixes typed words in', async () => {
    await type(page, 'And in writing?');
    await untilPhase(page, 'speaking');
    await untilHeard(page, 0.005);
    await untilPhase(page, 'listening');
  });

  it('has both sides of it on the screen, in order', async () => {
    assert.deepEqual(await wordsOnScreen(page, 'user'), [...questions, interjection, 'And in writing?']);
    const said = await wordsOnScreen(page, 'assistant');
    assert.deepEqual(
      [...said.slice(0, 2), ...said.slice(3)],
      [...answers.slice(0, 2), answers[3], 'In writing, too.'],
    );
    const roles = (await turns(page)).map(turn => turn.role[0]).join('');
    assert.equal(roles, 'ua'.repeat(5));
    assert.ok((await turns(page)).every(turn => turn.final));
  });

  it('passed through the phases in their order', async () => {
    const turn = ['thinking', 'speaking', 'listening'];
    const begin = ['requesting-microphone', 'listening'];
    // There is a `connecting` only where the microphone is faster than the server.
    const passed = (await phases()).filter(phase => phase !== 'connecting');
    assert.deepEqual(passed, [...begin, ...turn, ...turn, ...turn, ...turn, ...turn]);
  });

  it('releases everything when the person hangs up, and keeps what was said', async () => {
    await press(page, 'hang-up');
    await untilPhase(page, 'idle');
    const left = await page.evaluate(() => {
      const {tracks, peers} = window.resources;
      return {tracks: tracks.map(track => track.readyState), peers: peers.map(peer => peer.connectionState)};
    });
    assert.deepEqual(left, {tracks: ['ended'], peers: transport === 'webrtc' ? ['closed'] : []});
    await call.ended;
    await untilAtRest(page);
    assert.equal((await wordsOnScreen(page, 'user')).length, 5);
  });
}

for (const transport of ['webrtc', 'websocket'] as const)
  describe(`a spoken conversation over ${transport}`, () => conversationOver(transport));
