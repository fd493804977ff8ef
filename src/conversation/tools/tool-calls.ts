import type {Wire} from '../../backends/openai-realtime/companion.js';
import {objectAt, textAt, type WireObject} from '../../session/json.js';
import {humanizeName} from '../../events/humanize-name.js';
import type {Snapshot} from '../../state/snapshot.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent, VoiceToolResultEvent} from '../../events/tools.js';
import type {Approvals} from './approvals.js';
import {CallReader, type ToolCall} from './call-reader.js';
import {parseArguments} from './parse-arguments.js';
import {argumentsOf, runTool} from './run-tool.js';
import {ToolFailure} from './tool-failure.js';
import type {Toolbox} from './toolbox.js';
import type {RunnableTool, ToolArguments} from './voice-tool.js';

/** A conversation that thinks gives up after 30 s without a sign of life; work is one. */
const signOfLifeMs = 20_000;

const stoppedInTime = 'The person stopped this before it began. It was not done.';
const stoppedLate = 'The person stopped waiting for this. It had begun, and may have been done all the same.';

/** A call on its way. */
interface RunningCall extends ToolCall {
  readonly abort: AbortController;
  /** The person was asked, and has not answered. */
  waiting: boolean;
  /** What the person is asked, where a spoken answer counts. */
  spoken: {readonly title: string; readonly id: string} | null;
  /** The tool was set going: whether it can still be stopped is its own affair. */
  begun: boolean;
  /** What the assistant is told, once that is known. */
  text: string | null;
  /** The server has it. */
  known: boolean;
  /** An answer to it was asked for. */
  asked: boolean;
  /** No answer to it is wanted. */
  silent: boolean;
}

/** What the calls of a conversation need. */
export interface ToolCallsContext {
  readonly toolbox: Toolbox;
  readonly approvals: Approvals;
  /** Tells the page. @returns false if it cancelled the event */
  readonly tell: (event: Event) => boolean;
  readonly snapshot: () => Snapshot;
}

/**
 * Makes the calls that the assistant asks for, side by side, tells it what came of them, and has it answer when all
 * are done. Nothing that a tool does stops the conversation.
 */
export class ToolCalls {
  readonly #context: ToolCallsContext;
  readonly #reader = new CallReader();
  /** From the call to the answer that knows its result. */
  readonly #calls = new Map<string, RunningCall>();
  #wire: Wire | null = null;
  #work = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(context: ToolCallsContext) {
    this.#context = context;
  }

  /**
   * A new session knows nothing of the calls on their way.
   * @returns whether there are any: then an answer follows when they are done, and not before
   */
  opened(wire: Wire): boolean {
    this.#wire = wire;
    let underWay = false;
    for (const call of this.#calls.values()) {
      const {callId, name, arguments: args} = call;
      wire.send({
        type: 'conversation.item.create',
        item: {type: 'function_call', call_id: callId, name, arguments: args},
      });
      call.asked = false;
      if (call.text !== null) this.#deliver(call);
      if (call.waiting) this.#ask(call);
      underWay ||= !call.waiting || call.spoken !== null;
    }
    this.#settle();
    return underWay;
  }

  /** The connection is gone; what is being done goes on. */
  lost(): void {
    this.#wire = null;
    this.#rest();
  }

  /** Reads along what the server says. */
  read(event: WireObject): void {
    const type = textAt(event, 'type');
    if (type === 'response.created') this.#answered();
    if (type.startsWith('conversation.item.')) this.#echoed(objectAt(event, 'item'));
    const calls = this.#reader.read(event);
    for (const call of calls) this.#begin(call);
    if (calls.length || type === 'output_audio_buffer.stopped') this.showWork();
  }

  /** Stops what is being done, where it can be stopped. What the person is asked about waits on after an interruption. */
  abort(reason: 'interrupted' | 'ended'): void {
    for (const call of this.#calls.values()) {
      if (call.waiting && reason === 'interrupted') continue; // Nothing is being done yet.
      call.silent = true;
      call.abort.abort(new ToolFailure(reason, call.begun ? stoppedLate : stoppedInTime));
      if (reason === 'ended') this.#calls.delete(call.callId);
    }
  }

  /** Work is shown as thinking, which can be interrupted; while the assistant speaks that comes first. */
  showWork(): void {
    if (!this.#isWorking() || this.#context.snapshot().phase === 'speaking') return;
    clearInterval(this.#timer);
    const show = () => this.#wire?.emit({type: 'response-started', responseId: `work-${++this.#work}`});
    this.#timer = setInterval(show, signOfLifeMs);
    show();
  }

  #begin(call: ToolCall): void {
    if (this.#context.toolbox.isForeign(call.name) && !this.#context.toolbox.find(call.name)) return;
    const fresh = {
      waiting: false,
      spoken: null,
      begun: false,
      text: null,
      known: false,
      asked: false,
      silent: false,
    };
    const running = {...call, ...fresh, abort: new AbortController()};
    this.#calls.set(call.callId, running);
    void this.#make(running);
  }

  async #make(call: RunningCall): Promise<void> {
    const {toolbox, tell} = this.#context;
    const {signal} = call.abort;
    const announced = new VoiceToolCallEvent(call.name, call.callId, parseArguments(call.arguments));
    tell(announced);
    try {
      const tool = toolbox.find(call.name);
      if (!tool) throw new ToolFailure('unknown', `There is no tool called ${call.name}.`);
      const args = await argumentsOf(tool, call.arguments);
      signal.throwIfAborted();
      await this.#approved(tool, args, call, announced);
      call.begun = true;
      const {text, output} = await runTool(tool, args, signal, call);
      call.text = text;
      tell(new VoiceToolResultEvent(announced, {output}));
    } catch (cause) {
      const failure =
        cause instanceof ToolFailure
          ? cause
          : new ToolFailure('threw', `This failed: ${String(cause)}`, cause);
      call.text = failure.message;
      tell(new VoiceToolResultEvent(announced, {error: failure.error}));
    }
    this.#deliver(call);
    this.#settle();
  }

  async #approved(
    tool: RunnableTool,
    args: ToolArguments,
    call: RunningCall,
    announced: VoiceToolCallEvent,
  ): Promise<void> {
    const {needsApproval} = tool;
    const {approvals, tell} = this.#context;
    const needed = typeof needsApproval === 'function' ? await needsApproval(args) : needsApproval;
    if (!needed) return;
    const {signal} = call.abort;
    signal.throwIfAborted();
    const description = await describe(tool, args);
    signal.throwIfAborted();
    const action = {callId: call.callId, name: tool.name, arguments: announced.arguments, description};
    if (approvals.isGranted(action)) return;
    const settled = new AbortController();
    const title = tool.title ?? humanizeName(tool.name);
    const {question, answer} = approvals.ask(action, signal, needsApproval === 'spoken');
    call.waiting = true;
    tell(new VoiceToolApprovalEvent(announced, title, settled.signal, description));
    call.spoken = question.spokenId === null ? null : {title, id: question.spokenId};
    this.#ask(call);
    this.#settle();
    try {
      await answer;
    } finally {
      call.waiting = false;
      settled.abort();
    }
    this.showWork();
  }

  /** Has the assistant ask, where it may pass on the answer. A new session knows nothing of the question. */
  #ask({spoken}: RunningCall): void {
    if (!spoken) return;
    const {title, id} = spoken;
    const text = `The action “${title}” with the id “${id}” waits for the approval of the person. Ask them in one sentence that names it, and wait for their answer.`;
    this.#wire?.send({
      type: 'conversation.item.create',
      item: {type: 'message', role: 'system', content: [{type: 'input_text', text}]},
    });
    this.#wire?.answer();
  }

  #deliver({callId, text}: RunningCall): void {
    this.#wire?.send({
      type: 'conversation.item.create',
      item: {type: 'function_call_output', call_id: callId, output: text},
    });
  }

  /** Asks for an answer once nothing is being done any more and something is to be said about it. */
  #settle(): void {
    if (!this.#wire || this.#isWorking()) return;
    let wanted = false;
    for (const call of this.#calls.values()) {
      if (call.text === null || call.asked) continue;
      if (call.silent) this.#calls.delete(call.callId);
      else wanted = call.asked = true;
    }
    if (wanted) this.#wire.answer();
    else if (this.#timer) this.#wire.emit(finished(`work-${this.#work}`));
    this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #isWorking(): boolean {
    return [...this.#calls.values()].some(({waiting, text}) => !waiting && text === null);
  }

  /** An answer that begins now knows what the server has. */
  #answered(): void {
    for (const call of this.#calls.values()) if (call.known || call.asked) this.#calls.delete(call.callId);
  }

  #echoed(item: WireObject): void {
    const call = this.#calls.get(textAt(item, 'call_id'));
    if (call && textAt(item, 'type') === 'function_call_output') call.known = true;
  }
}

/** @throws {ToolFailure} when the tool does not say what the person is to agree to */
async function describe(tool: RunnableTool, args: ToolArguments): Promise<ToolArguments | undefined> {
  if (!tool.describe) return undefined;
  const description: unknown = await tool.describe(args);
  if (typeof description === 'object' && description && Object.keys(description).length)
    return description as ToolArguments;
  throw new ToolFailure('threw', 'This cannot be asked: what it would do could not be described.');
}

function finished(responseId: string) {
  return {type: 'response-finished', responseId, status: 'completed', audible: false} as const;
}
