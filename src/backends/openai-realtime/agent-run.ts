import type {AgentRun} from '../../session/agent.js';
import type {WireObject} from '../../session/json.js';

/** What an agent can do over one session. */
export interface AgentChannel {
  /** Sends an event to the server. */
  send(event: object): void;
  /** The turn that an item of the server is. */
  turnOf(itemId: string): string;
  /** Asks for a response, once nothing holds it back. */
  requestResponse(): void;
  /** Has the server offer these tools, which it runs itself. */
  useHostedTools(tools: readonly object[]): void;
}

/** An agent that speaks the Realtime protocol. */
export interface RealtimeAgentRun extends AgentRun {
  /** A session is there that knows nothing yet: the first one, or another one in its place. */
  attached(channel: AgentChannel): void;
  /** Reads along what the server says. */
  message(event: WireObject): void;
}
