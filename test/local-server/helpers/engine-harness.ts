import type {
  HistoryEntry,
  Responder,
  ResponderRequest,
  ResponseChunk,
} from '../../../local-server/responders/responder.js';
import {frameMs, frameSamples, msToSamples} from '../../../local-server/audio/format.js';
import type {CallEngine} from '../../../local-server/engine/call-engine.js';
import {ConversationEngine, type EngineOptions} from '../../../local-server/engine/engine.js';
import type {WireEvent} from '../../../local-server/engine/events.js';
import {PacedPlayback} from '../../../local-server/engine/playback.js';
import {defaultEndpointing} from '../../../local-server/engine/session-config.js';
import type {FaultOptions} from '../../../local-server/faults/fault-table.js';
import type {TextToSpeech} from '../../../local-server/speech/text-to-speech.js';
import type {ServiceFailure} from '../../../local-server/services/service-failure.js';
import {VirtualClock} from './virtual-clock.js';

/** A word takes this long in the test's voice. */
export const WORD_MS = 200;

/** Speaks a tone as long as the words. */
export const toneSpeech: TextToSpeech = {
  name: 'tone',
  sampleRate: 48_000,
  *speak(text) {
    for (let word = 0; word < text.trim().split(/\s+/u).length; word++) {
      yield new Int16Array(msToSamples(WORD_MS)).fill(5000);
    }
  },
};

/** Answers with the chunks the test gives, and remembers what it was asked. */
class FakeResponder implements Responder {
  readonly name = 'fake';
  readonly requests: Array<{history: readonly HistoryEntry[]; request: ResponderRequest}> = [];
  chunks: ResponseChunk[] | ((history: readonly HistoryEntry[]) => ResponseChunk[]) = [
    {text: 'One two three.'},
  ];

  *answer(history: readonly HistoryEntry[], request: ResponderRequest): Generator<ResponseChunk> {
    this.requests.push({history: structuredClone(history), request});
    yield* typeof this.chunks === 'function' ? this.chunks(history) : this.chunks;
  }
}

/** An engine with time in the test's hands. */
export abstract class CallHarness {
  readonly clock = new VirtualClock();
  readonly responder = new FakeResponder();
  readonly events: WireEvent[] = [];
  readonly failures: Array<Omit<ServiceFailure, 'callId'>> = [];
  abstract readonly engine: CallEngine;
  faults: FaultOptions = {};
  playback!: PacedPlayback;

  /** What every engine needs. */
  protected readonly services = {
    responder: this.responder,
    speak: toneSpeech,
    clock: this.clock,
    endpointing: defaultEndpointing,
    generationSpeed: Infinity,
    thinkingMs: 0,
    deltaIntervalMs: 0,
    faults: () => this.faults,
    reportFailure: (failure: Omit<ServiceFailure, 'callId'>) => this.failures.push(failure),
    send: (event: WireEvent) => this.events.push(event),
    createOutput: (emit: (event: WireEvent) => void) => (this.playback = new PacedPlayback(emit)),
  };

  /** Lets time pass with this loudness at the microphone, and sound playing in real time. */
  async run(ms: number, level = 0): Promise<void> {
    for (let passed = 0; passed < ms; passed += frameMs) {
      this.engine.receiveAudio(new Int16Array(frameSamples).fill(Math.round(level * 32767)));
      this.playback.next();
      await this.clock.advance(frameMs);
    }
  }

  /** Speech of this length, and the silence that ends the turn. */
  async speakTurn(ms = 1000): Promise<void> {
    await this.run(400);
    await this.run(ms, 0.1);
    await this.run(600);
  }

  async send(event: Record<string, unknown> | string): Promise<void> {
    this.engine.receiveText(typeof event === 'string' ? event : JSON.stringify(event));
    await this.clock.advance(0);
  }

  /** Types so far, without repetitions of the same type in a row. */
  types(): string[] {
    return this.events.map(event => event.type).filter((type, index, all) => type !== all[index - 1]);
  }

  /** Forgets what was sent so far, for the next part of a test. */
  forget(): void {
    this.events.length = 0;
  }

  last(type: string): WireEvent {
    const found = this.events.findLast(event => event.type === type);
    if (!found) throw new Error(`no ${type} among ${this.types().join(', ')}`);
    return found;
  }

  has(type: string): boolean {
    return this.events.some(event => event.type === type);
  }
}

/** An engine of the Realtime API. */
export class EngineHarness extends CallHarness {
  readonly engine: ConversationEngine;

  constructor(options: Partial<EngineOptions> = {}) {
    super();
    this.engine = new ConversationEngine({
      ...this.services,
      model: 'test-model',
      expiresAt: 0,
      presets: [],
      dialect: () => 'ga',
      ...options,
    });
    this.engine.open();
  }
}
