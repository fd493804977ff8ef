import {isObject, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {Work} from '../../session/work.js';

/** A tool whose answer has not come by then is not waited for: the server may leave it out. */
const workLimitMs = 120_000;

type Send = (message: {readonly type: string} & WireObject) => void;

/** Where work of the agent is told. */
export interface WorkOptions {
  readonly emit: (event: VoiceSessionEvent) => void;
  readonly send: Send;
  /** The agent calls a tool, which is part of a response. @param tell says so */
  readonly calledTool: (tell: () => void) => void;
  /** The agent has ended the call. */
  readonly hungUp: () => void;
}

/** What the agent has done: by the page, whose answer it waits for, and elsewhere. */
export class AgentWork {
  readonly #options: WorkOptions;
  /** Calls of the page's tools, by id; true while their results are still to come. */
  readonly #calls = new Map<string, boolean>();
  /** Approvals that were asked for; true while the answer is still to come. */
  readonly #approvals = new Map<string, boolean>();
  /** Tools that run elsewhere, or did not come to their end in time. */
  readonly #running = new Set<string>();
  readonly #work: Work;

  constructor(options: WorkOptions) {
    this.#options = options;
    this.#work = new Work(options.emit);
  }

  /** Reads a message, if it is about work. */
  read(type: string, event: WireObject): void {
    const about = objectAt(event, type);
    switch (type) {
      case 'client_tool_call':
        return this.#called(about);
      case 'mcp_tool_call':
        return this.#external(about);
      case 'agent_tool_request':
        return this.#own(about, true);
      case 'agent_tool_response':
      case 'agent_tool_response_full_payload':
        this.#own(about, false);
        if (textAt(about, 'tool_name') === 'end_call' && about.is_error !== true) this.#options.hungUp();
    }
  }

  /** Answers a call. @returns false where this conversation has not made it */
  answer(callId: string, result: string): boolean {
    const isOpen = this.#calls.get(callId);
    if (isOpen === undefined) return false;
    if (isOpen)
      this.#options.send({type: 'client_tool_result', tool_call_id: callId, result, is_error: false});
    this.#calls.set(callId, false);
    return true;
  }

  /** Answers a request for approval, once. */
  approve(requestId: string, approved: boolean): void {
    if (!this.#approvals.get(requestId)) return;
    this.#approvals.set(requestId, false);
    this.#options.send({type: 'mcp_tool_approval_result', tool_call_id: requestId, is_approved: approved});
  }

  /** The user has the turn: what ran for the one before shows no more, whether or not its answer is still to come. */
  end(): void {
    for (const id of this.#running) this.#working(id, false);
  }

  close(): void {
    this.#work.close();
  }

  #called(call: WireObject): void {
    const callId = textAt(call, 'tool_call_id');
    const name = textAt(call, 'tool_name');
    if (!callId || !name || this.#calls.has(callId)) return;
    this.#calls.set(callId, true);
    const {emit, calledTool} = this.#options;
    calledTool(() => emit({type: 'tool-called', callId, name, arguments: argumentsOf(call)}));
  }

  /** A tool of a server of tools is asked about, runs, or has run. */
  #external(call: WireObject): void {
    const requestId = textAt(call, 'tool_call_id');
    const state = textAt(call, 'state');
    if (!requestId) return;
    if (state === 'awaiting_approval') this.#askApproval(requestId, call);
    else {
      this.#approvals.set(requestId, false); // It was given elsewhere, or not in time.
      this.#working(requestId, state === 'loading');
    }
  }

  /** The server runs a tool of its own, or has run it. Those of the page are the page's affair. */
  #own(tool: WireObject, isRunning: boolean): void {
    const id = textAt(tool, 'tool_call_id');
    if (id && textAt(tool, 'tool_type') !== 'client' && !this.#calls.has(id)) this.#working(id, isRunning);
  }

  #askApproval(requestId: string, call: WireObject): void {
    if (this.#approvals.has(requestId)) return;
    this.#approvals.set(requestId, true);
    this.#working(requestId, false);
    const server = textAt(call, 'service_id');
    this.#options.emit({
      type: 'approval-requested',
      requestId,
      name: textAt(call, 'tool_name'),
      arguments: argumentsOf(call),
      ...(server && {server}),
    });
  }

  #working(id: string, isRunning: boolean): void {
    if (isRunning) {
      this.#running.add(id);
      this.#work.begin(id, workLimitMs);
    } else if (this.#running.delete(id)) this.#work.end(id);
  }
}

function argumentsOf({parameters}: WireObject): string {
  return isObject(parameters) ? JSON.stringify(parameters) : '{}';
}
