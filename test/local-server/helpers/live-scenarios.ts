import type {ClientEvent} from 'openai/resources/live/live';
import {hearInOrder, ScriptedResponder} from '../../../local-server/index.js';
import type {JsonObject, WireEvent} from '../../../local-server/engine/events.js';
import {addToCart} from './live-events.js';
import {LiveHarness} from './live-harness.js';

/* Whole conversations with the engine of GPT-Live: what a client sends, in the types of OpenAI, and what it gets. */

type Scenario = 'application' | 'backend';

/** Plays a conversation. @returns its server events, with ids that are the same each time */
export async function play(scenario: Scenario): Promise<WireEvent[]> {
  const harness = await scenarios[scenario]();
  return withStableIds(harness.events);
}

const scenarios: Record<Scenario, () => Promise<LiveHarness>> = {
  async application() {
    const harness = new LiveHarness(
      {
        instructions: 'Be kind.',
        input: [{type: 'message', role: 'user', content: [{type: 'input_text', text: 'Hi'}]}],
        client: {data_channel: {allowed_client_events: applicationEvents.map(({type}) => type)}},
      },
      {understand: hearInOrder('Add two of these, please'), responder: new ScriptedResponder()},
    );
    const [mute, unmute, instructions, ...rest] = applicationEvents;
    await sendAll(harness, [mute!, unmute!, instructions!]);
    await harness.speakTurn(600);
    await harness.run(1_000);
    const {id} = harness.last('session.delegation.created').delegation as {id: string};
    await sendAll(
      harness,
      rest.slice(0, 2).map(event => ({...event, delegation_id: id}) as ClientEvent),
    );
    await harness.run(1_000);
    await sendAll(harness, rest.slice(2));
    return harness;
  },
  async backend() {
    const harness = new LiveHarness(
      {delegation: {type: 'responses', responses: {model: 'backend'}}, store: true},
      {understand: hearInOrder('Add two of these to the cart'), responder: new ScriptedResponder()},
    );
    const [update, output, ...rest] = backendEvents;
    await sendAll(harness, [update!]);
    await harness.speakTurn(600);
    await harness.run(800);
    const call = harness.nested().find(({type}) => type === 'response.output_item.done')!.item as JsonObject;
    const item = {...(output as unknown as {item: JsonObject}).item, call_id: call.call_id};
    await harness.send({...output!, item});
    await sendAll(harness, rest);
    await harness.run(2_000);
    harness.engine.expire();
    return harness;
  },
};

async function sendAll(harness: LiveHarness, events: readonly ClientEvent[]): Promise<void> {
  for (const event of events) await harness.send({...event});
}

/** The third and the fourth from the end are about the delegation of the moment. */
const applicationEvents: ClientEvent[] = [
  {type: 'session.input_audio.mute', event_id: 'c1'},
  {type: 'session.input_audio.unmute'},
  {type: 'session.instructions.append', content: 'Call it a cup.', delegation_id: null},
  {type: 'session.thinking.append', content: 'Two cups were added.', delegation_id: 'of the moment'},
  {type: 'session.commentary.append', content: 'Two are in your cart.', delegation_id: 'of the moment'},
  {type: 'response.create', event_id: 'c6'},
  {type: 'session.close', event_id: 'c7'},
];

const backendEvents: ClientEvent[] = [
  {
    type: 'session.update',
    session: {
      delegation: {type: 'responses', responses: {tools: [{...addToCart, type: 'function'}]}},
      triggers: [],
    },
  },
  {
    type: 'response.item.create',
    item: {type: 'function_call_output', call_id: 'of the moment', output: '{"in cart": 2}'},
  },
  {type: 'response.create'},
];

/** Numbers the ids of each kind in the order in which they come; times of day become 0. */
export function withStableIds(events: readonly WireEvent[]): WireEvent[] {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  const text = JSON.stringify(events).replace(/"([a-z]+_)\w{16,}"/gu, (_id, prefix: string) => {
    if (!names.has(_id)) {
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
      names.set(_id, `"${prefix}${counts.get(prefix)}"`);
    }
    return names.get(_id)!;
  });
  return JSON.parse(text.replace(/"created_at":\d+/gu, '"created_at":0')) as WireEvent[];
}
