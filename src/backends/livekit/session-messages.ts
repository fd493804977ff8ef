/*
 * What an agent tells of its session, in Protocol Buffers: of all its fields only those that are used are read. What an
 * agent does not tell, or tells otherwise, is done without.
 */
import type {Usage} from '../../state/voice-event.js';

export const sessionTopic = 'lk.agent.session';

/** What is read of a message. */
export type SessionMessage =
  | {readonly type: 'user-speaking'; readonly speaking: boolean}
  /** An answer was cut off. */
  | {readonly type: 'interrupted'}
  | {readonly type: 'usage'; readonly usage: Usage}
  | {readonly type: 'error'};

/** Numbers of the fields. @see https://github.com/livekit/protocol/blob/main/protobufs/agent/livekit_agent_session.proto */
const field = {
  message: {event: 3},
  event: {userStateChanged: 11, itemAdded: 12, error: 15, usageUpdated: 17},
  stateChanged: {newState: 2},
  itemAdded: {item: 1},
  item: {message: 1},
  chatMessage: {role: 2, interrupted: 4},
  usageUpdated: {usage: 1},
  usage: {models: 1},
  model: {llm: 1},
  llm: {inputTokens: 3, outputTokens: 11},
} as const;
const speaking = 0;
const assistant = 3;

/** The fields of a message by their numbers: bytes, or a number. */
type Fields = ReadonlyMap<number, readonly (Uint8Array | number)[]>;

/** @returns undefined for what is of no account, or no such message */
export function readSessionMessage(bytes: Uint8Array): SessionMessage | undefined {
  const event = fieldsOf(inner(fieldsOf(bytes), field.message.event));
  const state = inner(event, field.event.userStateChanged);
  if (state) {
    const now = numberAt(fieldsOf(state), field.stateChanged.newState);
    return {type: 'user-speaking', speaking: now === speaking};
  }
  const added = inner(event, field.event.itemAdded);
  const item = fieldsOf(inner(fieldsOf(added), field.itemAdded.item));
  const message = fieldsOf(inner(item, field.item.message));
  if (
    numberAt(message, field.chatMessage.role) === assistant &&
    numberAt(message, field.chatMessage.interrupted)
  )
    return {type: 'interrupted'};
  const usage = inner(event, field.event.usageUpdated);
  if (usage) return {type: 'usage', usage: usageIn(inner(fieldsOf(usage), field.usageUpdated.usage))};
  return event.has(field.event.error) ? {type: 'error'} : undefined;
}

/** The sum over the models that were used. */
function usageIn(bytes: Uint8Array | undefined): Usage {
  let [inputTokens, outputTokens] = [0, 0];
  for (const model of fieldsOf(bytes).get(field.usage.models) ?? []) {
    const llm = typeof model === 'number' ? undefined : inner(fieldsOf(model), field.model.llm);
    inputTokens += numberAt(fieldsOf(llm), field.llm.inputTokens);
    outputTokens += numberAt(fieldsOf(llm), field.llm.outputTokens);
  }
  return {inputTokens, outputTokens, totalTokens: inputTokens + outputTokens};
}

function inner(fields: Fields, number: number): Uint8Array | undefined {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'number' ? undefined : value;
}

/** What is not there is 0. */
function numberAt(fields: Fields, number: number): number {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'number' ? value : 0;
}

/** As far as it can be read. @see https://protobuf.dev/programming-guides/encoding/ */
function fieldsOf(bytes: Uint8Array = new Uint8Array()): Fields {
  const fields = new Map<number, (Uint8Array | number)[]>();
  let at = 0;
  const varint = () => {
    for (let value = 0, scale = 1; at < bytes.length && scale < 2 ** 64; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return NaN;
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key % 8;
    let value: Uint8Array | number = 0;
    if (wire === 0) value = varint();
    else if (wire === 2) {
      const length = varint();
      value = bytes.subarray(at, at + length);
      at += length;
    } else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else at = NaN; // No such message.
    if (!(at <= bytes.length) || Number.isNaN(value)) break;
    const number = Math.floor(key / 8);
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}
