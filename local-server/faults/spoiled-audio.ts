/** What a `delta` of sound can hold instead of sound. */
const spoiledDeltas: Readonly<Record<string, () => unknown>> = {
  odd: () => Buffer.alloc(4801).toString('base64'),
  empty: () => '',
  huge: () => Buffer.alloc(6_000_000).toString('base64'),
  'not-base64': () => '<not base64!>',
  'no-text': () => ({sound: true}),
};

/** The `delta` for a value of the fault `spoilAudio`. Throws for an unknown one. */
export function spoiledAudio(kind: string): unknown {
  const spoil = spoiledDeltas[kind];
  if (!spoil) throw new Error(`unknown kind of spoiled audio '${kind}'`);
  return spoil();
}
