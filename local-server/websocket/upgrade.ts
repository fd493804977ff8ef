import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {STATUS_CODES} from 'node:http';
import {WebSocketServer, type WebSocket} from 'ws';
import {delay, systemClock} from '../engine/clock.js';
import type {FaultOptions} from '../faults/fault-table.js';
import type {Token, TokenProblem} from '../http/tokens.js';

const keyProtocol = 'openai-insecure-api-key.';
/** As the API closes what it has accepted without a valid key. */
const unauthorized = 3000;

interface UpgradeOptions {
  failsNow(times: number): boolean;
  /** The socket is open, and its token is good. */
  open(socket: WebSocket, token: Token): void;
}

const sockets = new WebSocketServer({
  noServer: true,
  handleProtocols: protocols => (protocols.has('realtime') ? 'realtime' : false),
});

/** What a page offers as its key, in the form of a header; a browser cannot set that itself. */
export function authorizationOf(request: IncomingMessage): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim());
  const key = offered.find(name => name.startsWith(keyProtocol))?.slice(keyProtocol.length);
  return key ? `Bearer ${key}` : request.headers.authorization;
}

/** Takes a request for a WebSocket, or misbehaves. The faults are those of an offer. */
export async function answerUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  token: Token | TokenProblem,
  faults: FaultOptions,
  {failsNow, open}: UpgradeOptions,
): Promise<void> {
  socket.on('error', () => {}); // The page may be gone before it is answered.
  if (faults.sdpHang) return;
  if (faults.sdpReset) return void socket.destroy();
  if (faults.sdpDelay) await delay(systemClock, faults.sdpDelay);
  const fails =
    faults.sdpFailTimes === undefined ? faults.sdpStatus !== undefined : failsNow(faults.sdpFailTimes);
  if (fails) return refuseUpgrade(socket, faults.sdpStatus ?? 503);
  sockets.handleUpgrade(request, socket, head, opened => {
    if (typeof token !== 'string') return open(opened, token);
    const error = {type: 'invalid_request_error', code: 'invalid_api_key', message: 'Incorrect API key.'};
    opened.send(JSON.stringify({type: 'error', error}));
    opened.close(unauthorized, 'invalid_request_error');
  });
}

/** Answers with a status in place of a WebSocket. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
}
