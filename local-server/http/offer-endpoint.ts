import type {IncomingMessage, ServerResponse} from 'node:http';
import {delay, systemClock} from '../engine/clock.js';
import type {FaultOptions} from '../faults/fault-table.js';
import {isOffer} from '../webrtc/answer-sdp.js';
import {readBody, sendError, sendHtml, sendText} from './responses.js';
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

interface OfferEndpointOptions {
  failsNow(times: number): boolean;
  call(offer: string, token: Token, model: string | null): Promise<AnsweredOffer>;
}

/** Takes an offer, checks its token, and answers with SDP, or misbehaves. */
export async function answerOfferRequest(
  request: IncomingMessage,
  response: ServerResponse,
  token: Token | TokenProblem,
  model: string | null,
  faults: FaultOptions,
  options: OfferEndpointOptions,
): Promise<void> {
  const offer = await readBody(request);
  if (faults.sdpHang) return;
  if (faults.sdpReset) {
    response.destroy();
    return;
  }
  if (typeof token === 'string') {
    if (faults.sdpDelay) await delay(systemClock, faults.sdpDelay);
    return sendError(response, 401, refusals[token]);
  }
  if (misbehaves(faults)) {
    if (faults.sdpDelay) await delay(systemClock, faults.sdpDelay);
    if (refuses(faults, options)) return sendError(response, faults.sdpStatus ?? 503);
    if (faults.sdpGarbage)
      return sendText(response, 201, 'application/sdp', 'this is not the SDP you are looking for');
    if (faults.sdpEmpty) return sendText(response, 201, 'application/sdp', '');
    if (faults.sdpHtml) return sendHtml(response, 200);
  }
  if (!isOffer(offer)) {
    return sendError(response, 400, {
      code: 'invalid_offer',
      message: 'The request holds no SDP offer for sound.',
    });
  }
  const pause = misbehaves(faults) ? undefined : faults.sdpDelay;
  // The answer is made while the delay runs, as a distant server would.
  const [answered] = await Promise.all([options.call(offer, token, model), delay(systemClock, pause ?? 0)]);
  if (response.destroyed) return answered.abandon();
  sendText(response, 201, 'application/sdp', answered.answer, {
    ...(faults.sdpNoLocation ? {} : {location: `/v1/realtime/calls/${answered.callId}`}),
  });
}

/** Faults that replace the answer. */
function misbehaves(faults: FaultOptions): boolean {
  const {sdpStatus, sdpFailTimes, sdpGarbage, sdpEmpty, sdpHtml} = faults;
  return Boolean(sdpStatus ?? sdpFailTimes ?? (sdpGarbage || sdpEmpty || sdpHtml));
}

function refuses({sdpStatus, sdpFailTimes}: FaultOptions, {failsNow}: OfferEndpointOptions): boolean {
  return sdpFailTimes === undefined ? sdpStatus !== undefined : failsNow(sdpFailTimes);
}
