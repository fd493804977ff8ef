import type {Companion, Wire} from '../../backends/openai-realtime/companion.js';
import {parseEvent, textAt} from '../../session/json.js';
import type {VoiceSession} from '../../session/voice-session.js';
import {isCalling} from '../../state/is-calling.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {VoiceEvent} from '../../state/voice-event.js';
import type {ConversationOptions} from '../conversation-options.js';
import type {VoiceConversation} from '../conversation.js';
import type {AgentBridge} from './agent-bridge.js';
import {Approvals} from './approvals.js';
import type {Guardrails} from './guardrails.js';
import {PageContext} from './page-context.js';
import {ToolCalls} from './tool-calls.js';
import {Toolbox} from './toolbox.js';

/** What a page brings into a conversation: its tools, what is to be known of it, and its guardrails. */
export class PageCompanion implements Companion {
  readonly approvals: Approvals;
  readonly #conversation: VoiceConversation;
  readonly #options: () => ConversationOptions;
  readonly #session: () => VoiceSession | null;
  readonly #toolbox: Toolbox;
  readonly #calls: ToolCalls;
  #tools: ConversationOptions['tools'];
  readonly #context = new PageContext();
  /** Loaded for pages that have one. */
  #agent: AgentBridge | null = null;
  #agentLoading: Promise<AgentBridge> | null = null;
  #guardrails: Guardrails | null = null;
  /** The session that it takes part in, and what it can do there. */
  #joined: VoiceSession | null = null;
  #wire: Wire | null = null;

  /** @param options read whenever they are needed */
  constructor(
    conversation: VoiceConversation,
    options: () => ConversationOptions,
    session: () => VoiceSession | null,
  ) {
    this.#conversation = conversation;
    this.#session = session;
    this.#options = options;
    const snapshot = () => conversation.snapshot;
    this.approvals = new Approvals(snapshot);
    this.#toolbox = new Toolbox(this.approvals, conversation);
    this.#calls = new ToolCalls({
      toolbox: this.#toolbox,
      approvals: this.approvals,
      snapshot,
      tell: event => options().dispatchEvent?.(event) ?? true,
    });
    conversation.subscribe((snapshot, _previous, event) => this.#follow(snapshot, event));
  }

  /** Has the assistant follow what changed on the page, now or as soon as there is a connection. */
  configure(): void {
    const {tools, context, agent, consentPending, guardrails} = this.#options();
    if (this.#agent ?? (agent && !consentPending)) void this.#takeAgent();
    if (guardrails) void this.#guard();
    if (tools !== this.#tools) void this.#toolsChanged((this.#tools = tools));
    if (this.#wire) this.#context.tell(context, this.#wire);
    else if (this.#conversation.snapshot.online) this.#join();
  }

  async #toolsChanged(tools: ConversationOptions['tools'] = []): Promise<void> {
    await this.#toolbox.fill(tools);
    if (this.#wire) this.#toolbox.announce(this.#wire);
  }

  joined(wire: Wire): boolean {
    this.#wire = wire;
    this.#toolbox.joined(wire);
    this.#agent?.joined();
    this.#context.reset();
    this.#context.tell(this.#options().context, wire);
    const underWay = this.#calls.opened(wire);
    this.#calls.showWork();
    return underWay;
  }

  message(data: unknown): void {
    const event = parseEvent(data);
    if (!event || !this.#wire) return;
    if (textAt(event, 'type') === 'session.created') this.#toolbox.configured(this.#wire);
    this.#context.read(event, this.#wire);
    this.#calls.read(event);
    this.#guardrails?.read(event, this.#wire);
    this.#agent?.message(data);
  }

  /** The user pressed Stop. Speaking over the assistant does not stop what it does. */
  interrupted(): void {
    this.#calls.abort('interrupted');
  }

  #follow(snapshot: Snapshot, event: VoiceEvent): void {
    const {online} = snapshot;
    if (!isCalling(snapshot)) this.#ended();
    else if (event.type === 'session-lost') this.#lost();
    else if (online && (event.type === 'session-opened' || this.#session() !== this.#joined)) this.#join();
  }

  /** In the first session of a call, or in another one in its place. */
  #join(): void {
    this.#joined = this.#session();
    this.#joined?.join?.(this);
  }

  #lost(): void {
    this.#wire = null;
    this.#calls.lost();
  }

  /** What was allowed in this call is not allowed in the next one. */
  #ended(): void {
    this.#lost();
    this.#calls.abort('ended');
    this.approvals.forget();
    this.#agent?.ended();
  }

  async #takeAgent(): Promise<void> {
    this.#agentLoading ??= import('./agent-bridge.js').then(
      ({AgentBridge}) =>
        new AgentBridge({
          conversation: this.#conversation,
          options: this.#options,
          toolbox: this.#toolbox,
          approvals: this.approvals,
          wire: () => this.#wire,
        }),
    );
    this.#agent = await this.#agentLoading;
    this.#agent.take(this.#options().agent);
  }

  async #guard(): Promise<void> {
    const {Guardrails} = await import('./guardrails.js');
    this.#guardrails ??= new Guardrails(this.#conversation, this.#options);
  }
}
