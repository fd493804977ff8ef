import type {Page} from 'puppeteer-core';
import type {VoiceAssistant} from '../../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceSession, VoiceSessionEvent, VoiceSessionStart} from '../../../src/session/voice-session.js';
import type {Benchmark, Subject} from '../benchmark.js';
import type {Harness} from '../harness/harness.js';
import {watchMainThread} from '../harness/main-thread.js';

const timesBaseline = 1.2;

/** What a word takes until it is on the screen, the longer the conversation is: the whole element, in a page. */
export const elementDeltaCost: Benchmark = {
  name: 'delta cost in a page',
  maxRuns: 5,
  figures: [
    {
      key: 'thousandDeltas',
      title: '1,000 words onto the screen',
      unit: 'ms',
      baseline: 'after 10 turns',
      budgets: {'after 1,000 turns': {timesBaseline}, 'after 10,000 turns': {timesBaseline}},
    },
  ],
  subjects: [10, 1_000, 10_000].map(subject),
};

function subject(turns: number): Subject {
  return {name: `after ${turns.toLocaleString('en')} turns`, measure: harness => measure(harness, turns)};
}

interface TalkingWindow {
  emit(event: VoiceSessionEvent): void;
}

async function measure(harness: Harness, turns: number) {
  const page = await harness.openPage('/widget.html');
  await converse(page, turns);
  await speak(page, 'warming-up', 2);
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  const mainThreadMs = await watchMainThread(page);
  const before = await mainThreadMs();
  await speak(page, 'answer', 10);
  return {thousandDeltas: (await mainThreadMs()) - before};
}

/** An open widget with a session of its own, in which so many turns were taken. */
async function converse(page: Page, turns: number): Promise<void> {
  await page.evaluate(async turns => {
    const assistant = document.querySelector<VoiceAssistant>('voice-assistant')!;
    const nothing = () => {};
    assistant.session = {
      ownsMicrophone: true,
      start({emit}: VoiceSessionStart) {
        Object.assign(window, {emit});
        emit({type: 'session-opened', sessionId: 'bench'});
        return Promise.resolve();
      },
      ...{stop: nothing, setMicrophone: nothing, interrupt: nothing, sendText: nothing},
    } as unknown as VoiceSession;
    assistant.visualizer = 'none';
    assistant.show();
    await assistant.start();
    for (let turn = 0; turn < turns; turn++) {
      const role = turn % 2 ? 'assistant' : 'user';
      const text = `Turn ${turn}, of about as many words as people say at a time.`;
      (window as unknown as TalkingWindow).emit({
        type: 'turn-text',
        id: `said-${turn}`,
        role,
        text,
        final: true,
      });
      if (turn % 100 === 0) await new Promise(resolve => requestAnimationFrame(resolve));
    }
  }, turns);
}

/** The assistant gives answers of a hundred words each, five words a frame. */
async function speak(page: Page, name: string, answers: number): Promise<void> {
  await page.evaluate(
    async (name, answers) => {
      for (let answer = 0; answer < answers; answer++) {
        let text = '';
        for (let word = 1; word <= 100; word++) {
          text += 'word ';
          (window as unknown as TalkingWindow).emit({
            type: 'turn-text',
            id: `${name}-${answer}`,
            role: 'assistant',
            text,
            final: word === 100,
          });
          if (word % 5 === 0) await new Promise(resolve => requestAnimationFrame(resolve));
        }
      }
    },
    name,
    answers,
  );
}
