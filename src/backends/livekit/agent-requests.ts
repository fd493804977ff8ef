import type {Room} from 'livekit-client';
import {agentMethods} from './agent.js';

/** What an agent takes for long, as a new session with a long history; an agent that is silent is not waited for. */
const limitMs = 10_000;

const atOnce: ReadonlySet<string> = new Set<keyof typeof agentMethods>(['interrupt', 'startTurn', 'endTurn']);

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
  readonly #wanted = new Map<string, readonly [keyof typeof agentMethods, object]>();

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
    const ask = () =>
      this.#room.localParticipant
        .performRpc({...request, responseTimeout: limitMs})
        .catch((error: unknown) => this.#failed(error));
    // What the person does by a button does not wait for what the agent is to know.
    if (atOnce.has(name)) void ask();
    else this.#queue = this.#queue.then(ask);
    return true;
  }

  /** The same, also where the agent announces it only later: what was wanted last of a kind counts. */
  want(name: keyof typeof agentMethods, content: object, id = ''): void {
    const key = `${name} ${id}`;
    this.#wanted.delete(key);
    if (!this.send(name, content)) this.#wanted.set(key, [name, content]);
  }

  /** The agent may take now what it did not before. */
  sendWanted(): void {
    for (const [key, [name, content]] of this.#wanted) if (this.send(name, content)) this.#wanted.delete(key);
  }
}
