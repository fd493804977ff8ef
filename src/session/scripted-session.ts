import type {TurnRole} from '../state/voice-event.js';
import {pause} from './pause.js';
import type {VoiceSession, VoiceSessionEvent, VoiceSessionStart} from './voice-session.js';

/** One step of a script. */
export type ScriptStep =
  /** The person is heard saying this. */
  | {readonly user: string}
  /** The assistant says this; it can be interrupted. */
  | {readonly assistant: string}
  /** Nothing happens for a while, in milliseconds. */
  | {readonly pause: number}
  /** Exactly this is reported. */
  | {readonly event: VoiceSessionEvent};

/** A conversation to act out, and how to answer what is typed in between. */
export interface Script {
  readonly steps?: readonly ScriptStep[];
  /** Answers typed words. @default a friendly echo */
  readonly answer?: (text: string) => string;
  /** How fast everything goes; 0 leaves no time between events. @default 1 */
  readonly pace?: number;
}

const connectMs = 400;
const thinkMs = 600;
const wordMs = 220;

/**
 * A session acted out in the page: no server, no key, no network. It reports what a real one would, in the
 * same order, so that pages, stories and tests can rely on it.
 */
export class ScriptedSession implements VoiceSession {
  readonly ownsMicrophone = true;
  readonly #script: Script;
  #call: AbortController | null = null;
  #answer: AbortController | null = null;
  #emit: (event: VoiceSessionEvent) => void = () => {};
  #acting: Promise<void> = Promise.resolve();
  #count = 0;

  constructor(script: Script = {}) {
    this.#script = script;
  }

  async start({signal, emit}: VoiceSessionStart): Promise<void> {
    this.stop();
    const call = (this.#call = new AbortController());
    this.#emit = emit;
    await this.#wait(connectMs, AbortSignal.any([signal, call.signal]));
    emit({type: 'session-opened', sessionId: 'scripted'});
    for (const step of this.#script.steps ?? []) this.#then(signal => this.#act(step, signal));
  }

  stop(): void {
    this.#call?.abort(new DOMException('The call was stopped', 'AbortError'));
    this.#call = null;
    this.#emit = () => {};
  }

  setMicrophone(): void {}

  interrupt(): void {
    this.#answer?.abort(new DOMException('Interrupted', 'AbortError'));
  }

  sendText(text: string): void {
    this.interrupt();
    const {answer = heard => `You said: ${heard}`} = this.#script;
    this.#then(signal => this.#say(answer(text), signal));
  }

  sendImage(_dataUrl: string, _id: string, respond: boolean): void {
    const {answer = () => 'What a picture!'} = this.#script;
    if (respond) this.#then(signal => this.#say(answer(''), signal));
  }
  #then(act: (signal: AbortSignal) => Promise<void>): void {
    const signal = this.#call?.signal;
    if (!signal) return;
    this.#acting = this.#acting.then(() => act(signal)).catch(() => {}); // Stopped: nothing is left to say.
  }

  async #act(step: ScriptStep, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if ('user' in step) await this.#hear(step.user, signal);
    else if ('assistant' in step) await this.#say(step.assistant, signal);
    else if ('pause' in step) await this.#wait(step.pause, signal);
    else this.#emit(step.event);
  }

  async #hear(text: string, signal: AbortSignal): Promise<void> {
    const id = this.#id('user');
    this.#emit({type: 'speech-started'});
    await this.#wait(text.split(' ').length * wordMs, signal);
    this.#emit({type: 'speech-stopped'});
    this.#emit({type: 'turn-started', id, role: 'user'});
    this.#emit({type: 'input-committed'});
    this.#emit({type: 'turn-text', id, role: 'user', text, final: true});
  }

  async #say(text: string, call: AbortSignal): Promise<void> {
    call.throwIfAborted();
    const answer = (this.#answer = new AbortController());
    const signal = AbortSignal.any([call, answer.signal]);
    const id = this.#id('assistant');
    const responseId = `response-${id}`;
    let playing = false;
    this.#emit({type: 'response-started', responseId});
    try {
      await this.#wait(thinkMs, signal);
      this.#emit({type: 'playback-started'});
      playing = true;
      const words = text.split(/(?<=\s)/);
      for (let count = 1; count <= words.length; count++) {
        this.#emit({
          type: 'turn-text',
          id,
          role: 'assistant',
          text: words.slice(0, count).join(''),
          final: false,
        });
        await this.#wait(wordMs, signal);
      }
      this.#emit({type: 'turn-text', id, role: 'assistant', text, final: true});
      this.#emit({type: 'response-finished', responseId, status: 'completed', audible: true});
      this.#emit({type: 'playback-stopped', cut: false});
    } catch (error) {
      if (call.aborted) throw error;
      if (playing) this.#emit({type: 'turn-interrupted', id});
      this.#emit({type: 'response-finished', responseId, status: 'cancelled', audible: false});
      if (playing) this.#emit({type: 'playback-stopped', cut: true});
    } finally {
      if (this.#answer === answer) this.#answer = null;
    }
  }

  #id(role: TurnRole): string {
    return `${role}-${++this.#count}`;
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return pause(ms * (this.#script.pace ?? 1), signal);
  }
}
