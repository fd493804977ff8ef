import {dataUrlOf} from '../session/data-url.js';
import type {VoiceSession} from '../session/voice-session.js';
import {unreadableImage} from '../state/image-error.js';
import type {VoiceError} from '../state/voice-error.js';

/** Maximum sides to try, in pixels. Channels differ: the largest version that fits is sent. */
const sides = [1280, 896, 640, 448, 288];
const quality = 0.8;
/** Side of the version that the transcript shows. */
const previewSide = 640;
/** Decoding more than this could take a phone down, in bytes. */
const maxBytes = 40_000_000;

/** An image that is ready to be sent. */
export interface PreparedImage {
  readonly preview: Blob;
  /** @throws {VoiceError} `too-large` when no version fits */
  readonly send: (session: VoiceSession, id: string, respond: boolean) => void;
}

/**
 * Makes versions of an image that a channel may take. Loaded with the first image.
 * @throws RangeError when it is too large
 * @throws {VoiceError} `unsupported`, detail `image`, when the browser cannot open it
 */
export async function prepareImage(image: Blob | string): Promise<PreparedImage> {
  const original = typeof image === 'string' ? blobOf(image) : image;
  if (original.size > maxBytes) throw new RangeError('The image has too many bytes');
  const versions = await versionsOf(original);
  const urls = await Promise.all(versions.map(({blob}) => dataUrlOf(blob)));
  return {
    preview: (versions.find(({side}) => side <= previewSide) ?? versions.at(-1)!).blob,
    send: (session, id, respond) => sendLargest(session, urls, id, respond),
  };
}

function sendLargest(session: VoiceSession, urls: readonly string[], id: string, respond: boolean): void {
  for (const [index, url] of urls.entries()) {
    try {
      return session.sendImage?.(url, id, {respond});
    } catch (error) {
      const isLast = index === urls.length - 1;
      if (isLast || (error as VoiceError).code !== 'too-large') throw error;
    }
  }
}

interface Version {
  readonly side: number;
  readonly blob: Blob;
}

async function versionsOf(original: Blob): Promise<Version[]> {
  const bitmap = await createImageBitmap(original).catch((cause: unknown) => {
    // Not sent as it is: a file that is not drawn anew keeps what a camera wrote into it, such as the place.
    throw unreadableImage(cause);
  });
  try {
    const longest = Math.max(bitmap.width, bitmap.height);
    const fitting = sides.filter(side => side < longest);
    const versions: Version[] = [];
    for (const side of longest <= sides[0]! ? [longest, ...fitting] : fitting)
      versions.push({side, blob: await scaled(bitmap, side / longest)});
    return versions;
  } finally {
    bitmap.close();
  }
}

async function scaled(bitmap: ImageBitmap, factor: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * factor));
  canvas.height = Math.max(1, Math.round(bitmap.height * factor));
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff'; // JPEG knows no transparency.
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob) throw new RangeError('The image has too many pixels');
  return blob;
}

/** Not by `fetch`: the page's policy may not let it. */
function blobOf(dataUrl: string): Blob {
  const [, type, data] = /^data:(image\/[\w.+-]+);base64,(.*)$/s.exec(dataUrl) ?? [];
  if (!type || data === undefined)
    throw new TypeError('An image is a Blob or a base64 data: URL of an image');
  return new Blob([Uint8Array.from(atob(data), character => character.charCodeAt(0))], {type});
}
