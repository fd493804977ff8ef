import assert from 'node:assert/strict';
import type {JsonObject} from '../../../local-server/engine/events.js';
import {LiveHarness} from './live-harness.js';

/** A function of a page. */
export const addToCart = {
  type: 'function',
  name: 'add_to_cart',
  description: 'Adds the product on the page to the cart.',
  parameters: {type: 'object', properties: {quantity: {type: 'integer'}}, required: ['quantity']},
};
/** A session whose Responses backend may call it. */
export const responsesDelegation = {
  delegation: {type: 'responses', responses: {model: 'backend', tools: [addToCart]}},
};
/** `session.<kind>.append` */
export const append = (kind: string, content: string, delegation_id: string | null = null) => ({
  type: `session.${kind}.append`,
  content,
  delegation_id,
});

/** Sends an event that must be refused. @returns the error */
export async function refusal(event: JsonObject, session: JsonObject = {}): Promise<JsonObject> {
  const harness = new LiveHarness(session);
  harness.forget();
  await harness.send({event_id: 'mine', ...event});
  assert.deepEqual(harness.types(), ['error'], JSON.stringify(event));
  const {error, client_event_id} = harness.last('error') as unknown as {
    error: JsonObject;
    client_event_id: string;
  };
  assert.equal(client_event_id, 'mine');
  assert.equal(error.client_event_id, 'mine');
  assert.equal(error.type, 'invalid_request_error');
  return error;
}
