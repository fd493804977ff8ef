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

/** What a brain is told beside the history. */
export interface BrainRequest {
  /** The session's instructions. */
  instructions: string;
  /** Instructions for this one answer (`response.create`), if there are any. */
  responseInstructions?: string;
  tools: ToolDefinition[];
  /** `auto`, `none`, `required`, or the name of the tool that must be called. */
  toolChoice: string;
  signal: AbortSignal;
}

/** Part of an answer: text to be spoken, or a call of one of the tools. */
export type BrainPiece = {text: string} | {toolCall: {name: string; arguments: string}};

/** Decides what is answered. Text may come in chunks of any size; it is spoken sentence by sentence. */
export interface Brain {
  readonly name: string;
  answer(
    history: readonly HistoryEntry[],
    request: BrainRequest,
  ): AsyncIterable<BrainPiece> | Iterable<BrainPiece>;
}
