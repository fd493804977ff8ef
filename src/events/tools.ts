import type {VoiceError} from '../state/voice-error.js';

/* What a page hears of tools and guardrails; apart from the other events, so that they come with those. */

const announced: EventInit = {bubbles: true, composed: true};

/** The assistant calls a tool. */
export class VoiceToolCallEvent extends Event {
  readonly name: string;
  readonly callId: string;
  /** As the assistant gave them: an object, or the text itself where that is no JSON object. */
  readonly arguments: unknown;

  constructor(name: string, callId: string, args: unknown) {
    super('voice-tool-call', announced);
    this.name = name;
    this.callId = callId;
    this.arguments = args;
  }
}

/** A call came to its end. */
export class VoiceToolResultEvent extends Event {
  readonly name: string;
  readonly callId: string;
  readonly arguments: unknown;
  /** What the tool returned. */
  readonly output?: unknown;
  /**
   * Why it came to nothing: `tool-failed`, whose `detail` is `unknown`, `arguments`, `denied`, `timeout`,
   * `interrupted`, `ended` or `threw`, and whose `cause` is what was thrown.
   */
  readonly error?: VoiceError;

  constructor(
    {name, callId, arguments: args}: VoiceToolCallEvent,
    result: {readonly output?: unknown; readonly error?: VoiceError},
  ) {
    super('voice-tool-result', announced);
    this.name = name;
    this.callId = callId;
    this.arguments = args;
    this.output = result.output;
    this.error = result.error;
  }
}

/**
 * A tool waits for a yes or a no, by `approve(callId)` or `reject(callId)`. Cancel it to ask in another way than the
 * panel does.
 */
export class VoiceToolApprovalEvent extends Event {
  readonly name: string;
  /** What people call the tool. */
  readonly title: string;
  readonly callId: string;
  /** What it is asked about: what a Standard Schema made of the arguments, as JSON, or as the assistant gave them. */
  readonly arguments: unknown;
  /** What the tool would have the person shown instead of the arguments, by its `describe`. */
  readonly description?: Readonly<Record<string, unknown>>;
  /** Aborts when the question is settled, in the panel or elsewhere. */
  readonly settled: AbortSignal;

  constructor(
    call: Pick<VoiceToolCallEvent, 'name' | 'callId' | 'arguments'>,
    title: string,
    settled: AbortSignal,
    description?: Readonly<Record<string, unknown>>,
  ) {
    super('voice-tool-approval', {...announced, cancelable: true});
    this.name = call.name;
    this.title = title;
    this.callId = call.callId;
    this.arguments = call.arguments;
    this.settled = settled;
    this.description = description;
  }
}

/** One agent hands the conversation over to another. Its name and picture are shown, unless the event is cancelled. */
export class VoiceHandoffEvent extends Event {
  /** Name of the agent that speaks now. */
  readonly name: string;
  readonly previous: string;
  /** Address of a picture of that agent, where there is one. */
  readonly avatar?: string;

  constructor(name: string, previous: string, avatar?: string) {
    super('voice-handoff', {...announced, cancelable: true});
    this.name = name;
    this.previous = previous;
    this.avatar = avatar;
  }
}

/** A guardrail tripped: the assistant was silenced. */
export class VoiceGuardrailEvent extends Event {
  readonly name: string;
  /** The turn that tripped it. */
  readonly turnId: string;

  constructor(name: string, turnId: string) {
    super('voice-guardrail', announced);
    this.name = name;
    this.turnId = turnId;
  }
}
