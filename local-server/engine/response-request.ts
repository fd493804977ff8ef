import type {ToolDefinition} from '../responders/responder.js';
import type {EngineContext} from './context.js';
import {parseItem, type ConversationItem} from './conversation.js';
import {ClientEventError, isObject, type JsonObject} from './events.js';
import {validateSession, type Modality} from './session-config.js';

/** What one answer is asked to be: the session's settings and this response's own. */
export interface ResponseRequest {
  /** Out-of-band when false: it neither reads nor writes the conversation's end. */
  inConversation: boolean;
  modality: Modality;
  voice: string;
  instructions: string;
  responseInstructions?: string;
  tools: ToolDefinition[];
  toolChoice: string;
  metadata: unknown;
  /** Instead of the conversation. */
  input?: ConversationItem[];
  /** Said as it is, without asking the responder. */
  text?: string;
  /** Length limit, counted roughly as words. */
  maxTokens: number;
}

/** Reads the `response` of `response.create`; throws what the API would answer to a wrong one. */
export function parseResponseRequest(context: EngineContext, given: unknown = {}): ResponseRequest {
  if (!isObject(given)) {
    throw new ClientEventError(
      'invalid_type',
      "Invalid type for 'response': expected an object.",
      'response',
    );
  }
  const {conversation, input, metadata, ...settings} = given;
  validateSession(settings, '', 'response');
  if (conversation !== undefined && conversation !== 'auto' && conversation !== 'none') {
    throw new ClientEventError(
      'invalid_value',
      "Invalid value for 'response.conversation'.",
      'response.conversation',
    );
  }
  const {session} = context;
  const output = isObject(settings.audio) && isObject(settings.audio.output) ? settings.audio.output : {};
  const limit = settings.max_output_tokens ?? session.max_output_tokens;
  return {
    inConversation: conversation !== 'none',
    modality:
      (settings.output_modalities as Modality[] | undefined)?.[0] ?? session.output_modalities[0] ?? 'audio',
    voice: typeof output.voice === 'string' ? output.voice : session.audio.output.voice,
    instructions: session.instructions,
    ...(typeof settings.instructions === 'string' ? {responseInstructions: settings.instructions} : {}),
    // What a server of tools offers is not played here.
    tools: ((settings.tools as ToolDefinition[] | undefined) ?? session.tools).filter(
      ({type}) => type === 'function',
    ),
    toolChoice: toolChoiceName(
      (settings.tool_choice as string | JsonObject | undefined) ?? session.tool_choice,
    ),
    metadata: metadata ?? null,
    ...(input === undefined ? {} : {input: parseInput(context, input)}),
    maxTokens: typeof limit === 'number' ? limit : Infinity,
  };
}

function parseInput(context: EngineContext, input: unknown): ConversationItem[] {
  if (!Array.isArray(input)) {
    throw new ClientEventError(
      'invalid_type',
      "Invalid type for 'response.input': expected an array.",
      'response.input',
    );
  }
  return input.map((item: unknown) =>
    isObject(item) && item.type === 'item_reference' ? context.conversation.get(item.id) : parseItem(item),
  );
}

function toolChoiceName(choice: string | JsonObject): string {
  return typeof choice === 'string' ? choice : typeof choice.name === 'string' ? choice.name : 'auto';
}
