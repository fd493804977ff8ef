/** A function tool as the session lists it. */
export interface ToolDefinition {
  type: 'function';
  name: string;
  description?: string;
  /** JSON Schema of the arguments. */
  parameters?: Record<string, unknown>;
}

/** One thing that was said or done so far, oldest first. */
export type HistoryEntry =
  | {role: 'user'; text: string; spokenMs?: number; images?: string[]}
  | {role: 'assistant'; text: string}
  | {role: 'system'; text: string}
  | {role: 'call'; callId: string; name: string; arguments: string}
  | {role: 'result'; callId: string; name: string; output: string};

/** What a responder is told besides the history. */
export interface ResponderRequest {
  /** The session's instructions. */
  instructions: string;
  /** Instructions for this one answer (`response.create`), if there are any. */
  responseInstructions?: string;
  tools: ToolDefinition[];
  /** `auto`, `none`, `required`, or the name of the tool that must be called. */
  toolChoice: string;
  signal: AbortSignal;
}

/** Part of a response: text to be spoken, or a call of one of the tools. */
export type ResponseChunk = {text: string} | {toolCall: {name: string; arguments: string}};

/** Decides what is answered. Text may come in chunks of any size; it is spoken sentence by sentence. */
export interface Responder {
  readonly name: string;
  answer(
    history: readonly HistoryEntry[],
    request: ResponderRequest,
  ): AsyncIterable<ResponseChunk> | Iterable<ResponseChunk>;
}
