import {callHost, kindOf, type HostCallLimits} from './host-callback.js';
import {HostError, isHostError} from './host-error.js';
import {isObject} from './options.js';
import {maxBodyBytes, readAll} from './read-body.js';
import {parsed} from './upstream.js';

/* What a page sends. All of it is a stranger's: what is not named here is not looked at. */

/** What was said before, by the word of the page. */
export interface HistoryItem {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What a page asks a session with. */
export interface Offer {
  readonly sdp: string;
  readonly history: readonly HistoryItem[];
  readonly previousSessionId?: string;
  /** A page that sends nothing but the description is answered with nothing but that. */
  readonly isPlain: boolean;
}

/** An offer with all its candidates has a few thousand characters. */
const maxSdpCharacters = 32_768;

/** The API takes no more messages. */
export const maxHistoryItems = 128;

/**
 * Takes the body of a request, so that it can be read after `authorize` has read it, too.
 * @returns reads the offer; throws {HostError} `bad-request` or `body-too-large`
 * @throws {HostError} `unsupported-media-type`
 */
export function takeOffer(request: Request): (limits: HostCallLimits) => Promise<Offer> {
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';');
  const mediaType = type.trim().toLowerCase();
  if (!['application/json', 'application/sdp'].includes(mediaType)) {
    throw new HostError('unsupported-media-type', {
      detail: 'The offer came as another type than JSON or SDP.',
    });
  }
  if (request.bodyUsed) {
    const detail =
      'The body of the request was read before the handler got it, by express.json() for instance.';
    throw new HostError('internal', {detail});
  }
  const {body} = request.clone();
  return async limits => {
    const text = body ? await textOf(body, limits) : '';
    return mediaType === 'application/sdp'
      ? {sdp: checkedSdp(text), history: [], isPlain: true}
      : offerIn(parsed(text), text);
  };
}

async function textOf(body: ReadableStream<Uint8Array>, limits: HostCallLimits): Promise<string> {
  const tooLarge = () =>
    new HostError('body-too-large', {detail: `The body is larger than ${maxBodyBytes} bytes.`});
  try {
    const name = 'The body of the request';
    const bytes = await callHost({...limits, name}, signal => readAll(body, maxBodyBytes, signal, tooLarge));
    return await bytes.text();
  } catch (error) {
    // It came too slowly, or broke off: that is the client's doing, and no failure of the site.
    if (!isHostError(error) || error.code !== 'internal') throw error;
    throw new HostError('bad-request', {detail: error.detail});
  }
}

function offerIn(body: unknown, text: string): Offer {
  if (!isObject(body) || body.type !== 'offer') {
    throw badRequest(
      text
        ? 'It is no JSON of type "offer".'
        : 'It is empty. Was it read before, by express.json() for instance?',
    );
  }
  return {
    sdp: checkedSdp(body.sdp),
    history: historyIn(body.history),
    previousSessionId: sessionIdIn(body.previousSessionId),
    isPlain: false,
  };
}

/** Making a session costs at once, so what cannot become a call is refused here. */
function checkedSdp(sdp: unknown): string {
  if (typeof sdp !== 'string') throw badRequest(`sdp is ${kindOf(sdp)}, not a string.`);
  if (sdp.length > maxSdpCharacters) throw badRequest(`sdp is longer than ${maxSdpCharacters} characters.`);
  if (!/^v=0\r?\n/.test(sdp) || !/\nm=audio /.test(sdp)) {
    throw badRequest('sdp is no session description with audio.');
  }
  return sdp;
}

function historyIn(history: unknown): readonly HistoryItem[] {
  if (history === undefined || history === null) return [];
  if (!Array.isArray(history)) throw badRequest(`history is ${kindOf(history)}, not a list.`);
  if (history.length > maxHistoryItems) throw badRequest(`history has more than ${maxHistoryItems} items.`);
  return history.map(historyItem);
}

/** Only what two people can say to each other: a page must not speak to the model as the site does. */
function historyItem(item: unknown): HistoryItem {
  const {role, text} = isObject(item) ? item : {};
  if ((role !== 'user' && role !== 'assistant') || typeof text !== 'string') {
    throw badRequest('An item of history is not {role: "user" or "assistant", text}.');
  }
  return {role, text};
}

function sessionIdIn(id: unknown): string | undefined {
  if (id === undefined || id === null) return undefined;
  // It becomes part of an address.
  if (typeof id === 'string' && /^[A-Za-z0-9][\w:.-]{0,199}$/.test(id)) return id;
  throw badRequest('previousSessionId is no id.');
}

function badRequest(detail: string): HostError {
  return new HostError('bad-request', {detail: `The offer: ${detail}`});
}
