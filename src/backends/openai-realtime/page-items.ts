import {forgetOldest} from '../../session/forget-oldest.js';
import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolRequest} from '../../session/session-event.js';
import {CallReader} from './call-reader.js';
import {ContextItems} from './context-items.js';
import {DeclaredTools} from './declared-tools.js';

/** Requests that are remembered, so that one that is told in several ways is asked about once. */
const maxRequests = 128;

/**
 * What the page brings into a session: its tools, their calls, and what the model is told of it; and what the server asks
 * the page about. Loaded where there is something of it.
 */
export class PageItems {
  readonly tools: DeclaredTools;
  readonly context: ContextItems;
  readonly #calls = new CallReader();
  readonly #requests = new Set<string>();

  constructor(send: (event: object) => void) {
    this.tools = new DeclaredTools(send);
    this.context = new ContextItems(send);
  }

  /** Reads along what the server says. @returns what the page is to do now */
  read(event: WireObject): readonly ToolRequest[] {
    const type = textAt(event, 'type');
    if (type === 'session.created' || type === 'session.updated')
      this.tools.configured(objectAt(event, 'session'), type === 'session.created');
    this.context.read(event);
    const calls = this.#calls.read(event).filter(({name}) => this.tools.isOfPage(name));
    const items = [objectAt(event, 'item'), ...objectsAt(objectAt(event, 'response'), 'output')];
    return [
      ...calls.map(call => ({type: 'tool-called', ...call}) as const),
      ...items.filter(isApprovalRequest).flatMap(item => this.#approvalRequested(item)),
    ];
  }

  /** A tool of an MCP server, which the server runs, may need a yes. */
  #approvalRequested(item: WireObject): readonly ToolRequest[] {
    const requestId = textAt(item, 'id');
    if (!requestId || this.#requests.has(requestId)) return [];
    this.#requests.add(requestId);
    forgetOldest(this.#requests, maxRequests);
    const [name, args] = [textAt(item, 'name'), textAt(item, 'arguments')];
    const server = textAt(item, 'server_label');
    return [{type: 'approval-requested', requestId, name, arguments: args, ...(server && {server})}];
  }
}

function isApprovalRequest(item: WireObject): boolean {
  return textAt(item, 'type') === 'mcp_approval_request';
}
