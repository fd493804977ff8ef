import type {Wire} from '../../backends/openai-realtime/companion.js';
import {objectAt, textAt, type WireObject} from '../../session/json.js';
import type {Snapshot} from '../../state/snapshot.js';
import {VoiceGuardrailEvent} from '../../events/tools.js';
import type {ConversationOptions} from '../conversation-options.js';
import type {VoiceConversation} from '../conversation.js';
import {outputText} from './output-text.js';
import type {VoiceGuardrail} from './voice-tool.js';

/** What is said is checked each time that it has grown by so many characters, and at the end. */
const stepLength = 100;

/** Checks what the assistant says while it says it, and silences it where it must not go on. */
export class Guardrails {
  readonly #conversation: VoiceConversation;
  readonly #options: () => ConversationOptions;
  #said = '';
  #checked = 0;
  #response = '';

  /** @param options read whenever something was said */
  constructor(conversation: VoiceConversation, options: () => ConversationOptions) {
    this.#conversation = conversation;
    this.#options = options;
  }

  /** Reads along what the server says. */
  read(event: WireObject, wire: Wire): void {
    const type = textAt(event, 'type');
    if (type === 'response.created') this.#begin(textAt(objectAt(event, 'response'), 'id'));
    else if (/^response\.(output_)?(audio_transcript|text)\.delta$/.test(type))
      this.#grow(textAt(event, 'delta'), wire);
    else if (type === 'response.done' && this.#said) this.#check(wire);
  }

  #begin(response: string): void {
    this.#response = response;
    this.#said = '';
    this.#checked = 0;
  }

  #grow(delta: string, wire: Wire): void {
    this.#said += delta;
    if (this.#said.length - this.#checked >= stepLength) this.#check(wire);
  }

  #check(wire: Wire): void {
    const {guardrails = [], agent} = this.#options();
    this.#checked = this.#said.length;
    if (agent) return; // It looks after them itself.
    for (const guardrail of guardrails) void this.#ask(guardrail, this.#response, wire);
  }

  async #ask(guardrail: VoiceGuardrail, response: string, wire: Wire): Promise<void> {
    const why = await objection(guardrail, this.#said);
    if (why === null || response !== this.#response) return; // Fine, or tripped already, or over.
    this.#response = '';
    this.#trip(guardrail.name, why, wire);
  }

  /** Silences the assistant, and has it say something else. */
  #trip(name: string, why: string, wire: Wire): void {
    this.#options().dispatchEvent?.(new VoiceGuardrailEvent(name, answerIn(this.#conversation.snapshot)));
    this.#conversation.silence();
    const text = `Your answer broke the rule “${name}” and was stopped. ${why} Do not go on with it: say something in keeping with the rule instead.`;
    wire.send({
      type: 'conversation.item.create',
      item: {type: 'message', role: 'system', content: [{type: 'input_text', text}]},
    });
    wire.answer();
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
export function answerIn({turns}: Snapshot): string {
  return turns.findLast(({role}) => role === 'assistant')?.id ?? '';
}
