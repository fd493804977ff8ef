import type {Room} from 'livekit-client';
import {agentMethods} from './agent.js';

/** What an agent takes for long, as a new session with a long history; an agent that is silent is not waited for. */
const limitMs = 10_000;

/** Whom to ask, and what they take. */
export interface AskedAgent {
  readonly identity: string;
  readonly methods: ReadonlySet<string>;
}

/** Asks an agent for what it announces to take, one after the other: what was told first is to be known first. */
export class AgentRequests {
  readonly #room: Room;
  readonly #agent: () => AskedAgent | undefined;
  readonly #failed: (error: unknown) => void;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param failed told of what the agent did not take */
  constructor(room: Room, agent: () => AskedAgent | undefined, failed: (error: unknown) => void) {
    this.#room = room;
    this.#agent = agent;
    this.#failed = failed;
  }

  /** @returns whether the agent takes such requests */
  send(name: keyof typeof agentMethods, content: object = {}): boolean {
    const method = agentMethods[name];
    const agent = this.#agent();
    if (!agent?.methods.has(method)) return false;
    const request = {destinationIdentity: agent.identity, method, payload: JSON.stringify(content)};
    this.#queue = this.#queue
      .then(() => this.#room.localParticipant.performRpc({...request, responseTimeout: limitMs}))
      .catch((error: unknown) => this.#failed(error));
    return true;
  }

  /** What was asked for until now is known to the agent, or was refused. */
  settled(): Promise<unknown> {
    return this.#queue;
  }
}
