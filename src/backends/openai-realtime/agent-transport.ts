import {
  OpenAIRealtimeBase,
  type RealtimeClientMessage,
  type RealtimeSessionConfig,
  type TransportToolCallEvent,
} from '@openai/agents/realtime';
import type {AgentHost} from '../../session/agent.js';
import type {WireObject} from '../../session/json.js';
import type {AgentChannel} from './agent-run.js';

type TransportConfig = Partial<RealtimeSessionConfig>;
type UserInput = Parameters<OpenAIRealtimeBase['sendMessage']>[0];

/** What the transport tells besides. */
export interface TransportListener {
  /** The agent wants other tools. */
  toolsChanged(tools: readonly Readonly<Record<string, unknown>>[]): void;
  /** A tool has returned. */
  returned(callId: string, output: string, answerWanted: boolean): void;
}

/**
 * The SDK's transport over the conversation's own connection: what the agent says goes into it, what the server says
 * comes out of it. Opening, repair, microphone and sound stay with the conversation.
 */
export class AgentTransport extends OpenAIRealtimeBase {
  readonly #host: AgentHost;
  readonly #listener: TransportListener;
  /** Null while no session serves the call. */
  #channel: AgentChannel | null = null;
  #config: TransportConfig = {};
  #voice: unknown;
  #connected = false;

  constructor(host: AgentHost, listener: TransportListener) {
    super();
    this.#host = host;
    this.#listener = listener;
  }

  get status(): 'connected' | 'disconnected' {
    return this.#connected ? 'connected' : 'disconnected';
  }

  get muted(): boolean {
    return this.#host.muted;
  }

  connect({initialSessionConfig = {}}: {readonly initialSessionConfig?: TransportConfig}): Promise<void> {
    this.#connected = true;
    this.#voice = initialSessionConfig.voice;
    this.#config = initialSessionConfig;
    this.configure(true);
    this._onOpen();
    return Promise.resolve();
  }

  close(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this._onClose();
  }

  mute(muted: boolean): void {
    this.#host.mute(muted);
  }

  interrupt(): void {
    this.#host.interrupt();
  }

  /** Another session serves the call. */
  attached(channel: AgentChannel): void {
    this.#channel = channel;
  }

  /** The server is to run these tools itself. */
  useHostedTools(tools: readonly object[]): void {
    this.#channel?.useHostedTools(tools);
  }

  /** Reads a message of the server. */
  receive(event: WireObject): void {
    this._onMessage({data: JSON.stringify(event)} as MessageEvent);
  }

  sendEvent(event: RealtimeClientMessage): void {
    // The transcript tells what was said; fetching it again would bring the sound along, too much for the channel.
    if (event.type === 'conversation.item.retrieve') return;
    if (event.type === 'response.create' && !event.response) this.#channel?.requestResponse();
    else this.#channel?.send(event);
  }

  /** What the SDK says in the person's place is no turn of theirs. */
  override sendMessage(
    message: UserInput,
    _more: Record<string, unknown>,
    {triggerResponse = true}: {readonly triggerResponse?: boolean} = {},
  ): void {
    const content = typeof message === 'string' ? [{type: 'input_text', text: message}] : message.content;
    this.sendEvent({type: 'conversation.item.create', item: {type: 'message', role: 'system', content}});
    if (triggerResponse) this.requestResponse();
  }

  /** Only what the agent sets is sent: the rest is the server's. */
  override updateSessionConfig(config: TransportConfig): void {
    this.#config = config;
    this.configure();
  }

  /** Tells a session how it is to be. @param fresh it has not spoken yet, and can take a voice */
  configure(fresh = false): void {
    const {instructions, toolChoice} = this.#config;
    const {prompt, tools = []} = this.buildSessionPayload(this.#config) as {
      readonly prompt?: object;
      readonly tools?: readonly Readonly<Record<string, unknown>>[];
    };
    const session = {
      ...(instructions && {instructions}),
      ...(prompt && {prompt}),
      ...(toolChoice && {tool_choice: toolChoice}),
      ...(fresh && this.#voice ? {audio: {output: {voice: this.#voice}}} : {}),
    };
    if (Object.keys(session).length)
      this.#channel?.send({type: 'session.update', session: {type: 'realtime', ...session}});
    this.#listener.toolsChanged(tools);
  }

  override sendFunctionCallOutput(call: TransportToolCallEvent, output: string, answerWanted = true): void {
    this.emit('item_update', {
      itemId: call.id ?? call.callId,
      type: 'function_call',
      status: 'completed',
      arguments: call.arguments,
      name: call.name,
      output,
    });
    this.#listener.returned(call.callId, output, answerWanted);
  }
}
