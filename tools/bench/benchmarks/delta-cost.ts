import {VoiceStore} from '../../../src/state/store.js';
import type {VoiceEvent} from '../../../src/state/voice-event.js';
import type {Benchmark, Subject} from '../benchmark.js';

const deltas = 1_000;
/** An answer of some sentences. */
const deltasOfAnswer = 100;
/** A sample is the least of so many: whatever else the machine does only adds. */
const repetitions = 20;
const timesBaseline = 1.2;

const start: readonly VoiceEvent[] = [
  {type: 'start'},
  {type: 'microphone-opened'},
  {type: 'session-opened', sessionId: 'bench'},
];

/** What a word takes to become a snapshot, the longer the conversation is. Without a page: it needs none. */
export const deltaCost: Benchmark = {
  name: 'delta cost',
  figures: [
    {
      key: 'thousandDeltas',
      title: `${deltas.toLocaleString('en')} words into the state`,
      unit: 'ms',
      baseline: 'after 10 turns',
      budgets: {'after 1,000 turns': {timesBaseline}, 'after 10,000 turns': {timesBaseline}},
    },
  ],
  subjects: [10, 1_000, 10_000].map(subject),
};

function subject(turns: number): Subject {
  return {
    name: `after ${turns.toLocaleString('en')} turns`,
    measure() {
      const store = new VoiceStore(() => {});
      for (const event of start) store.send(event);
      for (let turn = 0; turn < turns; turn++) store.send(words(`said-${turn}`, `Turn ${turn}`, true));
      let answers = 0;
      const times = Array.from({length: repetitions}, () => timeDeltas(store, () => `new-${answers++}`));
      return Promise.resolve({thousandDeltas: Math.min(...times)});
    },
  };
}

function timeDeltas(store: VoiceStore, nextId: () => string): number {
  const before = performance.now();
  for (let answer = 0; answer < deltas / deltasOfAnswer; answer++) {
    const id = nextId();
    let text = '';
    for (let delta = 1; delta <= deltasOfAnswer; delta++) {
      text += 'word ';
      store.send(words(id, text, delta === deltasOfAnswer));
    }
  }
  return performance.now() - before;
}

function words(id: string, text: string, final: boolean): VoiceEvent {
  return {type: 'turn-text', id, role: 'assistant', text, final};
}
