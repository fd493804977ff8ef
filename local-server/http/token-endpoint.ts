import type {IncomingMessage, ServerResponse} from 'node:http';
import {systemClock, delay} from '../engine/clock.js';
import {isObject, type JsonObject} from '../engine/events.js';
import {validateSession} from '../engine/session-config.js';
import type {FaultOptions} from '../faults/fault-table.js';
import {readBody, sendError, sendHtml, sendJson, sendText} from './responses.js';
import type {Token, TokenStore} from './tokens.js';

interface TokenEndpointOptions {
  tokens: TokenStore;
  lifetimeSeconds: number;
  /** Counts the requests that are to fail; answers whether this one is one of them. */
  failsNow(times: number): boolean;
}

/** The host page's own endpoint: mints a token and answers in the shape asked for, or misbehaves. */
export async function answerTokenRequest(
  request: IncomingMessage,
  response: ServerResponse,
  faults: FaultOptions,
  callFaults: FaultOptions,
  options: TokenEndpointOptions,
): Promise<void> {
  const body = await readBody(request);
  if (await misbehave(response, faults, times => options.failsNow(times))) return;
  const given = parseSession(body);
  try {
    validateSession(given.session);
  } catch (error) {
    return sendError(response, 400, {message: error instanceof Error ? error.message : String(error)});
  }
  const lifetime = given.lifetimeSeconds ?? faults.tokenLifetime ?? options.lifetimeSeconds;
  const token = options.tokens.mint(faults.tokenExpired ? -1000 : lifetime * 1000, given.session, callFaults);
  if (faults.tokenSecret) token.value = 'sk-proj-0123456789abcdefghijklmnopqrstuvwxyz0123456789';
  sendToken(response, token, faults.tokenFormat);
}

/** Does what the faults of a host's endpoint ask. @returns whether that was the answer */
export async function misbehave(
  response: ServerResponse,
  faults: FaultOptions,
  failsNow: (times: number) => boolean,
): Promise<boolean> {
  if (faults.tokenDelay) await delay(systemClock, faults.tokenDelay);
  const {tokenStatus, tokenFailTimes, tokenRetryAfter} = faults;
  if (faults.tokenHang) return true;
  if (faults.tokenReset) {
    response.destroy();
    return true;
  }
  if (tokenFailTimes === undefined ? tokenStatus !== undefined : failsNow(tokenFailTimes)) {
    const retryAfter = tokenRetryAfter === undefined ? {} : {retryAfter: tokenRetryAfter};
    sendError(response, tokenStatus ?? 503, retryAfter);
    return true;
  }
  if (faults.tokenHtml) sendHtml(response, 200);
  else if (faults.tokenWrongShape) sendJson(response, 200, {ok: true, data: {hint: 'no token here'}});
  else if (faults.tokenMalformed) sendText(response, 200, 'application/json', '{"value": "ek_');
  else if (faults.tokenEmpty) sendText(response, 200, 'application/json', '');
  else return false;
  return true;
}

function sendToken(response: ServerResponse, token: Token, format = 'openai'): void {
  const {value} = token;
  const expires_at = Math.floor(token.expiresAt / 1000);
  switch (format) {
    case 'client_secret':
      return sendJson(response, 200, {client_secret: {value, expires_at}});
    case 'token':
      return sendJson(response, 200, {token: value});
    case 'value':
      return sendJson(response, 200, {value});
    case 'text':
      return sendText(response, 200, 'text/plain', value);
    default:
      return sendJson(response, 200, {value, expires_at, session: {type: 'realtime', ...token.session}});
  }
}

/** `{session, expires_after: {seconds}}`, as the API takes it; a host page's request may be empty. */
function parseSession(body: string): {session: JsonObject; lifetimeSeconds?: number} {
  let given: unknown;
  try {
    given = JSON.parse(body || '{}');
  } catch {
    return {session: {}};
  }
  if (!isObject(given)) return {session: {}};
  const session = isObject(given.session) ? given.session : {};
  const seconds = isObject(given.expires_after) ? given.expires_after.seconds : undefined;
  return {session, ...(typeof seconds === 'number' ? {lifetimeSeconds: seconds} : {})};
}
