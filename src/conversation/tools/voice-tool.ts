import type {AgentCall} from '../../session/agent.js';
import type {JsonValue} from './json-value.js';

/** The arguments of a call; they fit the tool's schema. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** The arguments that fit a schema, as far as it tells the compiler of them. */
export type ArgumentsOf<Parameters> = Parameters extends {
  readonly '~standard': {readonly types?: {readonly output: infer Output} | undefined};
}
  ? Output
  : Parameters extends {readonly properties: object}
    ? JsonValue<Parameters>
    : ToolArguments;

/** Something that the assistant can do on a page. `defineTool()` types its arguments. */
export interface VoiceTool<Arguments = ToolArguments> {
  /** What the assistant calls it: letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  /** What people call it, where they are asked. @default the name, spelt out */
  readonly title?: string;
  /** Tells the assistant what it does and when to use it. */
  readonly description?: string;
  /**
   * What arguments it takes; none when unset. Calls that do not fit never reach `execute`. A JSON Schema; or a Standard
   * Schema (zod, Valibot, ArkType) that describes itself as JSON Schema, and whose output `execute` is called with.
   */
  readonly parameters?: object;
  /**
   * Does it. What is returned (text, or anything that JSON can carry) is told to the assistant; so is the message of
   * what is thrown.
   * @param signal aborts when the person presses Stop, the conversation ends, or the time is up
   */
  execute(args: Arguments, signal: AbortSignal): unknown;
  /**
   * Whether the person must agree first. `spoken`: a clear yes in the conversation is enough, where the session has a
   * transcription; else only a press on Allow, or `approve()`, is.
   * @default false
   */
  readonly needsApproval?: boolean | 'spoken' | ((args: Arguments) => boolean | Promise<boolean>);
  /**
   * What the person is shown of the arguments when they are asked, instead of the arguments themselves: names and
   * values in words. Called with the same object as `execute`.
   * @throws {Error} when there is nothing to ask about; the assistant is told the message
   */
  describe?(args: Arguments): Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
  /** Milliseconds after which it is given up. @default 20000 */
  readonly timeoutMs?: number;
}

/** A tool of the page or of its agent, as it is carried out. */
export interface RunnableTool extends Omit<VoiceTool, 'execute'> {
  /**
   * Makes of the arguments what `execute` takes; unset: they are checked against the JSON Schema.
   * @throws {ToolFailure} when they do not fit
   */
  readonly readArguments?: (args: object) => Promise<ToolArguments>;
  execute(args: ToolArguments, signal: AbortSignal, call: AgentCall): unknown;
}

/** Ready-made tools, each switched on by its name in `tools`. */
export type PageActionName = 'navigate' | 'scroll-to' | 'highlight' | 'fill-field' | 'read-page';

/** A check of what the assistant says. Called with all that was said of an answer so far. */
export interface VoiceGuardrail {
  readonly name: string;
  execute(said: {readonly agentOutput: string}): GuardrailVerdict | Promise<GuardrailVerdict>;
}

/** `tripwireTriggered`: the assistant must not go on. `outputInfo`: why, for the assistant. */
export interface GuardrailVerdict {
  readonly tripwireTriggered: boolean;
  readonly outputInfo?: unknown;
}
