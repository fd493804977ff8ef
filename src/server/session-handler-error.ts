import {
  HostError,
  type HostErrorCode,
  type HostErrorDetails,
  type OfferErrorCode,
  type Wording,
} from './host-error.js';

/** Why no session was made: as for a token, and what can be wrong with an offer. */
export type SessionHandlerErrorCode = HostErrorCode | OfferErrorCode;

const wording: Wording<SessionHandlerErrorCode> = {
  'method-not-allowed': 'Send an offer with POST.',
  'bad-request': 'The request holds no offer.',
  'unsupported-media-type': 'Send the offer as application/json or application/sdp.',
  'origin-refused': 'Pages of this origin get no session here.',
  'rate-limit-unavailable': 'No session can be made now. Try again later.',
  'upstream-answer': 'The voice service gave an answer without a session.',
  internal: 'The session endpoint failed.',
};

/** Why no session was made. `message` may be shown to every visitor; `detail` is for the site's log. */
export class SessionHandlerError extends HostError<SessionHandlerErrorCode> {
  override readonly name = 'SessionHandlerError';

  constructor(code: SessionHandlerErrorCode, details?: HostErrorDetails) {
    super(code, details, wording);
  }
}
