import {VoiceErrorEvent} from '../../events/lifecycle.js';
import type {AgentTool} from '../../session/agent.js';
import type {ToolCall, ToolRequest, VoiceSessionEvent} from '../../session/session-event.js';
import type {VoiceSession} from '../../session/voice-session.js';
import {VoiceError} from '../../state/voice-error.js';
import type {ConversationSettings} from '../conversation-settings.js';
import type {AgentBridge} from './agent-bridge.js';
import {Approvals} from './approvals.js';
import {contextText} from './context-text.js';
import {Guardrails} from './guardrails.js';
import {handOver} from './hand-over.js';
import type {PageHost} from './page-host.js';
import {askForServer} from './server-approval.js';
import {ToolCalls} from './tool-calls.js';
import {Toolbox} from './toolbox.js';

/** What is told under this name is replaced when the page changes. */
const contextId = 'page';

/** What a page brings into one call: tools, what is to be known of it, guardrails, an agent. */
export class PageCall {
  readonly approvals: Approvals;
  readonly #host: PageHost;
  readonly #toolbox: Toolbox;
  readonly #calls: ToolCalls;
  /** What was told of the page last. */
  #told = '';
  #tools: ConversationSettings['tools'];
  #context: unknown;
  /** Loaded for pages that have one. */
  #agent: AgentBridge | null = null;
  #agentLoading: Promise<AgentBridge> | null = null;
  readonly #guardrails: Guardrails;
  /** The session that it takes part in; null while there is none. */
  #session: VoiceSession | null = null;
  /** What a server asks about does not outlive its session. */
  #connection = new AbortController();
  #ended = false;

  constructor(host: PageHost) {
    this.#host = host;
    this.approvals = new Approvals(() => host.snapshot);
    this.#toolbox = new Toolbox(this.approvals, host, error => host.notify(new VoiceErrorEvent(error)));
    this.#calls = new ToolCalls({toolbox: this.#toolbox, approvals: this.approvals, host});
    this.#guardrails = new Guardrails(host);
    this.configure();
  }

  /** Calls that a new session is to know of. */
  get toolCalls(): readonly ToolCall[] {
    return this.#calls.pending;
  }

  /** Has the assistant follow what changed on the page, now or as soon as there is a connection. */
  configure(): void {
    const {tools, context, agent, consentPending} = this.#host.settings();
    if (this.#agent ?? (agent && !consentPending)) void this.#takeAgent();
    if (tools !== this.#tools) void this.#toolsChanged((this.#tools = tools));
    if (context !== this.#context) this.#contextChanged((this.#context = context));
  }

  /** Another session serves the call, and knows nothing of the page. */
  opened(session: VoiceSession): void {
    this.#session = session;
    this.#connection.abort(new DOMException('Another session serves the call', 'AbortError'));
    this.#connection = new AbortController();
    this.#attempt(() => this.#agent?.attach());
    this.#attempt(() => session.setTools?.(this.#toolbox.definitions));
    this.#attempt(() => this.#told && session.sendContext?.(this.#told, contextId));
    if (this.#calls.opened()) this.#host.deferResponse();
  }

  /** The connection is gone; what tools do goes on. */
  lost(): void {
    this.#session = null;
    this.#connection.abort(new DOMException('The connection was lost', 'AbortError'));
    this.#calls.lost();
  }

  /** The session reports this. */
  receive(event: VoiceSessionEvent): void {
    this.#guardrails.read(event);
    const {capabilities} = this.#host.snapshot;
    // Without responses, who speaks knows what it was told.
    const responds = capabilities?.turns === false ? 'playback-started' : 'response-started';
    if (event.type === responds) this.#calls.responseStarted();
    else if (event.type === 'tool-called') this.#calls.begin(event);
    else if (event.type === 'tool-cancelled') this.#calls.cancel(event.callId);
    else if (event.type === 'approval-requested') void this.#askForServer(event);
    else if (event.type === 'agent-changed')
      handOver(this.#host, event, this.#host.snapshot.agent?.name ?? '');
  }

  /** The user pressed Stop. Speaking over the assistant does not stop what it does. */
  interrupted(): void {
    this.#calls.abort('interrupted');
  }

  /** The call is over. */
  end(): void {
    this.#ended = true;
    this.lost();
    this.#calls.abort('ended');
    this.#agent?.close();
  }

  /** What one thing cannot be told must not keep the others from it. */
  #attempt(act: () => unknown): void {
    try {
      act();
    } catch (error) {
      this.#host.send({type: 'problem', error: VoiceError.from(error)});
    }
  }

  async #toolsChanged(tools: ConversationSettings['tools'] = []): Promise<void> {
    await this.#toolbox.fill(tools);
    this.#attempt(() => this.#session?.setTools?.(this.#toolbox.definitions));
  }

  #contextChanged(context: unknown): void {
    const text = contextText(context);
    if (text === this.#told) return;
    this.#told = text;
    this.#session?.sendContext?.(text, contextId);
  }

  async #askForServer({
    requestId,
    ...action
  }: ToolRequest & {readonly type: 'approval-requested'}): Promise<void> {
    const {signal} = this.#connection;
    const refusal = await askForServer({requestId, ...action}, this.approvals, this.#host, signal);
    if (!signal.aborted) this.#session?.answerApproval?.(requestId, refusal === null, refusal ?? undefined);
  }

  async #takeAgent(): Promise<void> {
    this.#agentLoading ??= this.#loadAgent();
    const agent = await this.#agentLoading;
    if (this.#ended) return;
    this.#agent = agent;
    agent.take(this.#host.settings().agent);
  }

  async #loadAgent(): Promise<AgentBridge> {
    const {AgentBridge} = await import('./agent-bridge.js');
    return new AgentBridge({
      host: this.#host,
      useTools: tools => this.#useAgentTools(tools),
      isConnected: () => this.#session !== null,
      isAllowed: async (requestId, name, args, server) =>
        (await askForServer(
          {requestId, name, arguments: args, server},
          this.approvals,
          this.#host,
          this.#connection.signal,
        )) === null,
    });
  }

  #useAgentTools(tools: readonly AgentTool[]): void {
    this.#toolbox.useAgentTools(tools);
    this.#session?.setTools?.(this.#toolbox.definitions);
  }
}
