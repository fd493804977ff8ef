/** A voice that buzzes, 40 ms for each letter, in portions of a tenth of a second, as fast as it is taken. */
export async function* buzz(text: string, signal: AbortSignal, rate = 16_000): AsyncGenerator<Uint8Array> {
  const portion = rate / 10;
  for (let left = text.length * 0.04 * rate; left > 0 && !signal.aborted; left -= portion) {
    const samples = Int16Array.from({length: Math.min(portion, Math.ceil(left))}, (_, index) =>
      Math.round(8_000 * Math.sin((index * 440 * 2 * Math.PI) / rate)),
    );
    yield new Uint8Array(samples.buffer);
    await Promise.resolve();
  }
}
