import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {isLoopback} from './http/access.js';
import {requestUrl} from './http/request-url.js';
import {sendError} from './http/responses.js';
import type {RealtimeServerOptions} from './options.js';
import {RealtimeServer} from './server.js';

export type {RealtimeServerOptions} from './options.js';
export type {RequestRecord} from './http/request-record.js';
export {RealtimeServer} from './server.js';
export {isLoopback} from './http/access.js';
export {Call} from './call/call.js';
export type {CallState, EventMatch, EventRecord} from './call/call-record.js';
export type {LevelSample} from './audio/level.js';
export {
  faultDescriptions,
  parseFaults,
  queryName,
  type FaultName,
  type FaultOptions,
} from './faults/fault-table.js';
export type {
  Responder,
  ResponderRequest,
  ResponseChunk,
  HistoryEntry,
  ToolDefinition,
} from './responders/responder.js';
export {servicesFromEnvironment, describeServices, type ChosenServices} from './from-environment.js';
export {makeSpeechWav, renderSpeech, type SpeechPart} from './speech-wav.js';
export {ScriptedResponder} from './responders/scripted-responder.js';
export {hearInOrder, type SpeechToText} from './speech-to-text/speech-to-text.js';
export {describeFailure, type ServiceFailure, type ServiceKind} from './services/service-failure.js';
export {ServiceError, type ServiceErrorReason} from './services/service-error.js';
export type {TextToSpeech} from './speech/text-to-speech.js';
export {EspeakTextToSpeech} from './speech/espeak.js';

/** A server that listens on a port of its own. */
export interface RunningRealtimeServer extends RealtimeServer {
  /** `http://127.0.0.1:12345` */
  readonly url: string;
}

/** Makes the server without a port, to be mounted in another HTTP server. Warms it up first. */
export async function createRealtimeServer(options: RealtimeServerOptions = {}): Promise<RealtimeServer> {
  const server = new RealtimeServer(options);
  await server.warmUp();
  return server;
}

/**
 * Makes the server and listens. After `close()` nothing of it keeps the process alive.
 * @throws where other machines would reach it and it has no `apiKey`
 */
export async function startRealtimeServer(
  options: RealtimeServerOptions = {},
): Promise<RunningRealtimeServer> {
  const server = new ListeningRealtimeServer(options);
  server.checkHost(options.host ?? '127.0.0.1');
  await server.warmUp();
  await server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  return server;
}

class ListeningRealtimeServer extends RealtimeServer implements RunningRealtimeServer {
  url = '';
  #http: Server | undefined;

  /** Tokens and calls for every machine of a network would be at the expense of the keys of its services. */
  checkHost(host: string): void {
    if (this.access.isOpen && !isLoopback(host))
      throw new Error(
        `Other machines reach ${host}: set a key (apiKey, or LOCAL_SERVER_KEY) to listen there.`,
      );
  }

  async listen(port: number, host: string): Promise<void> {
    const http = createServer((request, response) => {
      void this.handle(request, response).then(handled => {
        if (!handled) sendError(response, requestUrl(request.url) ? 404 : 400);
      });
    });
    http.on('upgrade', (request, socket, head) => {
      if (!this.handleUpgrade(request, socket, head)) socket.destroy();
    });
    this.#http = http;
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, host, resolve);
    });
    this.url = `http://${host}:${(http.address() as AddressInfo).port}`;
  }

  override async close(): Promise<void> {
    await super.close();
    const http = this.#http;
    if (!http) return;
    this.#http = undefined;
    http.closeAllConnections();
    await new Promise<void>(resolve => http.close(() => resolve()));
  }
}
