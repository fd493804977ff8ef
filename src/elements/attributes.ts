const warned = new Set<string>();

/** Says once what is wrong with an attribute, without its value: that may be long, or private. */
export function warn(attribute: string, expected: string): void {
  if (warned.has(attribute)) return;
  warned.add(attribute);
  console.warn(`<voice-assistant>: "${attribute}" should be ${expected}`);
}

/** A property, and how it is read from an attribute, where it can be. */
export interface Setting {
  /** Reads the attribute, null where there is none. Unset: a property only. */
  readonly fromAttribute?: (value: string | null, attribute: string) => unknown;
  readonly default?: unknown;
  /** The attribute follows the property. */
  readonly reflect?: boolean;
}

/** An attribute of any words. */
export const text: Setting = {fromAttribute: value => value ?? undefined};

/** What cannot be written as an attribute. */
export const property: Setting = {};

/** An attribute that is there or not. */
export function flag(more: Pick<Setting, 'reflect'> = {}): Setting {
  return {fromAttribute: value => value !== null, default: false, ...more};
}

/** An attribute that is one of some words. Anything else warns once and is `fallback`. */
export function oneOf(
  words: readonly string[],
  fallback?: string,
  more: Pick<Setting, 'reflect'> = {},
): Setting & Required<Pick<Setting, 'fromAttribute'>> {
  return {
    fromAttribute(value, attribute) {
      if (value !== null && words.includes(value)) return value;
      if (value !== null) warn(attribute, words.join(', '));
      return fallback;
    },
    default: fallback,
    ...more,
  };
}

/** An attribute that is a number within limits. Anything else warns once and is `fallback`. */
export function numberBetween(low: number, high: number, fallback?: number): Setting {
  return {
    fromAttribute(value, attribute) {
      const number = value?.trim() ? Number(value) : NaN;
      if (number >= low && number <= high) return number;
      if (value !== null) warn(attribute, `a number from ${low} to ${high}`);
      return fallback;
    },
    default: fallback,
  };
}
