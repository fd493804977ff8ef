/* What a conversation and an agent know of each other. Neither loads the other: a page brings both together. */
import type {Persona} from '../state/persona.js';

export type {Persona};

/** A call that an agent is to carry out. */
export interface AgentCall {
  readonly callId: string;
  /** Set when no response to its result is wanted. */
  silent: boolean;
}

/** Something that an agent can do, in the form of a page's own tools. */
export interface AgentTool {
  readonly name: string;
  readonly description?: string;
  readonly parameters?: object;
  readonly timeoutMs?: number;
  needsApproval(args: Readonly<Record<string, unknown>>): Promise<boolean>;
  execute(args: Readonly<Record<string, unknown>>, signal: AbortSignal, call: AgentCall): Promise<unknown>;
}

/** What an agent can do on the page's side of a call. */
export interface AgentHost {
  readonly muted: boolean;
  mute(muted: boolean): void;
  /** Silences the assistant. */
  interrupt(): void;
  /** Has the assistant use these tools from now on. */
  useTools(tools: readonly AgentTool[]): void;
  /** Asks the user about something that the server is to carry out. @param server the MCP server that has the tool */
  isAllowed(callId: string, name: string, args: unknown, server?: string): Promise<boolean>;
  /** @param turnId of what was said */
  guardrailTripped(name: string, turnId: string): void;
  handedOver(from: Persona, to: Persona): void;
}

/** An agent in one call, over whichever session serves it: `VoiceSession.attachAgent` takes it. */
export interface AgentRun {
  close(): void;
}

/** What the page gives an agent. */
export interface AgentOptions {
  readonly context?: unknown;
  readonly guardrails?: readonly unknown[];
}

/** Runs agents. There is one on the page once `voice-assistant-element/agents` was imported. */
export type AgentEngine = (agent: object, options: AgentOptions, host: AgentHost) => AgentRun;

/** Shared by all copies of the widget on a page, however they were loaded. */
export const engineSlot = Symbol.for('voice-assistant-element.agents');
