import type {TurnRole} from '../state/turns.js';
import {noCapabilities, type SessionCapabilities} from '../state/capabilities.js';
import {pause} from './pause.js';
import type {ToolDefinition, VoiceSessionEvent} from './session-event.js';
import type {RespondOption, VoiceSession, VoiceSessionStart} from './voice-session.js';

/** The assistant calls a tool of the page. */
export interface ToolStep {
  readonly tool: string;
  readonly arguments?: object;
  /** What the assistant says about what came of it. @default the result itself */
  readonly then?: string | ((output: string) => string);
}

/** A tool that the server runs asks for approval. */
export interface ApprovalStep {
  readonly approval: string;
  readonly arguments?: object;
  /** Who has the tool. */
  readonly server?: string;
  /** What the assistant says to the answer. */
  readonly then?: (approved: boolean) => string;
}

/** One step of a script. */
export type ScriptStep =
  /** The person is heard saying this; null: they speak, and are not understood. */
  | {readonly user: string | null}
  /** The assistant says this; it can be interrupted. */
  | {readonly assistant: string}
  | ToolStep
  | ApprovalStep
  /** Nothing happens for a while, in milliseconds. */
  | {readonly pause: number}
  /** Exactly this is reported. */
  | {readonly event: VoiceSessionEvent};

/** A conversation to act out, and how to answer what is typed in between. */
export interface Script {
  readonly steps?: readonly ScriptStep[];
  /** Answers typed words. @default a friendly echo */
  readonly answer?: (text: string) => string;
  /** What is heard when push-to-talk is released. @default 'Hello!' */
  readonly held?: string;
  /** How fast everything goes; 0 leaves no time between events. @default 1 */
  readonly pace?: number;
}

const connectMs = 400;
const thinkMs = 600;
const wordMs = 220;

const capabilities: SessionCapabilities = Object.freeze({
  ...noCapabilities,
  text: true,
  images: true,
  context: true,
  history: true,
  pushToTalk: 'turn',
  tools: 'page',
  approvals: true,
  say: 'verbatim',
  reads: Object.freeze(['tools', 'context', 'guardrails', 'greeting', 'turnDetection']),
});

/**
 * A session acted out in the page: no server, no key, no network. It reports what a real one would, in the
 * same order, so that pages, stories and tests can rely on it.
 */
export class ScriptedSession implements VoiceSession {
  readonly capabilities = capabilities;
  readonly ownsMicrophone = true;
  /** The tools of the page, as it declared them last. */
  tools: readonly ToolDefinition[] = [];
  readonly #script: Script;
  #call: AbortController | null = null;
  #answer: AbortController | null = null;
  #emit: (event: VoiceSessionEvent) => void = () => {};
  #acting: Promise<void> = Promise.resolve();
  /** What the script waits for, by the ids of calls and requests. */
  readonly #waiting = new Map<string, (result: string | null) => void>();
  #count = 0;

  constructor(script: Script = {}) {
    this.#script = script;
  }

  async start({signal, emit}: VoiceSessionStart): Promise<void> {
    this.stop();
    const call = (this.#call = new AbortController());
    this.#emit = emit;
    try {
      await this.#wait(connectMs, AbortSignal.any([signal, call.signal]));
    } catch (error) {
      if (this.#call === call) this.stop();
      throw error;
    }
    emit({type: 'session-opened', sessionId: 'scripted'});
    for (const step of this.#script.steps ?? []) this.act(step);
  }

  /** Acts out one more step, after those that are under way. */
  act(step: ScriptStep): void {
    this.#then(signal => this.#act(step, signal));
  }

  stop(): void {
    this.#call?.abort(new DOMException('The call was stopped', 'AbortError'));
    this.#call = null;
    this.#emit = () => {};
    this.#waiting.clear();
  }

  setMicrophone(): void {}

  startTalking(): void {
    this.interrupt();
  }

  stopTalking(): void {
    const {held = 'Hello!'} = this.#script;
    this.#then(async signal => {
      this.#commit(held);
      await this.#say(this.#answerTo(held), signal);
    });
  }

  interrupt(): void {
    this.#answer?.abort(new DOMException('Interrupted', 'AbortError'));
  }

  sendText(text: string, _id: string, {respond}: RespondOption): void {
    this.interrupt();
    if (respond) this.#then(signal => this.#say(this.#answerTo(text), signal));
  }

  sendImage(_dataUrl: string, _id: string, {respond}: RespondOption): void {
    const {answer = () => 'What a picture!'} = this.#script;
    if (respond) this.#then(signal => this.#say(answer(''), signal));
  }

  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    const {answer = () => (instructions ? 'Hello! What can I do for you?' : 'Go on.')} = this.#script;
    this.#then(signal => this.#say(answer(instructions ?? ''), signal));
  }

  say(text: string): void {
    this.#then(signal => this.#say(text, signal));
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.tools = tools;
  }

  sendContext(): void {}

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    const known = this.#settle(callId, respond ? output : null);
    if (respond && !known) this.#then(signal => this.#say(output, signal)); // An earlier session asked for it.
  }

  answerApproval(requestId: string, approved: boolean): void {
    this.#settle(requestId, approved ? 'yes' : '');
  }

  #answerTo(text: string): string {
    const {answer = heard => `You said: ${heard}`} = this.#script;
    return answer(text);
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
    else if ('tool' in step) await this.#callTool(step, signal);
    else if ('approval' in step) await this.#askApproval(step, signal);
    else if ('pause' in step) await this.#wait(step.pause, signal);
    else this.#emit(step.event);
  }

  async #hear(text: string | null, signal: AbortSignal): Promise<void> {
    this.#emit({type: 'speech-started'});
    await this.#wait((text ?? 'a few words').split(' ').length * wordMs, signal);
    this.#emit({type: 'speech-stopped'});
    this.#commit(text);
  }

  #commit(text: string | null): void {
    const id = this.#id('user');
    this.#emit({type: 'turn-started', id, role: 'user'});
    this.#emit({type: 'input-committed'});
    this.#emit(
      text === null
        ? {type: 'transcription-failed', id}
        : {type: 'turn-text', id, role: 'user', text, final: true},
    );
  }

  async #callTool({tool, arguments: args = {}, then}: ToolStep, signal: AbortSignal): Promise<void> {
    const callId = `call-${++this.#count}`;
    const output = await this.#result(callId, signal, {
      type: 'tool-called',
      callId,
      name: tool,
      arguments: JSON.stringify(args),
    });
    if (output === null) return; // No response is wanted.
    await this.#say(typeof then === 'function' ? then(output) : (then ?? output), signal);
  }

  async #askApproval(
    {approval, arguments: args = {}, server, then}: ApprovalStep,
    signal: AbortSignal,
  ): Promise<void> {
    const requestId = `approval-${++this.#count}`;
    const answer = await this.#result(requestId, signal, {
      type: 'approval-requested',
      requestId,
      name: approval,
      arguments: JSON.stringify(args),
      ...(server && {server}),
    });
    const approved = answer === 'yes';
    await this.#say(then?.(approved) ?? (approved ? 'It is done.' : 'Then I leave it.'), signal);
  }

  /** A response that only asks the page for something, and what the page answers. */
  async #result(id: string, signal: AbortSignal, request: VoiceSessionEvent): Promise<string | null> {
    const responseId = `response-${id}`;
    this.#emit({type: 'response-started', responseId});
    await this.#wait(thinkMs, signal);
    const result = new Promise<string | null>((resolve, reject) => {
      this.#waiting.set(id, resolve);
      signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    });
    result.catch(() => {}); // Awaited below.
    this.#emit(request);
    this.#emit({type: 'response-finished', responseId, status: 'completed', audible: false});
    return result;
  }

  /** @returns whether it was waited for */
  #settle(id: string, result: string | null): boolean {
    this.#waiting.get(id)?.(result);
    return this.#waiting.delete(id);
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
        const said = words.slice(0, count).join('');
        this.#emit({type: 'turn-text', id, role: 'assistant', text: said, final: false});
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
