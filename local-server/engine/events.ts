/** An event of the Realtime protocol as JSON: a type and whatever belongs to it. */
export interface WireEvent {
  type: string;
  event_id?: string;
  [key: string]: unknown;
}

export type JsonObject = Record<string, unknown>;

/** Narrowing for values that came over the wire. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the API answers to a client event it cannot accept. */
export class ClientEventError extends Error {
  readonly code: string;
  readonly param: string | null;

  constructor(code: string, message: string, param: string | null = null) {
    super(message);
    this.name = 'ClientEventError';
    this.code = code;
    this.param = param;
  }
}
