import {isObject, ClientEventError, type WireEvent} from '../engine/events.js';
import type {DataChannelConfig} from './session.js';

/** Throws for an event that the page may not send. */
export function requireAllowed(type: string, {allowed_client_events: allowed}: DataChannelConfig): void {
  if (allowed === 'all' || allowed.includes(type)) return;
  throw new ClientEventError('event_not_allowed', `This client may not send '${type}'.`, 'type');
}

/** Whether the page is sent an event. */
export function isSent(event: WireEvent, {allowed_server_events: allowed}: DataChannelConfig): boolean {
  if (allowed === 'all') return true;
  const nested = event.type === 'response.event' && isObject(event.event) ? event.event.type : undefined;
  return allowed.some(selector => selector.type === event.type && selector.response_event === nested);
}
