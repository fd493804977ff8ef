import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {AgentCall} from '../../session/agent.js';
import {outputText} from './output-text.js';
import {misfit, ToolFailure} from './tool-failure.js';
import type {RunnableTool, ToolArguments} from './voice-tool.js';

const defaultTimeoutMs = 20_000;

/** What came of a call: text for the assistant, and for the page what was returned. */
export interface ToolResult {
  readonly text: string;
  readonly output: unknown;
}

/**
 * Does what a tool does, for as long as it may take.
 * @throws {ToolFailure} when it throws or the time is up, or the signal's reason
 */
export function runTool(
  tool: RunnableTool,
  args: ToolArguments,
  signal: AbortSignal,
  call: AgentCall,
): Promise<ToolResult> {
  return inTime(tool, signal, tooSlow, async limited => {
    const output = await tool.execute(args, limited, call);
    return {text: outputText(output), output};
  });
}

/** What the assistant is told when the time of a tool is up, and of the check of its arguments. */
const tooSlow = 'This took too long and is no longer waited for. It may be done all the same.';
const uncheckedInTime = 'The arguments could not be checked in time. Nothing was done.';

async function inTime<T>(
  {timeoutMs = defaultTimeoutMs}: RunnableTool,
  signal: AbortSignal,
  late: string,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await withDeadline(timeoutMs, signal, act);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ToolFailure) throw error;
    if (isTimeout(error)) throw new ToolFailure('timeout', late, error);
    throw new ToolFailure(
      'threw',
      outputText(`This failed: ${error instanceof Error ? error.message : String(error)}`),
      error,
    );
  }
}

/**
 * The arguments of a call.
 * @throws {ToolFailure} when they are no JSON object, or do not fit the schema, or the signal's reason
 */
export async function argumentsOf(
  tool: RunnableTool,
  json: string,
  signal: AbortSignal,
): Promise<ToolArguments> {
  let args: unknown;
  try {
    args = JSON.parse(json || '{}');
  } catch (cause) {
    throw new ToolFailure('arguments', 'The arguments are not valid JSON. Try again.', cause);
  }
  if (typeof args !== 'object' || !args || Array.isArray(args))
    throw new ToolFailure('arguments', 'The arguments must be a JSON object. Try again.');
  const {readArguments, parameters} = tool;
  if (readArguments) return inTime(tool, signal, uncheckedInTime, () => readArguments(args));
  if (!parameters) return args as ToolArguments;
  const {validationErrors} = await import('./check-arguments.js');
  const complaints = validationErrors(args, parameters);
  if (complaints.length) throw misfit(complaints);
  return args as ToolArguments;
}
