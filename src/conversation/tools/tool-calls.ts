import {VoiceToolApprovalEvent, VoiceToolCallEvent, VoiceToolResultEvent} from '../../events/tools.js';
import {humanizeName} from '../../events/humanize-name.js';
import {withDeadline} from '../../session/deadline.js';
import type {ToolCall} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Approvals} from './approvals.js';
import type {PageHost} from './page-host.js';
import {parseArguments} from './parse-arguments.js';
import {argumentsOf, runTool} from './run-tool.js';
import {ToolFailure} from './tool-failure.js';
import type {Toolbox} from './toolbox.js';
import type {RunnableTool, ToolArguments} from './voice-tool.js';

/** For a tool to be there, and to say whether it needs an approval, and what for. */
const questionTimeoutMs = 20_000;

const stoppedInTime = 'The person stopped this before it began. It was not done.';
const stoppedLate = 'The person stopped waiting for this. It had begun, and may have been done all the same.';
const cannotBeAsked = 'This cannot be asked: what it would do could not be described.';
const tooLong = 'This was done, but what came of it is too long to be told.';

/** A call on its way. */
interface RunningCall extends ToolCall {
  readonly abort: AbortController;
  /** The user was asked, and has not answered. */
  waiting: boolean;
  /** What the user is asked, where a spoken answer counts. */
  spoken: {readonly title: string; readonly id: string} | null;
  /** The tool was set going: whether it can still be stopped is its own affair. */
  begun: boolean;
  /** What the assistant is told, once that is known. */
  text: string | null;
  /** The session that serves the call was told. */
  told: boolean;
  /** A response to it was asked for. */
  asked: boolean;
  /** No response to it is wanted. */
  silent: boolean;
}

/** What the calls of a conversation need. */
export interface ToolCallsContext {
  readonly toolbox: Toolbox;
  readonly approvals: Approvals;
  readonly host: PageHost;
}

/**
 * Makes the calls that the assistant asks for, side by side, tells it what came of them, and has it respond when all
 * are done. Nothing that a tool does stops the conversation.
 */
export class ToolCalls {
  readonly #context: ToolCallsContext;
  /** From the call to the response that knows its result. */
  readonly #calls = new Map<string, RunningCall>();
  #connected = false;

  constructor(context: ToolCallsContext) {
    this.#context = context;
  }

  /** Calls that a new session is to know of: their results are still to come, or were not responded to. */
  get pending(): readonly ToolCall[] {
    return [...this.#calls.values()].map(({callId, name, arguments: args}) => ({
      callId,
      name,
      arguments: args,
    }));
  }

  /**
   * A session serves the call, and knows the calls that were pending when it began to open.
   * @returns whether there are any: then a response follows when they are done, and not before
   */
  opened(): boolean {
    this.#connected = true;
    let underWay = false;
    const calls = [...this.#calls.values()];
    for (const call of calls) call.told = call.asked = false;
    for (const call of calls) {
      if (call.text !== null) this.#tell(call);
      else if (call.waiting) this.#ask(call);
      else this.#context.host.send({type: 'work-started', id: call.callId});
      underWay ||= !call.silent && (!call.waiting || call.spoken !== null);
    }
    return underWay;
  }

  /** The connection is gone; what is being done goes on. */
  lost(): void {
    this.#connected = false;
  }

  /** A response begins: it knows what the session was told. */
  responseStarted(): void {
    for (const {callId, told} of this.#calls.values()) if (told) this.#calls.delete(callId);
  }

  /** The model calls a tool. */
  begin({callId, name, arguments: args}: ToolCall): void {
    if (this.#calls.has(callId)) return;
    const call: RunningCall = {
      callId,
      name,
      arguments: args,
      abort: new AbortController(),
      waiting: false,
      spoken: null,
      begun: false,
      text: null,
      told: false,
      asked: false,
      silent: false,
    };
    this.#calls.set(callId, call);
    this.#context.host.send({type: 'work-started', id: callId});
    void this.#make(call);
  }

  /** The model does not wait for a call any more. */
  cancel(callId: string): void {
    const call = this.#calls.get(callId);
    if (!call) return;
    this.#calls.delete(callId);
    call.abort.abort(new ToolFailure('interrupted', call.begun ? stoppedLate : stoppedInTime));
    this.#context.host.send({type: 'work-finished', id: callId});
  }

  /** Stops what is being done, where it can be stopped. What the user is asked about waits on after an interruption. */
  abort(reason: 'interrupted' | 'ended'): void {
    for (const call of this.#calls.values()) {
      if (call.waiting && reason === 'interrupted') continue; // Nothing is being done yet.
      call.silent = true;
      call.abort.abort(new ToolFailure(reason, call.begun ? stoppedLate : stoppedInTime));
    }
    if (reason === 'ended') this.#calls.clear();
  }

  async #make(call: RunningCall): Promise<void> {
    const {toolbox, host} = this.#context;
    const {signal} = call.abort;
    const announced = new VoiceToolCallEvent(call.name, call.callId, parseArguments(call.arguments));
    host.notify(announced);
    try {
      const tool = await withDeadline(questionTimeoutMs, signal, () => toolbox.find(call.name));
      if (!tool) throw new ToolFailure('unknown', `There is no tool called ${call.name}.`);
      const args = await argumentsOf(tool, call.arguments, signal);
      signal.throwIfAborted();
      await this.#approved(tool, args, call, announced);
      call.begun = true;
      const {text, output} = await runTool(tool, args, signal, call);
      call.text = text;
      host.notify(new VoiceToolResultEvent(announced, {output}));
    } catch (cause) {
      const failure =
        cause instanceof ToolFailure
          ? cause
          : new ToolFailure('threw', `This failed: ${String(cause)}`, cause);
      call.text = failure.message;
      host.notify(new VoiceToolResultEvent(announced, {error: failure.error}));
    }
    this.#finish(call);
  }

  async #approved(
    tool: RunnableTool,
    args: ToolArguments,
    call: RunningCall,
    announced: VoiceToolCallEvent,
  ): Promise<void> {
    const {needsApproval} = tool;
    const {approvals, host} = this.#context;
    const {signal} = call.abort;
    const inTime = <T>(act: () => T | Promise<T>) =>
      withDeadline(questionTimeoutMs, signal, async () => act());
    const needed =
      typeof needsApproval === 'function' ? await inTime(() => needsApproval(args)) : needsApproval;
    if (!needed) return;
    const description = await inTime(() => describe(tool, args));
    const action = {
      callId: call.callId,
      name: tool.name,
      arguments: tool.readArguments ? inJson(args, description) : announced.arguments,
      description,
    };
    if (approvals.isGranted(action)) return;
    const settled = new AbortController();
    const title = tool.title ?? humanizeName(tool.name);
    const {question, answer} = approvals.ask(action, signal, needsApproval === 'spoken');
    call.waiting = true;
    host.notify(new VoiceToolApprovalEvent(action, title, settled.signal, description));
    call.spoken = question.spokenId === null ? null : {title, id: question.spokenId};
    this.#ask(call);
    this.#rest(call, call.spoken !== null);
    try {
      await answer;
    } finally {
      call.waiting = false;
      settled.abort();
    }
    host.send({type: 'work-started', id: call.callId});
  }

  /** Has the assistant ask, where it may pass on the answer. A new session knows nothing of the question. */
  #ask({spoken}: RunningCall): void {
    const session = this.#session;
    if (!spoken || !session) return;
    const {title, id} = spoken;
    session.sendContext?.(
      `The action “${title}” with the id “${id}” waits for the approval of the person. Ask them in one sentence that names it, and wait for their answer.`,
    );
    session.requestResponse?.();
  }

  /** A call has come to its end. */
  #finish(call: RunningCall): void {
    if (this.#calls.get(call.callId) !== call) return; // It was cancelled, or the call of the user is over.
    const {host} = this.#context;
    let responseFollows = false;
    try {
      responseFollows = this.#tell(call);
    } catch (error) {
      host.send({type: 'problem', error: VoiceError.from(error)}); // The session's own; the call of the tool is over.
    }
    host.send({type: 'work-finished', id: call.callId, responseFollows});
    for (const {callId, silent, told} of this.#calls.values()) if (silent && told) this.#calls.delete(callId);
  }

  /** Waiting for the user is no work: then the other calls may be responded to. */
  #rest(call: RunningCall, asked: boolean): void {
    const last = [...this.#calls.values()].filter(other => other.told && !other.asked && !other.silent);
    const responseFollows = !this.#isWorking() && last.length > 0;
    if (responseFollows) {
      for (const other of last) other.asked = true;
      this.#session?.requestResponse?.();
    }
    this.#context.host.send({
      type: 'work-finished',
      id: call.callId,
      responseFollows: responseFollows || asked,
    });
  }

  /** @returns whether a response was asked for: once nothing is being done any more and something is to be said */
  #tell(call: RunningCall): boolean {
    const session = this.#session;
    if (!session) return false;
    // Of several that are told at once, the last one asks.
    const more = [...this.#calls.values()].some(
      other => other !== call && other.text !== null && !other.told,
    );
    const wanted =
      more || this.#isWorking()
        ? []
        : [...this.#calls.values()].filter(({text, asked, silent}) => text !== null && !asked && !silent);
    const respond = wanted.length > 0;
    try {
      session.sendToolResult?.(call.callId, call.text ?? '', {respond});
    } catch (error) {
      if (!(error instanceof VoiceError) || error.code !== 'too-large') throw error;
      session.sendToolResult?.(call.callId, tooLong, {respond});
    }
    call.told = true;
    for (const other of wanted) other.asked = true;
    return respond;
  }

  get #session() {
    return this.#connected ? this.#context.host.session() : null;
  }

  #isWorking(): boolean {
    return [...this.#calls.values()].some(({waiting, text}) => !waiting && text === null);
  }
}

/**
 * What a schema made of the arguments is what is done, and so what a person agrees to.
 * @param description what they are shown instead
 * @throws {ToolFailure} where it cannot be shown
 */
function inJson(args: ToolArguments, description: ToolArguments | undefined): unknown {
  try {
    return JSON.parse(JSON.stringify(args));
  } catch (cause) {
    if (description) return description;
    throw new ToolFailure('threw', cannotBeAsked, cause);
  }
}

/** @throws {ToolFailure} when the tool does not say what the person is to agree to */
async function describe(tool: RunnableTool, args: ToolArguments): Promise<ToolArguments | undefined> {
  if (!tool.describe) return undefined;
  const description: unknown = await tool.describe(args);
  if (typeof description === 'object' && description && Object.keys(description).length)
    return description as ToolArguments;
  throw new ToolFailure('threw', cannotBeAsked);
}
