/** What is read of the body of a request, in bytes. */
export const maxBodyBytes = 65_536;

/** What a chunk counts for, however small, in bytes. */
const minChunkBytes = 64;

/**
 * Reads a body to its end.
 * @param signal stops the reading
 * @param tooLarge makes what is thrown for a larger one
 */
export async function readAll(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal,
  tooLarge = () => new Error(`The body is larger than ${maxBytes} bytes.`),
): Promise<Blob> {
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop, {once: true});
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return new Blob(chunks);
    if (!(value instanceof Uint8Array)) throw new TypeError('The body does not consist of bytes.');
    // Small and empty chunks count as more: a stream that gives them without end would let no timer come to its turn.
    size += Math.max(minChunkBytes, value.byteLength);
    if (size > maxBytes) {
      stop();
      throw tooLarge();
    }
    chunks.push(new Uint8Array(value));
  }
}
