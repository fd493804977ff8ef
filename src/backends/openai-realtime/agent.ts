import {
  RealtimeSession,
  type FunctionTool,
  type RealtimeAgent,
  type RealtimeOutputGuardrail,
  type RealtimeSessionEventTypes,
} from '@openai/agents/realtime';
import type {
  AgentCall,
  AgentEngine,
  AgentHost,
  AgentOptions,
  AgentRun,
  AgentTool,
  Persona,
} from './agent-engine.js';
import {AgentTransport} from './agent-transport.js';
import {objectAt, parseEvent, textAt} from '../../session/json.js';

type ApprovalRequest = RealtimeSessionEventTypes['tool_approval_requested'][2];
type ToolDefinition = Readonly<Record<string, unknown>>;

/** A call whose outcome is awaited. */
interface Waiting {
  readonly call: AgentCall;
  readonly resolve: (output: string) => void;
}

/** The SDK's session, in one conversation. */
class SdkRun implements AgentRun {
  readonly #host: AgentHost;
  readonly #transport: AgentTransport;
  readonly #session: RealtimeSession;
  readonly #waiting = new Map<string, Waiting>();
  #sessions = 0;

  constructor(agent: RealtimeAgent, {context, guardrails = []}: AgentOptions, host: AgentHost) {
    this.#host = host;
    this.#transport = new AgentTransport(host, {
      toolsChanged: tools => this.#useTools(tools),
      returned: (callId, output, answerWanted) => this.#returned(callId, output, answerWanted),
    });
    const session = (this.#session = new RealtimeSession(agent, {
      transport: this.#transport,
      context: typeof context === 'object' ? context : {page: context},
      outputGuardrails: guardrails as RealtimeOutputGuardrail[],
      tracingDisabled: true, // Pages have no place for traces, and it would cost a message.
    }));
    session.on('guardrail_tripped', (_context, _agent, error) =>
      host.guardrailTripped(error.result.guardrail.name),
    );
    session.on('agent_handoff', (_context, from, to) => host.handedOver(personaOf(from), personaOf(to)));
    session.on('tool_approval_requested', (_context, _agent, request) => void this.#approve(request));
    session.on('error', ({error}) => {
      if (!(error instanceof Error)) return; // The server's own errors are told by the conversation.
      queueMicrotask(() => {
        throw error; // For the console, like every uncaught error.
      });
    });
    void session.connect({apiKey: ''});
  }

  joined(): void {
    this.#sessions++;
    this.#transport.configure(true);
  }

  message(data: unknown): void {
    const item = objectAt(parseEvent(data) ?? {}, 'item');
    // Calls come by `execute`, once the answer that they are part of is complete.
    if (textAt(item, 'type') === 'function_call') return;
    // What another session is told again is known already.
    if (this.#sessions > 1 && textAt(item, 'id').startsWith('past_')) return;
    this.#transport.receive(data);
  }

  close(): void {
    this.#session.close();
  }

  #useTools(definitions: readonly ToolDefinition[]): void {
    const functions = definitions.filter(({type}) => type === 'function');
    const hosted = definitions.filter(({type}) => type !== 'function');
    this.#host.useTools(
      functions.map(definition => this.#toolOf(definition)),
      hosted,
    );
  }

  #toolOf(definition: ToolDefinition): AgentTool {
    const {name, description, parameters} = definition as unknown as AgentTool;
    // Looked up when it is called: after a hand-off the definitions come before their agent.
    const tool = () =>
      this.#session.currentAgent.tools.find(tool => tool.type === 'function' && tool.name === name);
    return {
      name,
      description,
      parameters,
      get timeoutMs() {
        return (tool() as Partial<FunctionTool> | undefined)?.timeoutMs;
      },
      needsApproval: async args =>
        (await (tool() as FunctionTool | undefined)?.needsApproval(this.#session.context, args as never)) ??
        false,
      execute: (args, signal, call) => this.#execute(name, args, signal, call),
    };
  }

  #execute(name: string, args: object, signal: AbortSignal, call: AgentCall): Promise<string> {
    const {callId, responseId} = call;
    return new Promise((resolve, reject) => {
      this.#waiting.set(callId, {call, resolve});
      signal.addEventListener('abort', () => {
        this.#waiting.delete(callId);
        reject(signal.reason as Error);
      });
      const item = {id: callId, type: 'function_call', status: 'completed', call_id: callId, name};
      this.#transport.receive(
        JSON.stringify({
          type: 'response.output_item.done',
          event_id: `call_${callId}`,
          response_id: responseId,
          output_index: 0,
          item: {...item, arguments: JSON.stringify(args)},
        }),
      );
    });
  }

  #returned(callId: string, output: string, answerWanted: boolean): void {
    const waiting = this.#waiting.get(callId);
    if (!waiting) return; // It was given up.
    this.#waiting.delete(callId);
    waiting.call.silent = !answerWanted;
    waiting.resolve(output);
  }

  async #approve({type, approvalItem}: ApprovalRequest): Promise<void> {
    // A tool of the page's own is not even begun before the person has agreed.
    if (type === 'function_approval') return this.#session.approve(approvalItem);
    const {rawItem} = approvalItem;
    if (rawItem.type !== 'hosted_tool_call') return;
    const {id = '', name, arguments: args = '{}', providerData} = rawItem;
    const label: unknown = providerData?.serverLabel;
    const allowed = await this.#host.isAllowed(id, name, args, typeof label === 'string' ? label : undefined);
    await (allowed ? this.#session.approve(approvalItem) : this.#session.reject(approvalItem));
  }
}

function personaOf({name, avatar}: Persona): Persona {
  return {name, avatar};
}

export const runAgent: AgentEngine = (agent, options, host) =>
  new SdkRun(agent as RealtimeAgent, options, host);
