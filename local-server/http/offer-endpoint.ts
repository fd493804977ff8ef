import type {IncomingMessage, ServerResponse} from 'node:http';
import {delay, systemClock} from '../engine/clock.js';
import type {FaultOptions} from '../faults/fault-table.js';
import {isOffer} from '../webrtc/answer-sdp.js';
import {readBody, sendError, sendHtml} from './responses.js';
import type {Token, TokenProblem} from './tokens.js';

const refusals: Record<TokenProblem, {code: string; message: string}> = {
  missing: {code: 'missing_api_key', message: 'Missing bearer or basic authentication in header'},
  unknown: {code: 'invalid_api_key', message: 'Incorrect API key provided.'},
  expired: {code: 'token_expired', message: 'Ephemeral token expired.'},
};

/** The answer to an offer, once there is a call for it. */
export interface AnsweredOffer {
  callId: string;
  answer: string;
  /** Gives the call up when its answer cannot be delivered. */
  abandon(): void;
}

/** What is asked of an endpoint that takes offers: in a body that is the offer, or that holds it. */
interface OfferEndpoint {
  readonly faults: FaultOptions;
  /** What the request was admitted with, or why it is refused. */
  readonly access: Token | TokenProblem;
  failsNow(times: number): boolean;
  /** The offer in the body of a request. */
  offerIn(body: string): string;
  call(offer: string, token: Token): Promise<AnsweredOffer>;
  /** Answers with SDP, right or wrong. The call's id is unset where there is no call. */
  send(sdp: string, callId?: string): void;
}

/** Takes an offer, checks who asks, and answers with SDP, or misbehaves. */
export async function answerOfferRequest(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: OfferEndpoint,
): Promise<void> {
  const {faults, access} = endpoint;
  const body = await readBody(request);
  if (faults.sdpHang) return;
  if (faults.sdpReset) {
    response.destroy();
    return;
  }
  if (typeof access === 'string') {
    if (faults.sdpDelay) await delay(systemClock, faults.sdpDelay);
    return sendError(response, 401, refusals[access]);
  }
  if (misbehaves(faults)) {
    if (faults.sdpDelay) await delay(systemClock, faults.sdpDelay);
    if (refuses(faults, endpoint)) return sendError(response, faults.sdpStatus ?? 503);
    if (faults.sdpGarbage) return endpoint.send('this is not the SDP you are looking for');
    if (faults.sdpEmpty) return endpoint.send('');
    if (faults.sdpHtml) return sendHtml(response, 200);
  }
  const offer = endpoint.offerIn(body);
  if (!isOffer(offer)) {
    return sendError(response, 400, {
      code: 'invalid_offer',
      message: 'The request holds no SDP offer for sound.',
    });
  }
  const pause = misbehaves(faults) ? undefined : faults.sdpDelay;
  // The answer is made while the delay runs, as a distant server would.
  const [answered] = await Promise.all([endpoint.call(offer, access), delay(systemClock, pause ?? 0)]);
  if (response.destroyed) return answered.abandon();
  endpoint.send(answered.answer, answered.callId);
}

/** Faults that replace the answer. */
function misbehaves(faults: FaultOptions): boolean {
  const {sdpStatus, sdpFailTimes, sdpGarbage, sdpEmpty, sdpHtml} = faults;
  return Boolean(sdpStatus ?? sdpFailTimes ?? (sdpGarbage || sdpEmpty || sdpHtml));
}

function refuses({sdpStatus, sdpFailTimes}: FaultOptions, {failsNow}: OfferEndpoint): boolean {
  return sdpFailTimes === undefined ? sdpStatus !== undefined : failsNow(sdpFailTimes);
}
