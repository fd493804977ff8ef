/** A JSON object from the wire. Nothing about it is certain. */
export type WireObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: WireObject, key: string): WireObject {
  const inner = value[key];
  return isObject(inner) ? inner : {};
}

export function textAt(value: WireObject, key: string): string {
  const inner = value[key];
  return typeof inner === 'string' ? inner : '';
}

export function countAt(value: WireObject, key: string): number {
  const inner = value[key];
  return typeof inner === 'number' && Number.isFinite(inner) && inner >= 0 ? inner : 0;
}

export function objectsAt(value: WireObject, key: string): WireObject[] {
  const inner = value[key];
  return Array.isArray(inner) ? inner.filter(isObject) : [];
}

/** A server's error code or type, if it looks like one: never free text, which may quote a token or speech. */
export function codeAt(value: WireObject, key: string): string | undefined {
  const text = textAt(value, key);
  return /^[\w.-]{1,64}$/.test(text) && !/^(sk|ek)[-_]/.test(text) ? text : undefined;
}

/** An event from the wire, or null for what is none. */
export function parseEvent(data: unknown): WireObject | null {
  if (typeof data !== 'string') return null;
  try {
    const event: unknown = JSON.parse(data);
    return isObject(event) && textAt(event, 'type') ? event : null;
  } catch {
    return null;
  }
}
