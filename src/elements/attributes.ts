import type {ComplexAttributeConverter} from 'lit';

const warned = new Set();

/** Says once what is wrong with an attribute, without its value: that may be long, or private. */
function warn(attribute: unknown, expected: string): void {
  if (warned.has(attribute)) return;
  warned.add(attribute);
  console.warn(`<voice-assistant>: "${attribute as string}" should be ${expected}`);
}

/** Reads an attribute that is one of some words. Anything else warns once and is `fallback`. */
export function oneOf<T extends string>(
  words: readonly T[],
  fallback?: T,
): ComplexAttributeConverter<T | undefined, unknown> {
  return {
    fromAttribute(value, attribute) {
      if (words.includes(value as T)) return value as T;
      if (value !== null) warn(attribute, words.join(', '));
      return fallback;
    },
  };
}

/** Reads an attribute that is a number within limits. Anything else warns once and is `fallback`. */
export function numberBetween(
  low: number,
  high: number,
  fallback?: number,
): ComplexAttributeConverter<number | undefined> {
  return {
    fromAttribute(value, attribute) {
      const number = value?.trim() ? Number(value) : NaN;
      if (number >= low && number <= high) return number;
      if (value !== null) warn(attribute, `a number from ${low} to ${high}`);
      return fallback;
    },
  };
}
