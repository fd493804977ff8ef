import fc from 'fast-check';

/** Every place of a value, as ways of keys to it. */
function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))];
}

/** A copy in which the value at one place is another, or is gone. */
function changed(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : {...(value as object)}) as Record<
    string,
    unknown
  >;
  if (!rest.length && other === undefined) delete copy[key];
  else copy[key] = changed(copy[key], rest, other);
  return copy;
}

/** Real events with one to three values that are gone, or others. @param others what may take their places, besides anything */
export function damaged(real: fc.Arbitrary<object>, ...others: readonly unknown[]): fc.Arbitrary<unknown> {
  const odd = fc.oneof(
    fc.constantFrom(undefined, null, '', '__proto__', 'constructor', -1, 1e300, 0.5, [], {}, ...others),
    fc.jsonValue({maxDepth: 2}),
  );
  return fc
    .tuple(real, fc.array(fc.tuple(fc.nat(), odd), {minLength: 1, maxLength: 3}))
    .map(([event, changes]) =>
      changes.reduce<unknown>((value, [place, other]) => {
        const places = placesIn(value);
        return changed(value, places[place % places.length]!, other);
      }, event),
    );
}
