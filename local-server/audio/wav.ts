/** A 16-bit mono WAV file holding the sound. */
export function encodeWav(pcm: Int16Array, sampleRate: number): Buffer {
  const header = Buffer.alloc(44);
  const bytes = pcm.length * 2;
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.from(pcm.buffer, pcm.byteOffset, bytes)]);
}

/** Reads a 16-bit WAV file; of several channels the first is taken. */
export function decodeWav(file: Buffer): {pcm: Int16Array; sampleRate: number} {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file');
  }
  let sampleRate = 0;
  let channels = 1;
  for (let offset = 12; offset + 8 <= file.length;) {
    const name = file.toString('latin1', offset, offset + 4);
    const size = file.readUInt32LE(offset + 4);
    const body = offset + 8;
    if (name === 'fmt ') {
      channels = file.readUInt16LE(body + 2);
      sampleRate = file.readUInt32LE(body + 4);
      if (file.readUInt16LE(body + 14) !== 16) throw new Error('only 16-bit WAV files are read');
    } else if (name === 'data') {
      // Streamed files carry a length of 0 or 0xffffffff: then the sound goes on to the end of the file.
      const end = size === 0 ? file.length : Math.min(file.length, body + size);
      const frames = Math.floor((end - body) / (2 * channels));
      const pcm = new Int16Array(frames);
      for (let index = 0; index < frames; index++) pcm[index] = file.readInt16LE(body + index * 2 * channels);
      return {pcm, sampleRate};
    }
    offset = body + size + (size % 2);
  }
  throw new Error('the WAV file has no data chunk');
}
