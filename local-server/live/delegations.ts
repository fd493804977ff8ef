import {ClientEventError} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import type {ToolDefinition} from '../responders/responder.js';
import type {WantedCall} from './ask-responder.js';
import type {LiveContext} from './context.js';
import type {ResponsesBackend} from './responses-backend.js';
import type {Speaking} from './speaking.js';

/** What tells a responder that it can hand a task to the application. It carries no arguments, as the event has none. */
const handOver: ToolDefinition = {
  type: 'function',
  name: 'delegate_task',
  description:
    'Hands the task of the user over to the application: add these or those to the cart or basket, order, book, buy, look up, check the status of an order, an account, or a delivery.',
  parameters: {type: 'object', properties: {}},
};

const acknowledgement = 'One moment.';

/** Work that the model has others do: the application, or a Responses backend. */
export class Delegations {
  readonly #context: LiveContext;
  readonly #speaking: Speaking;
  readonly #backend: ResponsesBackend;
  readonly #known = new Set<string>();
  readonly #acknowledgements = new Set<() => void>();

  constructor(context: LiveContext, speaking: Speaking, backend: ResponsesBackend) {
    this.#context = context;
    this.#speaking = speaking;
    this.#backend = backend;
  }

  /** What a responder is offered to have done. */
  get offer(): {tools: readonly ToolDefinition[]; toolChoice?: string} {
    if (this.#context.session.delegation.type === 'client') return {tools: [handOver]};
    const {tools, toolChoice} = this.#backend;
    return {tools, toolChoice};
  }

  /** Has it done. */
  delegate(calls: readonly WantedCall[]): void {
    if (this.#context.session.delegation.type === 'client') {
      const id = createId('dlg_');
      this.#known.add(id);
      this.#announce({id, type: 'delegation', target: 'client'});
    } else {
      const {announce, begin} = this.#backend.delegate(calls);
      this.#announce(announce);
      begin();
    }
    this.#acknowledge();
  }

  /** Throws for the `delegation_id` of an event that may not have it. */
  check(id: string | null): void {
    if (id === null) return;
    if (this.#context.session.delegation.type === 'responses')
      throw new ClientEventError(
        'invalid_value',
        'With Responses delegation delegation_id must be null.',
        'delegation_id',
      );
    if (!this.#known.has(id))
      throw new ClientEventError('delegation_not_found', `There is no delegation '${id}'.`, 'delegation_id');
  }

  /** Something of what is being done was told: no need to say that it is being done. */
  cancelAcknowledgements(): void {
    for (const cancel of this.#acknowledgements) cancel();
    this.#acknowledgements.clear();
  }

  #announce(delegation: Record<string, unknown>): void {
    this.#context.emit({type: 'session.delegation.created', delegation, offset_ms: this.#context.now()});
  }

  #acknowledge(): void {
    const {services, session} = this.#context;
    const cancel = services.clock.after(session.delegation.acknowledgement_delay_ms, () => {
      this.#acknowledgements.delete(cancel);
      if (!this.#context.signal.aborted) this.#speaking.say(acknowledgement);
    });
    this.#acknowledgements.add(cancel);
  }
}
