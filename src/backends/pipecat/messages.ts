import {textAt, type WireObject} from '../../session/json.js';

/** The protocol that is spoken here. Servers of 1.x take its messages too. */
export const protocolVersion = '2.1.0';
const label = 'rtvi-ai';

/** A message of RTVI. @see https://docs.pipecat.ai/client/rtvi-standard */
export interface RtviMessage {
  readonly label: string;
  readonly type: string;
  readonly id: string;
  readonly data: object;
}

/** Makes messages, each with an id that no other of the page has. */
export function createMessage(type: string, data: object): RtviMessage {
  return {label, type, id: crypto.randomUUID(), data};
}

/** Whether a message is one of the protocol, and not one of the transport or of the host's own. */
export function isRtvi(message: WireObject): boolean {
  return textAt(message, 'label') === label;
}
