import {VoiceGuardrailEvent} from '../../events/tools.js';
import {
  engineSlot,
  type AgentEngine,
  type AgentHost,
  type AgentRun,
  type AgentTool,
  type Persona,
} from '../../session/agent.js';
import {handOver} from './hand-over.js';
import type {PageHost} from './page-host.js';

/** What the agent of a call acts on. */
export interface AgentBridgeContext {
  readonly host: PageHost;
  /** Has the assistant use these tools, beside those of the page. */
  readonly useTools: (tools: readonly AgentTool[]) => void;
  readonly isAllowed: AgentHost['isAllowed'];
  /** A session serves the call. */
  readonly isConnected: () => boolean;
}

/** The page's agent in one call, over whichever session serves it. */
export class AgentBridge implements AgentHost {
  readonly #context: AgentBridgeContext;
  #agent: object | undefined;
  #run: AgentRun | null = null;

  constructor(context: AgentBridgeContext) {
    this.#context = context;
  }

  /** Takes the agent of the page, where it is another one. */
  take(agent: object | undefined): void {
    if (agent === this.#agent) return;
    this.close();
    this.#agent = agent;
    const engine = (globalThis as {[engineSlot]?: AgentEngine})[engineSlot];
    if (!agent) return;
    if (engine) this.#run = engine(agent, this.#context.host.settings(), this);
    else console.error('<voice-assistant>: an agent needs `voice-assistant-element/agents` to be imported.');
    if (this.#context.isConnected()) this.attach();
  }

  /** Another session serves the call. */
  attach(): void {
    if (this.#run) this.#context.host.session()?.attachAgent?.(this.#run);
  }

  /** The call is over, or another agent takes its place. */
  close(): void {
    if (this.#run) this.#context.host.session()?.attachAgent?.(null);
    this.#run?.close();
    this.#run = null;
    this.#agent = undefined;
    if (this.#context.host.snapshot.agent) this.#context.host.send({type: 'agent-shown'});
    this.useTools([]);
  }

  get muted(): boolean {
    return this.#context.host.snapshot.muted;
  }

  mute(muted: boolean): void {
    this.#context.host.send({type: muted ? 'mute' : 'unmute'});
  }

  interrupt(): void {
    this.#context.host.send({type: 'interrupt'});
  }

  useTools(tools: readonly AgentTool[]): void {
    this.#context.useTools(tools);
  }

  isAllowed(callId: string, name: string, args: unknown, server?: string): Promise<boolean> {
    return this.#context.isAllowed(callId, name, args, server);
  }

  guardrailTripped(name: string, turnId: string): void {
    const {host} = this.#context;
    host.notify(new VoiceGuardrailEvent(name, turnId));
    host.send({type: 'turn-removed', id: turnId});
  }

  handedOver(from: Persona, to: Persona): void {
    handOver(this.#context.host, to, from.name);
  }
}
