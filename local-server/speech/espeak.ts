import {Worker} from 'node:worker_threads';
import type {SpeakOptions, TextToSpeech} from './text-to-speech.js';
import {espeakVoice} from './espeak-voices.js';

type FromWorker =
  {type: 'ready'} | {type: 'sound'; id: number; pcm: Int16Array} | {type: 'end'; id: number; error?: string};

interface Job {
  id: number;
  receive(message: FromWorker): void;
  fail(error: Error): void;
}

/** Speaks through the eSpeak NG port in a worker thread, one sentence at a time, at 22.05 kHz. */
export class EspeakTextToSpeech implements TextToSpeech {
  readonly name = 'eSpeak NG';
  readonly sampleRate = 22_050;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  #worker: Worker | undefined;
  #ready: Promise<void> | undefined;
  #job: Job | undefined;
  #turn: Promise<void> = Promise.resolve();
  #lastId = 0;

  warmUp(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  async *speak(text: string, options: SpeakOptions): AsyncGenerator<Int16Array> {
    const release = await this.#takeTurn();
    try {
      await this.warmUp();
      if (!options.signal.aborted && this.#worker) yield* this.#synthesize(this.#worker, text, options);
    } finally {
      release();
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    // The start may have no caller left to handle its rejection.
    this.#ready?.catch(() => {});
    this.#worker = undefined;
    this.#ready = undefined;
    this.#job?.fail(new Error('the synthesizer was closed'));
    await worker?.terminate();
  }

  #start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./espeak-worker.mjs', import.meta.url), {
        workerData: {cancelled: this.#cancelled.buffer},
        // The loader of this process's TypeScript is neither needed nor always possible there.
        execArgv: [],
      });
      this.#worker = worker;
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') {
          // While it has nothing to do it keeps no process alive.
          worker.unref();
          resolve();
        } else if (message.id === this.#job?.id) this.#job.receive(message);
      });
      worker.on('error', error => {
        reject(error);
        this.#job?.fail(error);
      });
      worker.on('exit', () => reject(new Error('the synthesizer ended')));
    });
  }

  async *#synthesize(worker: Worker, text: string, options: SpeakOptions): AsyncGenerator<Int16Array> {
    const chunks: Int16Array[] = [];
    let ended = false;
    let failure: Error | undefined;
    let wake = () => {};
    const id = ++this.#lastId;
    const cancel = () => Atomics.store(this.#cancelled, 0, id);
    const finished = new Promise<void>(resolve => {
      const end = (error?: Error) => {
        ended = true;
        failure = error;
        resolve();
        wake();
      };
      this.#job = {
        id,
        fail: end,
        receive(message) {
          if (message.type === 'sound') chunks.push(message.pcm);
          else if (message.type === 'end') end(message.error ? new Error(message.error) : undefined);
          wake();
        },
      };
    });
    options.signal.addEventListener('abort', cancel, {once: true});
    worker.ref();
    worker.postMessage({id, text, ...espeakVoice(options.voice, options.speed, text)});
    try {
      while (!ended || chunks.length > 0) {
        const chunk = chunks.shift();
        if (chunk) {
          if (options.signal.aborted) return;
          yield chunk;
        } else if (!ended) await new Promise<void>(resolve => (wake = resolve));
      }
      if (failure) throw failure;
    } finally {
      cancel();
      await finished;
      options.signal.removeEventListener('abort', cancel);
      this.#job = undefined;
      // Not while it is terminated: that is waited for.
      if (worker === this.#worker) worker.unref();
    }
  }

  /** The synthesizer can say one sentence at a time: calls queue here. */
  async #takeTurn(): Promise<() => void> {
    const before = this.#turn;
    let release = () => {};
    this.#turn = new Promise(resolve => (release = resolve));
    await before;
    return release;
  }
}
