import type {SessionReport, TurnReport} from '../state/voice-event.js';

/** A tool that a page brings, as a model is told of it: plain JSON Schema. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  readonly parameters: object;
}

/** A call of a tool. */
export interface ToolCall {
  readonly callId: string;
  readonly name: string;
  /** JSON, or what the model took for it. */
  readonly arguments: string;
}

/** What the model wants of the page. */
export type ToolRequest =
  | ({readonly type: 'tool-called'} & ToolCall)
  /** It is not waited for any more. */
  | {readonly type: 'tool-cancelled'; readonly callId: string}
  /** A tool that the server runs waits for a yes or a no. @param server who has the tool */
  | {
      readonly type: 'approval-requested';
      readonly requestId: string;
      readonly name: string;
      /** JSON text. */
      readonly arguments: string;
      readonly server?: string;
    };

/** About who speaks. */
export type AgentReport =
  /** The assistant became another one. @param avatar address of a picture, where there is one */
  | {readonly type: 'agent-changed'; readonly name: string; readonly avatar?: string}
  /** What it is at, in the words of the backend. */
  | {readonly type: 'agent-state'; readonly state: string};

/** A message went over the wire: its name only, and only while `debug` is set. */
export interface RawReport {
  readonly type: 'raw';
  readonly direction: 'in' | 'out';
  readonly name: string;
}

/** The assistant's sound is here. */
export interface OutputReport {
  readonly type: 'output';
  readonly stream: MediaStream;
}

/** What a session reports: the server's side of the conversation, and the assistant's sound. */
export type VoiceSessionEvent =
  SessionReport | TurnReport | ToolRequest | AgentReport | RawReport | OutputReport;
