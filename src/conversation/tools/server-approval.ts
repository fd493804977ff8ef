import {humanizeName} from '../../events/humanize-name.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent} from '../../events/tools.js';
import type {Approvals} from './approvals.js';
import type {PageHost} from './page-host.js';
import {parseArguments} from './parse-arguments.js';

/** Something that a server is to carry out, and asks about. */
export interface ServerAction {
  readonly requestId: string;
  readonly name: string;
  /** What JSON gave, or JSON text. */
  readonly arguments: unknown;
  /** The MCP server that has the tool. */
  readonly server?: string;
}

/** Asks the user about something that a server is to carry out. @returns null for a yes, or why not */
export async function askForServer(
  {requestId, name, arguments: args, server}: ServerAction,
  approvals: Approvals,
  host: PageHost,
  signal: AbortSignal,
): Promise<string | null> {
  const call = new VoiceToolCallEvent(
    name,
    requestId,
    typeof args === 'string' ? parseArguments(args) : args,
  );
  const action = {callId: requestId, name, source: server, arguments: call.arguments};
  if (approvals.isGranted(action)) return null;
  const settled = new AbortController();
  const {answer} = approvals.ask(action, signal);
  const title = server ? `${humanizeName(name)} (${server})` : humanizeName(name);
  host.notify(new VoiceToolApprovalEvent(call, title, settled.signal));
  try {
    await answer;
    return null;
  } catch (failure) {
    return failure instanceof Error ? failure.message : 'The person did not allow this.';
  } finally {
    settled.abort();
  }
}
