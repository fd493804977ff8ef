import {VoiceGuardrailEvent} from '../../events/tools.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {Snapshot} from '../../state/snapshot.js';
import {outputText} from './output-text.js';
import type {PageHost} from './page-host.js';
import type {VoiceGuardrail} from './voice-tool.js';

/** What is said is checked each time that it has grown by so many characters, and at the end. */
const stepLength = 100;

/** Checks what the assistant says while it says it, and silences it where it must not go on. */
export class Guardrails {
  readonly #host: PageHost;
  /** What was said in the response under way, by turn. */
  readonly #said = new Map<string, string>();
  #checkedLength = 0;
  /** Grows with each response; what a check of an earlier one finds comes too late. */
  #response = 0;
  #tripped = false;
  #isResponding = false;

  constructor(host: PageHost) {
    this.#host = host;
  }

  /** Follows what the assistant says. */
  read(event: VoiceSessionEvent): void {
    if (event.type === 'response-started' || event.type === 'response-finished') {
      this.#isResponding = event.type === 'response-started';
      if (this.#isResponding) this.#begin();
      else if (this.#text) this.#check();
    } else if (event.type === 'turn-text' && event.role === 'assistant') {
      // A backend without responses has turns only.
      if (!this.#isResponding && !this.#said.has(event.id)) this.#begin();
      this.#grow(event.id, event.text, event.final && !this.#isResponding);
    }
  }

  get #text(): string {
    return [...this.#said.values()].join('\n');
  }

  #begin(): void {
    this.#response++;
    this.#said.clear();
    this.#checkedLength = 0;
    this.#tripped = false;
  }

  #grow(id: string, text: string, isLast: boolean): void {
    this.#said.set(id, text);
    const grown = this.#text.length - this.#checkedLength;
    if (grown >= stepLength || (isLast && grown > 0)) this.#check();
  }

  #check(): void {
    const {guardrails = [], agent} = this.#host.settings();
    this.#checkedLength = this.#text.length;
    if (agent && this.#host.snapshot.capabilities?.agents !== false) return; // It looks after them itself.
    for (const guardrail of guardrails) void this.#ask(guardrail, this.#response);
  }

  async #ask(guardrail: VoiceGuardrail, response: number): Promise<void> {
    const why = await objection(guardrail, this.#text);
    if (why === null || this.#tripped || response !== this.#response) return;
    this.#tripped = true;
    this.#trip(guardrail.name, why);
  }

  /** Silences the assistant, takes back what it said, and has it say something else. */
  #trip(name: string, why: string): void {
    this.#host.notify(new VoiceGuardrailEvent(name, answerIn(this.#host.snapshot)));
    for (const id of this.#said.keys()) this.#host.send({type: 'turn-removed', id});
    this.#host.send({type: 'interrupt'});
    const session = this.#host.session();
    session?.sendContext?.(
      `Your answer broke the rule “${name}” and was stopped. ${why} Do not go on with it: say something in keeping with the rule instead.`,
    );
    session?.requestResponse?.();
  }
}

/** Why it must not be said, or null. A check that fails would let through what it is there to stop: so it objects. */
async function objection(guardrail: VoiceGuardrail, agentOutput: string): Promise<string | null> {
  try {
    const {tripwireTriggered, outputInfo} = await guardrail.execute({agentOutput});
    return tripwireTriggered ? outputText(outputInfo ?? '') : null;
  } catch (error) {
    console.error(error);
    return 'It could not be checked.';
  }
}

/** The turn that the assistant is at. */
function answerIn({turns}: Snapshot): string {
  return turns.findLast(({role}) => role === 'assistant')?.id ?? '';
}
