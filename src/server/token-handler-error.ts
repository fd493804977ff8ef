import {HostError, type HostErrorCode, type HostErrorDetails, type Wording} from './host-error.js';

/** Why no token was handed out. */
export type TokenHandlerErrorCode = HostErrorCode;

const wording: Wording<TokenHandlerErrorCode> = {
  'method-not-allowed': 'Ask for a token with POST or GET.',
  'origin-refused': 'Pages of this origin get no token here.',
  'rate-limit-unavailable': 'No token can be made now. Try again later.',
  'upstream-answer': 'The voice service gave an answer without a token.',
  internal: 'The token endpoint failed.',
};

/** Why no token was handed out. `message` may be shown to every visitor; `detail` is for the site's log. */
export class TokenHandlerError extends HostError<TokenHandlerErrorCode> {
  override readonly name = 'TokenHandlerError';

  constructor(code: TokenHandlerErrorCode, details?: HostErrorDetails) {
    super(code, details, wording);
  }
}
