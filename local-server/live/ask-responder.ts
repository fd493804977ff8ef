import {watchService} from '../engine/watch-service.js';
import type {ToolDefinition} from '../responders/responder.js';
import type {LiveContext} from './context.js';

/** A function that the responder wants to be called. */
export interface WantedCall {
  readonly name: string;
  readonly arguments: string;
}

interface Question {
  readonly tools: readonly ToolDefinition[];
  readonly toolChoice?: string;
  readonly signal: AbortSignal;
  /** Takes the text as it comes. */
  onText(text: string): void;
}

/**
 * Asks the responder what to say or do now.
 * @returns the calls it wants to be made
 * @throws {ServiceFailed}
 */
export async function askResponder(context: LiveContext, question: Question): Promise<WantedCall[]> {
  const {services, session, history} = context;
  const {tools, toolChoice = 'auto', signal} = question;
  const request = {instructions: session.instructions ?? '', tools: [...tools], toolChoice, signal};
  const calls: WantedCall[] = [];
  const start = () => services.responder.answer([...history], request);
  for await (const chunk of watchService({services}, 'llm', services.responder.name, signal, start)) {
    if (signal.aborted) break;
    if ('toolCall' in chunk) calls.push(chunk.toolCall);
    else question.onText(chunk.text);
  }
  return calls;
}
