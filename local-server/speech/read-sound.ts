import {resample, Resampler} from '../audio/resampler.js';
import {decodeWav} from '../audio/wav.js';
import {collect} from '../services/request-service.js';
import {ServiceError} from '../services/service-error.js';

/** How raw samples are announced; many servers say no more than that they send bytes. */
const rawTypes = /^(?:audio\/(?:x-)?(?:pcm|l16|raw)|application\/octet-stream)\b/iu;
const wavTypes = /^audio\/(?:x-|vnd\.)?wave?\b/iu;
/** How files begin that are no samples. */
const fileStarts = ['ID3', 'OggS', 'fLaC', '<!', '<h', '{"', '\x1a\x45\xdf\xa3'];
/** Frames of MP3 and of AAC, and what stands second in an MP4 file. */
const frameStart = /^(?:\xff[\xf2\xf3\xfa\xfb\xf1\xf9]|....ftyp)/su;
/** As many bytes as tell them all. */
const startBytes = 8;

/**
 * The samples in an answer: raw ones, mono, 16 bit, at 24 kHz unless its type says otherwise, or a WAV file.
 * @throws {ServiceError} for anything else, which would be heard as noise
 */
export async function* readSound(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  sampleRate: number,
): AsyncGenerator<Int16Array> {
  const isRaw = contentType === '' || rawTypes.test(contentType);
  if (!isRaw && !wavTypes.test(contentType)) throw noSound(contentType);
  const channels = Number(/\bchannels="?(\d+)/iu.exec(contentType)?.[1] ?? 1);
  if (isRaw && channels !== 1)
    throw new ServiceError('content', `answered with ${channels} channels, not with one`);
  const chunks = body[Symbol.asyncIterator]();
  const first = await begin(chunks);
  const rest = resume(first, chunks);
  const start = first.toString('latin1', 0, startBytes);
  if (start.startsWith('RIFF')) {
    const wav = readWav(await collect(rest));
    yield resample(wav.pcm, wav.sampleRate, sampleRate);
  } else if (!isRaw || fileStarts.some(sign => start.startsWith(sign)) || frameStart.test(start)) {
    throw noSound(isRaw ? 'a file' : 'a broken WAV file');
  } else {
    const rate = Number(/\brate="?(\d{4,6})\b/iu.exec(contentType)?.[1] ?? sampleRate);
    const resampler = new Resampler(rate, sampleRate);
    for await (const pcm of toSamples(rest)) yield resampler.process(pcm);
    yield resampler.flush();
  }
}

function noSound(what: string): ServiceError {
  return new ServiceError('content', `answered with ${what}, not with PCM or WAV`);
}

function readWav(file: Buffer): ReturnType<typeof decodeWav> {
  try {
    return decodeWav(file);
  } catch (error) {
    throw new ServiceError('content', `answered with a WAV file that cannot be read: ${String(error)}`);
  }
}

/** Enough of the beginning to tell what it is, or all there is. */
async function begin(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < startBytes) {
    const next = await chunks.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  if (start.length === 0) throw new ServiceError('content', 'answered without sound');
  return start;
}

async function* resume(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Chunks may end in the middle of a sample. */
async function* toSamples(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Int16Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    const pcm = new Int16Array(whole / 2);
    for (let index = 0; index < pcm.length; index++) pcm[index] = bytes.readInt16LE(index * 2);
    rest = bytes.subarray(whole);
    if (pcm.length > 0) yield pcm;
  }
}
