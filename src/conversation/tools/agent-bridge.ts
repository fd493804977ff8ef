import {
  engineSlot,
  type AgentEngine,
  type AgentHost,
  type AgentRun,
  type AgentTool,
  type Persona,
} from '../../backends/openai-realtime/agent-engine.js';
import type {Wire} from '../../backends/openai-realtime/companion.js';
import {humanizeName} from '../../events/humanize-name.js';
import {
  VoiceGuardrailEvent,
  VoiceHandoffEvent,
  VoiceToolApprovalEvent,
  VoiceToolCallEvent,
} from '../../events/tools.js';
import type {ConversationOptions} from '../conversation-options.js';
import type {VoiceConversation} from '../conversation.js';
import type {Approvals} from './approvals.js';
import {answerIn} from './guardrails.js';
import {parseArguments} from './parse-arguments.js';
import type {Toolbox} from './toolbox.js';

/** What the agent of a page acts on. */
export interface AgentBridgeContext {
  readonly conversation: VoiceConversation;
  readonly options: () => ConversationOptions;
  readonly toolbox: Toolbox;
  readonly approvals: Approvals;
  readonly wire: () => Wire | null;
}

/** The place of an agent in a conversation: the same agent from one call to the next, each call anew. */
export class AgentBridge implements AgentHost {
  readonly #context: AgentBridgeContext;
  #agent: object | undefined;
  #run: AgentRun | null = null;
  #call = new AbortController();
  /** The agent that was shown before the first hand-off. */
  #shown: Persona | null = null;

  constructor(context: AgentBridgeContext) {
    this.#context = context;
  }

  /** Takes the agent of the page, where it is another one. */
  take(agent: object | undefined): void {
    if (agent === this.#agent) return;
    this.#agent = agent;
    this.#end();
    this.useTools([], []);
    this.#begin();
    if (this.#context.wire()) this.#run?.joined();
  }

  joined(): void {
    this.#run?.joined();
  }

  message(data: unknown): void {
    this.#run?.message(data);
  }

  /** The call is over: in the next one the agent begins anew. */
  ended(): void {
    if (!this.#run) return;
    this.#end();
    this.#begin();
  }

  get muted(): boolean {
    return this.#context.conversation.snapshot.muted;
  }

  mute(muted: boolean): void {
    const {conversation} = this.#context;
    if (muted) conversation.mute();
    else conversation.unmute();
  }

  send(event: object): void {
    this.#context.wire()?.send(event);
  }

  answer(): void {
    this.#context.wire()?.answer();
  }

  interrupt(): void {
    this.#context.conversation.silence();
  }

  useTools(tools: readonly AgentTool[], hosted: readonly object[]): void {
    const {toolbox, wire} = this.#context;
    toolbox.useAgentTools(tools, hosted);
    const joined = wire();
    if (joined) toolbox.announce(joined);
  }

  async isAllowed(callId: string, name: string, args: unknown, source?: string): Promise<boolean> {
    const {approvals} = this.#context;
    const call = new VoiceToolCallEvent(name, callId, typeof args === 'string' ? parseArguments(args) : args);
    const action = {callId, name, source, arguments: call.arguments};
    if (approvals.isGranted(action)) return true;
    const settled = new AbortController();
    const {answer} = approvals.ask(action, this.#call.signal);
    this.#notify(new VoiceToolApprovalEvent(call, humanizeName(name), settled.signal));
    try {
      await answer;
      return true;
    } catch {
      return false;
    } finally {
      settled.abort();
    }
  }

  guardrailTripped(name: string): void {
    const {conversation} = this.#context;
    this.#notify(new VoiceGuardrailEvent(name, answerIn(conversation.snapshot)));
  }

  handedOver(from: Persona, to: Persona): void {
    if (this.#notify(new VoiceHandoffEvent(to.name, from.name, to.avatar))) this.#show(to);
  }

  #begin(): void {
    const engine = (globalThis as {[engineSlot]?: AgentEngine})[engineSlot];
    if (!this.#agent) return;
    if (engine) this.#run = engine(this.#agent, this.#context.options(), this);
    else console.error('<voice-assistant>: an agent needs `voice-assistant-element/agents` to be imported.');
  }

  #end(): void {
    this.#call.abort(new DOMException('The call has ended', 'AbortError'));
    this.#call = new AbortController();
    this.#run?.close();
    this.#run = null;
    if (this.#shown) this.#show(this.#shown);
    this.#shown = null;
  }

  /** The page's own element shows who speaks. */
  #show({name, avatar}: Persona): void {
    const shown = this.#context.options() as Partial<Persona>;
    if (!('avatar' in shown)) return;
    this.#shown ??= {name: shown.name ?? '', avatar: shown.avatar};
    Object.assign(shown, {name, avatar});
  }

  #notify(event: Event): boolean {
    return this.#context.options().dispatchEvent?.(event) ?? true;
  }
}
