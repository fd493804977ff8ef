import {ClientEventError, isObject, type JsonObject} from '../engine/events.js';

/** Throws a ClientEventError for a value that is not as it must be; `path` is where it stands. */
export type Check = (value: unknown, path: string) => void;

/** An object with these fields and no others. */
export function fields(known: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, path) => {
    if (!isObject(value)) throw invalid('invalid_type', path, 'an object');
    for (const name of required) if (value[name] === undefined) throw missing(join(path, name));
    for (const [name, inner] of Object.entries(value)) {
      const check = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!check) throw unknownParameter(join(path, name));
      check(inner, join(path, name));
    }
  };
}

/** An object whose inside is the client's own business. */
export const anyObject: Check = (value, path) => {
  if (!isObject(value)) throw invalid('invalid_type', path, 'an object');
};

export const string: Check = (value, path) => {
  if (typeof value !== 'string') throw invalid('invalid_type', path, 'a string');
};

export const boolean: Check = (value, path) => {
  if (typeof value !== 'boolean') throw invalid('invalid_type', path, 'a boolean');
};

export const positiveNumber: Check = (value, path) => {
  if (typeof value !== 'number' || !(value >= 0))
    throw invalid('invalid_value', path, 'a number of 0 or more');
};

export function oneOf(...allowed: readonly string[]): Check {
  return (value, path) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      throw invalid('invalid_value', path, `one of ${allowed.join(', ')}`);
  };
}

export function nullOr(check: Check): Check {
  return (value, path) => {
    if (value !== null) check(value, path);
  };
}

export function listOf(check: Check, maxLength = Infinity): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw invalid('invalid_type', path, 'an array');
    if (value.length > maxLength)
      throw invalid('array_above_max_length', path, `at most ${maxLength} entries`);
    for (const [index, entry] of value.entries()) check(entry, `${path}[${index}]`);
  };
}

/** The check for the value of the field that tells kinds of objects apart. */
export function byField(name: string, kinds: Readonly<Record<string, Check>>, fallback?: string): Check {
  return (value, path) => {
    if (!isObject(value)) throw invalid('invalid_type', path, 'an object');
    const kind = value[name] ?? fallback;
    if (kind === undefined) throw missing(join(path, name));
    const check = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (!check) throw invalid('invalid_value', join(path, name), `one of ${Object.keys(kinds).join(', ')}`);
    check(value, path);
  };
}

/** Parses JSON that a client sent, and checks it. */
export function parseChecked(text: string, check: Check): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ClientEventError('invalid_json', 'The request is not valid JSON.');
  }
  check(value, '');
  return value as JsonObject;
}

export function missing(param: string): ClientEventError {
  return new ClientEventError('missing_required_parameter', `Missing required parameter: '${param}'.`, param);
}

export function invalid(code: string, param: string, expected: string): ClientEventError {
  const where = param ? ` for '${param}'` : '';
  return new ClientEventError(code, `Invalid value${where}: expected ${expected}.`, param || null);
}

function unknownParameter(param: string): ClientEventError {
  return new ClientEventError('unknown_parameter', `Unknown parameter: '${param}'.`, param);
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}
