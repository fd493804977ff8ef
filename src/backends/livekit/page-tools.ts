import type {Room} from 'livekit-client';
import {isObject} from '../../session/json.js';
import type {ToolDefinition, VoiceSessionEvent} from '../../session/session-event.js';

/** An agent asks the person for a yes or a no: for a tool of its own. */
const approveMethod = 'voice.approve';

/** A call that waits for the page. */
interface OpenCall {
  readonly answer: (output: string) => void;
  /** The agent waits for so long. */
  readonly limit: ReturnType<typeof setTimeout>;
}

/** What becomes of the response that a call belongs to. */
export interface CallingResponse {
  /** It is being made, if it was not said before. */
  begin(): void;
  /** It waits for the page. */
  handOver(): void;
  /** The page has answered. */
  resume(): void;
}

/**
 * Has an agent call the tools of the page, each as a remote procedure of its name: the payload is the arguments in JSON,
 * the answer what the tool returned. It is how LiveKit's documentation has agents forward tools to a page.
 * @see https://docs.livekit.io/agents/logic/tools/forwarding/
 */
export class PageTools {
  readonly #room: Room;
  readonly #emit: (event: VoiceSessionEvent) => void;
  readonly #response: CallingResponse;
  readonly #isAgent: (identity: string) => boolean;
  readonly #registered = new Set<string>();
  /** Calls that wait for the page. */
  readonly #open = new Map<string, OpenCall>();

  /** @param isAgent whether a participant may call */
  constructor(
    room: Room,
    emit: (event: VoiceSessionEvent) => void,
    response: CallingResponse,
    isAgent: (identity: string) => boolean,
  ) {
    this.#room = room;
    this.#emit = emit;
    this.#response = response;
    this.#isAgent = isAgent;
    this.#register(approveMethod, (requestId, payload) => {
      const {name, server, ...request} = parsed(payload);
      this.#emit({
        type: 'approval-requested',
        requestId,
        name: typeof name === 'string' ? name : '',
        arguments: JSON.stringify(request.arguments ?? {}),
        ...(typeof server === 'string' && {server}),
      });
    });
  }

  set(tools: readonly ToolDefinition[]): void {
    const names = new Set(tools.map(({name}) => name));
    for (const name of this.#registered)
      if (!names.has(name)) {
        this.#registered.delete(name);
        this.#room.unregisterRpcMethod(name);
      }
    for (const name of names)
      if (!this.#registered.has(name) && name !== approveMethod) {
        this.#registered.add(name);
        this.#register(name, (callId, payload) =>
          this.#emit({type: 'tool-called', callId, name, arguments: payload || '{}'}),
        );
      }
  }

  /** @returns whether such a call waits for it */
  answer(id: string, output: string): boolean {
    const call = this.#open.get(id);
    if (!call) return false;
    clearTimeout(call.limit);
    this.#open.delete(id);
    this.#response.resume();
    call.answer(output);
    return true;
  }

  /** What still waits is answered by nothing: the agent is gone, or is told by its own limit of time. */
  close(): void {
    for (const {limit} of this.#open.values()) clearTimeout(limit);
    this.#open.clear();
  }

  /** The agent does not wait any more: what it said of the call is said, and must not be done after that. */
  #giveUp(callId: string, reject: (error: Error) => void): void {
    this.#open.delete(callId);
    this.#emit({type: 'tool-cancelled', callId});
    this.#response.resume();
    reject(new Error('No answer in time'));
  }

  #register(method: string, report: (id: string, payload: string) => void): void {
    this.#room.registerRpcMethod(
      method,
      ({requestId, callerIdentity, payload, responseTimeout}) =>
        new Promise<string>((resolve, reject) => {
          if (!this.#isAgent(callerIdentity)) return reject(new Error('Only the agent may call'));
          const limit = setTimeout(() => this.#giveUp(requestId, reject), responseTimeout);
          this.#open.set(requestId, {answer: resolve, limit});
          this.#response.begin();
          report(requestId, payload);
          this.#response.handOver();
        }),
    );
  }
}

/** An object in JSON, or nothing. */
function parsed(payload: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(payload);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
