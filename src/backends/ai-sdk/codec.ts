import {isObject, textAt, type WireObject} from '../../session/json.js';
import type {RealtimeModel, RealtimeModelCommand} from '../../session/realtime-model.js';

/** A message longer than this is a mistake, or an attack. */
const maxMessageLength = 16_000_000;

/** The codec of a model in one connection: what comes becomes events, and what is to be said becomes messages. Never throws. */
export class Codec {
  readonly #model: RealtimeModel;
  readonly #parse: (raw: unknown) => unknown;

  constructor(model: RealtimeModel) {
    this.#model = model;
    // One that counts turns must begin anew with each connection.
    this.#parse = model.createServerEventParser?.() ?? (raw => model.parseServerEvent(raw));
  }

  /**
   * Reads a message of the server.
   * @param data text, or its bytes: some servers send it so
   * @returns the events in it; none in what is no message, or not one that the codec understands
   */
  read(data: unknown): {readonly events: readonly WireObject[]; readonly reply?: string} {
    try {
      const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data;
      if (typeof text !== 'string' || text.length > maxMessageLength) return {events: []};
      const raw: unknown = JSON.parse(text);
      if (!isObject(raw)) return {events: []};
      const reply = this.#model.getHealthCheckResponse?.(raw) ?? null;
      const parsed = this.#parse(raw);
      const events = (Array.isArray(parsed) ? parsed : [parsed]).filter(isEvent);
      return {events, ...(reply !== null && {reply: messageOf(reply)})};
    } catch {
      return {events: []};
    }
  }

  /**
   * Writes what is to be said, at once where the codec can do that.
   * @returns the message; empty where the server has no such thing
   */
  write(command: RealtimeModelCommand): string | Promise<string> {
    try {
      const written = this.#model.serializeClientEvent(command);
      if (isObject(written) && typeof written.then === 'function')
        return Promise.resolve(written).then(messageOf, () => '');
      return messageOf(written);
    } catch {
      return '';
    }
  }
}

function isEvent(event: unknown): event is WireObject {
  return isObject(event) && textAt(event, 'type') !== '';
}

function messageOf(written: unknown): string {
  if (typeof written === 'string') return written;
  return (written ?? null) === null ? '' : JSON.stringify(written);
}
