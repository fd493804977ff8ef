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
  AgentTool,
  Persona,
} from '../../session/agent.js';
import {forgetOldest} from '../../session/forget-oldest.js';
import {objectAt, textAt, type WireObject} from '../../session/json.js';
import type {AgentChannel, RealtimeAgentRun} from './agent-run.js';
import {AgentTransport} from './agent-transport.js';

type ApprovalRequest = RealtimeSessionEventTypes['tool_approval_requested'][2];
type ToolDefinition = Readonly<Record<string, unknown>>;

/** A call whose outcome is awaited. */
interface Waiting {
  readonly call: AgentCall;
  readonly resolve: (output: string) => void;
}

/** Calls whose response is still known. */
const maxCalls = 64;

/** The SDK's session, in one call. */
class SdkRun implements RealtimeAgentRun {
  readonly #host: AgentHost;
  readonly #transport: AgentTransport;
  readonly #session: RealtimeSession;
  readonly #waiting = new Map<string, Waiting>();
  /** The responses that calls are part of, by the ids of the calls. */
  readonly #responseOf = new Map<string, string>();
  #channel: AgentChannel | null = null;
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
    session.on('guardrail_tripped', (_context, _agent, error, {itemId}) =>
      host.guardrailTripped(error.result.guardrail.name, this.#channel?.turnOf(itemId) ?? itemId),
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

  attached(channel: AgentChannel): void {
    this.#sessions++;
    this.#channel = channel;
    this.#transport.attached(channel);
    this.#transport.configure(true);
  }

  message(event: WireObject): void {
    const item = objectAt(event, 'item');
    // Calls come by `execute`, once the response that they are part of is complete.
    if (textAt(item, 'type') === 'function_call') {
      const responseId = textAt(event, 'response_id'); // The item is told in several ways, not all of which name it.
      if (responseId) this.#responseOf.set(textAt(item, 'call_id'), responseId);
      return forgetOldest(this.#responseOf, maxCalls);
    }
    // What another session is told again is known already.
    if (this.#sessions > 1 && textAt(item, 'id').startsWith('past_')) return;
    this.#transport.receive(event);
  }

  close(): void {
    this.#session.close();
  }

  #useTools(definitions: readonly ToolDefinition[]): void {
    const functions = definitions.filter(({type}) => type === 'function');
    const hosted = definitions.filter(({type}) => type !== 'function');
    this.#transport.useHostedTools(hosted);
    this.#host.useTools(functions.map(definition => this.#toolOf(definition)));
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
    const {callId} = call;
    return new Promise((resolve, reject) => {
      this.#waiting.set(callId, {call, resolve});
      signal.addEventListener('abort', () => {
        this.#waiting.delete(callId);
        reject(signal.reason as Error);
      });
      const item = {id: callId, type: 'function_call', status: 'completed', call_id: callId, name};
      this.#transport.receive({
        type: 'response.output_item.done',
        event_id: `call_${callId}`,
        response_id: this.#responseOf.get(callId) ?? '',
        output_index: 0,
        item: {...item, arguments: JSON.stringify(args)},
      });
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
